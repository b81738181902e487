/** What subjects of bounces say, in the languages of Europe and the commonest of Asia. */
export const FAILURE_SUBJECT = new RegExp(
  [
    String.raw`undeliver|nondeliver|non[- ]?deliver|not (?:be )?deliver|delivery (?:\w+ )*(?:fail|error|problem|status|notif|report)`,
    String.raw`(?:fail|error|unable|problem|trouble).{0,30}deliver|deliver\w* .{0,20}(?:fail|unsuccess|error)`,
    String.raw`return(?:ed|ing) (?:to sender|mail|message)|(?:mail|message)(?: was)? return(?:ed|ing)|mail (?:system )?error|failure notice`,
    String.raw`(?:message|mail) (?:could not|cannot|can't)|(?:are|is) not (?:a )?member`,
    String.raw`warning\W{1,3}(?:could not send|message|mail)|mail delivery warning|delayed|mailbox (?:is )?(?:full|unavailable)`,
    String.raw`non[- ](?:remis|d[ée]livr|distribu)|[ée]chec (?:de|d.)|remise (?:impossible|diff)|pas (?:pu )?(?:[êe]tre )?(?:remis|d[ée]livr|distribu)`,
    String.raw`unzustell|nicht zu(?:ge)?stell|zustell\w*(?:fehl| fehlgeschlagen)|fehlgeschlagen`,
    String.raw`no entregad|no se (?:ha )?(?:podido|pudo) entregar|devuelto|mancat\w consegna|niet (?:be|af)gelever|onbestelbaar|n[ãa]o entreg|nedor`,
    'エラー|配信|不達|戻|退信|退回|失败|無法|无法',
  ].join('|'),
  'iu',
)

/** What their text says: that a mail did not arrive, or what a server answered. */
export const FAILURE_TEXT = new RegExp(
  [
    String.raw`\b[45]\d\d[- ][#(<]?[45]\.\d{1,3}\.\d{1,3}\b|#?\b5\.[0-7]\.\d{1,2}\b|\b(?:code|error|smtp)\W{0,3}5[05]\d\b|\b55[0-4][ :-]`,
    String.raw`(?:user|recipient|mailbox|address|account|alias|domain|host)s? (?:\S+ )?(?:unknown|not found|unavailable|disabled|invalid|full|over|does not exist|doesn't exist|not exist|rejected|not listed|not known|inactive|suspended|expired)`,
    String.raw`(?:unknown|invalid|no such|non-?existent|bad|illegal|inactive) (?:\S+ )?(?:user|recipient|mailbox|address|account|alias|domain|host|person)`,
    String.raw`(?:could|can|did|was|were|been|has|have)(?:not|n't| not)(?: \w+){0,3} (?:deliver|reach|accept|sen[dt]|receiv|find|locat|process)`,
    String.raw`(?:not|un)(?: be(?:en)?)? ?deliver|failed to deliver|delivery (?:to .{1,80}? )?(?:has )?(?:failed|attempt)|unable to (?:deliver|send|locate|reach|relay|find|process|contact)|(?:undeliver|failed) (?:recip|address|mail|message)`,
    String.raw`permanent(?:ly)?[ -](?:fatal |delivery |failure|error)|(?:over|exceed\w*|out of)[ -](?:\S+ )?(?:quota|storage|limit|size)|quota|(?:return|bounc)(?:ed|ing) (?:to|mail|message|your|the)`,
    String.raw`(?:blocked|refused|rejected|denied|not accepted|not a member|not subscribed|no longer)`,
    String.raw`n.a pas pu [êe]tre|pas (?:pu )?[êe]tre (?:remis|d[ée]livr|distribu|envoy)|n.existe pas|bo[îi]te (?:aux lettres )?(?:est )?pleine|adresse inconnue|destinataire inconnu`,
    String.raw`nicht (?:zugestellt|zustellbar|ausgeliefert|gefunden)|unbekannt|existiert nicht|no (?:se ha podido|pudo|existe)|non (?:esiste|[èe] stato)|niet (?:bezorgd|afgeleverd)|n[ãa]o (?:existe|foi|p[ôo]de)`,
    '送信できません|届きません|配信できません|エラー|見つかりません|无法|退信|不存在|失败',
  ].join('|'),
  'iu',
)

/** What only a mail server says: its codes, or in words that a mail did not arrive. */
export const SERVER_WORDS =
  /\b[45]\d\d[- ][#(<]?[45]\.\d{1,3}\.\d{1,3}\b|#?\b5\.[0-7]\.\d{1,2}\b|\b(?:code|error|smtp)\W{0,3}5[05]\d\b|\b55[0-4][ :-]|(?:not|n't|un) ?(?:be(?:en)? )?deliver|n.a pas pu [êe]tre (?:remis|d[ée]livr|distribu)|nicht (?:zugestellt|ausgeliefert)|no (?:se ha podido|pudo) entregar|送信できません|配信できません/iu

/** What servers say that have not given up. */
export const DELAY_TEXT =
  /\bwarning (?:message )?only\b|\bdo(?:es)? not need to (?:resend|re-send|do anything)|will (?:keep|continue)(?: on)? (?:trying|to (?:try|re-?try|be (?:re)?tried|attempt))|still being (?:re)?tried|not yet been delivered|has been delayed|will be (?:re)?tried|will retry|is (?:still|kept) in the queue|sera (?:de nouveau|à nouveau) tent|wird weiter(?:hin)? versucht/iu

/** What subjects of absence notes and the like begin with. */
export const AWAY_SUBJECT =
  /^\s*(?:(?:auto(?:mati\w*)?|autom\.?)[\s_-]*(?:re(?:ply|spon[sd]\w*)|antwort|risposta|respuesta|odpowied\w*|antwoord|svar)|r[ée]ponse\s+(?:automatique|auto)|out[\s_-]+of[\s_-]+(?:the[\s_-]+)?office|absen(?:ce|t)\b|message\s+d.absence|abwesenheit\w*|fuera de (?:la )?oficina|fuori sede|afwezig|r[ée]ponse d.absence|vacation|away from|on vacation|AUTO:|auto:|不在|自动回复|自動返信)/iu

/** What their text says. */
export const AWAY_TEXT =
  /out of (?:the |my )?office|away from (?:the |my )?(?:office|desk)|on (?:vacation|leave|holiday)|(?:currently|presently|actuellement) (?:away|out|absent)|(?:this is an? )?auto(?:mat\w+)?[- ](?:re(?:ply|sponse|sponder)|generated|message)|r[ée]ponse automatique|(?:je (?:suis|serai)|serai) (?:\S+ )?(?:absent|en cong)|en cong[ée]s?|de retour le|limited access to (?:my )?e-?mail|no longer (?:work|with|employ)|(?:nicht|nicht mehr) im (?:büro|haus|unternehmen)|abwesen|urlaub|sleeping|不在|自动回复|自動/iu

/** What the subject of their warnings says. */
export const DELAY_SUBJECT =
  /\bwarning\W{1,3}.*(?:could not send|delayed|still)|mail delivery warning|\(delay(?:ed)?\)|still being retried|^delayed\b/iu

/** What asks a sender to prove that he is a person before his mail is let in. */
export const CHALLENGE_TEXT =
  /(?:your (?:message|e-?mail)[^.]{0,200}(?:received|waitlisted|held|quarantined)|is protected by)[\s\S]{0,800}(?:allowed\s+list|guest\s+list|white ?list|approved senders|to (?:verify|confirm|prove) (?:that )?you)/iu
