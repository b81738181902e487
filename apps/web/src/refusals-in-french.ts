/** What the server says, which it says in English, of a refusal that a person can act on. */
const SENTENCES: Record<string, string> = {
  'A conversation keeps at least one message.': 'Une conversation garde au moins un message.',
  'A file is no longer there.': 'Un fichier n’est plus là.',
  'A file is no longer there: add it again.': 'Un fichier n’est plus là : joignez-le de nouveau.',
  'A member is not a user.': 'Un des membres n’est pas un utilisateur.',
  'A message is not in this conversation.': 'Un message n’est pas dans cette conversation.',
  'A snooze ends in the future.': 'Le rappel doit être dans le futur.',
  'A subject is one line: take out its line breaks.':
    'Un objet tient sur une ligne : ôtez les retours à la ligne.',
  'A subject needs one to 998 characters.': 'Un objet compte de 1 à 998 caractères.',
  'A token is revoked by an administrator, not signed out.':
    'Un jeton est révoqué par un administrateur ; il ne se déconnecte pas.',
  'Another mailbox has this address.': 'Une autre boîte a cette adresse.',
  'Another tag has this name.': 'Une autre étiquette porte ce nom.',
  'Another team has this name.': 'Un autre service porte ce nom.',
  'Another template of this folder and language has this name.':
    'Un autre modèle de ce dossier et de cette langue porte ce nom.',
  'Another user has this e-mail address.': 'Un autre utilisateur a cette adresse.',
  'Choose at least one person who still works here.':
    'Choisissez au moins une personne qui travaille encore ici.',
  'It is with somebody else by now.': 'Quelqu’un d’autre s’en occupe désormais.',
  'It takes two conversations to make one of them.':
    'Il faut deux conversations pour n’en faire qu’une.',
  'Levee is set up already: sign in.': 'Levee est déjà installé : connectez-vous.',
  'Mail is not linked with itself.': 'Un courrier ne se lie pas à lui-même.',
  'Nobody stopped this clock on purpose.': 'Personne n’a suspendu ce délai.',
  'Nothing in this conversation is suspicious.': 'Rien n’est suspect dans cette conversation.',
  'One policy without conditions stays, for everything else.':
    'Il reste toujours une règle de délai sans condition, pour tout le reste.',
  'Only a reply that failed can be sent again.': 'Seule une réponse en échec peut être renvoyée.',
  'Only open and waiting mail can be snoozed.':
    'Seul un courrier ouvert ou en attente peut être rappelé plus tard.',
  'Quiet hours have two ends.': 'Les heures calmes ont un début et une fin.',
  'Say why.': 'Dites pourquoi.',
  'Send an iCalendar file as text/calendar.': 'Envoyez un fichier iCalendar (text/calendar).',
  'Send one file as multipart/form-data.': 'Envoyez un fichier (multipart/form-data).',
  'Send one message as message/rfc822.': 'Envoyez un message (message/rfc822).',
  'Somebody changed this rule meanwhile.': 'Quelqu’un a modifié cette règle entre-temps.',
  'Somebody must stay administrator: name another one first.':
    'Il faut toujours un administrateur : nommez-en d’abord un autre.',
  'Somebody sends this mail again already.': 'Quelqu’un renvoie déjà ce courriel.',
  'Somebody works by this calendar: give them another one first.':
    'Ce calendrier sert encore : attribuez-en d’abord un autre.',
  'Take a day from today on, within a year.': 'Choisissez un jour d’ici un an.',
  'The absence cannot be kept like this.':
    'L’absence ne peut pas être enregistrée ainsi : vérifiez les dates.',
  'The calendar cannot be kept like this.':
    'Le calendrier ne peut pas être enregistré ainsi : vérifiez les horaires et les dates.',
  'The calendar has no working day for ten years.':
    'Le calendrier n’a aucun jour ouvré pendant dix ans.',
  'The current password is wrong.': 'Le mot de passe actuel est faux.',
  'The fall-back stays as long as there are other policies.':
    'La règle par défaut reste tant qu’il y en a d’autres.',
  'The files have more than 25 MB together.': 'Les fichiers dépassent 25 Mo ensemble.',
  'The first request with this key failed: try again.': 'La première demande a échoué : réessayez.',
  'The first request with this key is still being worked on.':
    'La première demande est encore en cours.',
  'The note is empty.': 'La note est vide.',
  'The organisation needs a calendar: make another one its own.':
    'L’organisme a besoin d’un calendrier : donnez-lui-en d’abord un autre.',
  'The policy cannot be kept like this.':
    'La règle de délai ne peut pas être enregistrée ainsi : vérifiez ses délais.',
  'The policy of this deadline lets nobody stop its clock.':
    'La règle de ce délai n’autorise personne à le suspendre.',
  'The reply has no recipient.': 'La réponse n’a pas de destinataire.',
  'The reply is empty.': 'La réponse est vide.',
  'The rule is not complete: see what is marked.':
    'La règle n’est pas complète : voyez ce qui est signalé.',
  'The rules are no longer those that you saw.':
    'Les règles ont changé depuis que vous les avez vues.',
  'The template cannot be kept like this.':
    'Le modèle ne peut pas être enregistré ainsi : vérifiez ses variables.',
  'The two are linked already: remove that link first.':
    'Les deux sont déjà liés : retirez d’abord ce lien.',
  'There is a fall-back already: give this one conditions.':
    'Il y a déjà une règle par défaut : donnez des conditions à celle-ci.',
  'There is no mail here that could be answered.': 'Il n’y a ici aucun courrier auquel répondre.',
  'There is no such policy.': 'Cette règle de délai n’existe pas.',
  'This Idempotency-Key was used for another request.':
    'Cette demande a déjà été faite autrement : réessayez.',
  'This browser cannot be told anything.': 'Ce navigateur ne peut pas être prévenu.',
  'This cannot be done any more: the link was changed since.':
    'Ce n’est plus possible : le lien a changé depuis.',
  'This cannot be undone any more: it was changed again since.':
    'Ce n’est plus annulable : il y a eu un autre changement depuis.',
  'This cannot be undone any more: something came after it.':
    'Ce n’est plus annulable : il s’est passé autre chose depuis.',
  'This clock rests already.': 'Ce délai est déjà suspendu.',
  'This conversation was changed meanwhile: look at it again.':
    'Cette conversation a changé entre-temps : revoyez-la.',
  'This conversation was merged into another one since.':
    'Cette conversation a été fusionnée avec une autre depuis.',
  'This deadline is over.': 'Ce délai est terminé.',
  'This draft was sent or discarded meanwhile.':
    'Ce brouillon a été envoyé ou abandonné entre-temps.',
  'This is no iCalendar file.': 'Ce n’est pas un fichier iCalendar.',
  'This kind of action cannot be undone.': 'Ce genre d’action ne s’annule pas.',
  'This mail probably is not from whom it says: it cannot be answered until two people have declared it legitimate.':
    'Ce courrier ne vient probablement pas de qui il prétend : on ne peut y répondre avant que deux personnes l’aient déclaré légitime.',
  'This note was changed again since.': 'Cette note a encore été modifiée depuis.',
  'This reply does not wait for approval.': 'Cette réponse n’attend pas d’approbation.',
  'This rule was not removed.': 'Cette règle n’a pas été supprimée.',
  'This was asked for too often. Try again in a minute.':
    'Trop de demandes. Réessayez dans une minute.',
  'This was reported already.': 'C’est déjà signalé.',
  'This was undone already.': 'C’est déjà annulé.',
  'Too late: this reply does not wait any more.': 'Trop tard : cette réponse n’attend plus.',
  'Too many attempts to sign in failed. Try again in a minute.':
    'Trop de tentatives de connexion ont échoué. Réessayez dans une minute.',
  'You said so already: a second person has to confirm it.':
    'Vous l’avez déjà dit : une deuxième personne doit le confirmer.',
}

/** Those that name something: what is named stands for `$1`. */
const PATTERNS: [RegExp, string][] = [
  [/^"(.*)" is not an address mail can be sent to\.$/s, '« $1 » n’est pas une adresse.'],
  [/^"(.*)" is not a Message-ID\.$/s, '« $1 » n’est pas un identifiant de message.'],
  [
    /^(.*) takes no passwords: connect this mailbox in the browser, where it is authorised\.$/,
    '$1 n’accepte pas de mot de passe : connectez cette boîte dans le navigateur, où elle est autorisée.',
  ],
  [
    /^(.*) is a mailbox of ours: its mail would come back\.$/,
    '$1 est une de nos boîtes : son courrier reviendrait.',
  ],
  [/^A \w+ does not exist\.$/, 'Un des éléments choisis n’existe plus.'],
  [/^Fill in (.*) before you send it\.$/s, 'Remplissez $1 avant d’envoyer.'],
  [/^Idempotency-Key takes 1 to/, 'La demande n’est pas valable : réessayez.'],
  [/^It is registered as (.*)\.$/, 'C’est enregistré sous le numéro $1.'],
  [/^It is sent by (.*): change that first\.$/s, 'Il est envoyé par $1 : changez d’abord cela.'],
  [/^Not filled in yet: (.*)\.$/s, 'À remplir encore : $1.'],
  [/^Something that (.*) needs is missing\.$/, 'Il manque quelque chose dont $1 a besoin.'],
  [
    /^The calendar "(.*)" has too few working hours\.$/s,
    'Le calendrier « $1 » a trop peu d’heures ouvrées.',
  ],
  [
    /^The mailbox "(.*)" cannot send yet: an administrator can give it an outgoing server in its settings\.$/s,
    'La boîte « $1 » ne peut pas encore envoyer : un administrateur peut lui donner un serveur d’envoi dans ses réglages.',
  ],
  [/^There is no time zone "(.*)"\.$/s, 'Le fuseau horaire « $1 » n’existe pas.'],
  [/^There is no view "(.*)"\.$/s, 'La vue « $1 » n’existe pas.'],
  [
    /^This cannot be done now: its state is/,
    'Ce n’est pas possible maintenant : le travail n’en est pas là.',
  ],
  [/^This is no Sieve script: line (\d+)/, 'Ce n’est pas un script Sieve : voyez la ligne $1.'],
  [
    /^This mail cannot be answered: .* Enter a recipient\.$/s,
    'On ne peut pas répondre à ce courrier : saisissez un destinataire.',
  ],
  [
    /^This mailbox holds mail \(messages: (.*)\), which would be lost: pause it instead\.$/,
    'Cette boîte contient du courrier ($1 messages), qui serait perdu : mettez-la plutôt en pause.',
  ],
  [
    /^You are told in (\d+) browsers: forget one\.$/,
    'Vous êtes prévenu dans $1 navigateurs : oubliez-en un.',
  ],
]

/** The sentence in French; undefined for one that nobody has translated. */
export function refusalInFrench(sentence: string): string | undefined {
  const found = SENTENCES[sentence]
  if (found !== undefined) return found
  const [pattern, french] = PATTERNS.find(([each]) => each.test(sentence)) ?? []
  return pattern && french && sentence.replace(pattern, french)
}
