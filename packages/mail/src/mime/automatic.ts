import type { Automatic } from '@levee/domain'
import {
  AWAY_SUBJECT,
  AWAY_TEXT,
  CHALLENGE_TEXT,
  DELAY_SUBJECT,
  DELAY_TEXT,
  FAILURE_SUBJECT,
  FAILURE_TEXT,
  SERVER_WORDS,
} from './failure-words.ts'
import type { HeaderValues } from './header-values.ts'
import { leaves, type MimePart } from './part-tree.ts'

/** What recognising automatic mail looks at. */
export type Recognisable = {
  fields: HeaderValues
  /** Decoded. */
  subject: string
  text: string
  root: MimePart
  /** What its reports say happened to the mail (RFC 3464 §2.3.3), in lower case. */
  actions: readonly string[]
}

/** Recognises mail that no person wrote, or that went to many (RFC 3834, 3464, 8098, 5965, 2369, 2919). */
export function automatic(mail: Recognisable): Automatic {
  const fields: Fields = { get: (name) => mail.fields.first(name).trim(), has: mail.fields.has }
  return (
    byReport(mail, fields) ??
    byFailure(mail, fields) ??
    byReplyMark(mail, fields) ??
    byList(fields) ??
    byProgram(fields) ??
    'no'
  )
}

type Fields = { get: (name: string) => string; has: (name: string) => boolean }

/** A message that a program wrote for programs says what it is. */
function byReport(
  { root, subject, actions }: Recognisable,
  { get }: Fields,
): Automatic | undefined {
  const types = leaves(root).map(({ type }) => type)
  const isReport = /^multipart\/report\b/i.test(get('content-type'))
  const reportType = isReport
    ? (root.contentType.parameter('report-type')?.toLowerCase() ?? '')
    : ''
  if (types.includes('message/feedback-report') || reportType === 'feedback-report')
    return 'complaint'
  if (/^\s*complaint about message from \d/i.test(subject) && types.includes('message/rfc822'))
    return 'complaint' // Hotmail's, before there was a format
  if (
    types.some((type) => /^message\/(?:global-)?disposition-notification$/.test(type)) ||
    reportType === 'disposition-notification'
  )
    return 'receipt'
  if (types.some((type) => /^message\/(?:global-)?delivery-status$/.test(type)) || isReport)
    return actions.length > 0 && actions.every((action) => NOT_FAILED.test(action))
      ? 'deliveryNotice'
      : 'bounce'
  const isInvitationReply = leaves(root).some(
    ({ type, contentType }) =>
      type === 'text/calendar' &&
      /^(?:reply|counter)$/i.test(contentType.parameter('method') ?? ''),
  )
  return isInvitationReply ? 'invitationReply' : undefined
}

const NOT_FAILED = /^(?:delayed|delivered|relayed|expanded)$/
const MAILER =
  /(?:^|[<\s"'(])(?:mailer[-_. ]?d(?:a?e|ä)mon|mail[-_.]?daemon|mdaemon|mail[-_. ]?delivery[-_. ]?(?:sub)?system|maildelivery|mailsystem)(?:[@>\s"')_+-]|$)/i
const POSTMASTER =
  /(?:^|[<\s"'(])(?:post[-_. ]?master\S*|mail[-_.]?admin\w*|smtp\S*|mail[-_.]?server|e500_smtp\S*|[\w.-]*antivirus[\w.-]*)@/i

/** Plain-text bounces, older than the standard: who sent it, and what it says. */
function byFailure(mail: Recognisable, { get, has }: Fields): Automatic | undefined {
  const { subject } = mail
  const from = get('from')
  const isFromNobody = isNullSender(get('return-path')) || /<\s*>/.test(from)
  const isSaidByHeader = has('x-failed-recipients') || MAILER.test(from) || isFromNobody
  // what most mail says need not be looked at
  if (!isSaidByHeader && !POSTMASTER.test(from) && !FAILURE_SUBJECT.test(subject)) return undefined
  const said = unquoted(mail.text)
  const isDelay = DELAY_TEXT.test(said) || DELAY_SUBJECT.test(subject)
  const failed = (): Automatic => (isDelay ? 'deliveryNotice' : 'bounce')
  if (has('x-failed-recipients')) return failed()
  const isFailure = isDelay || FAILURE_TEXT.test(said)
  if (MAILER.test(from)) {
    if (isFailure || FAILURE_SUBJECT.test(subject) || said.trim() === '') return failed()
    return 'notification'
  }
  if (isFromNobody && !isReplyMarked(get, has))
    return isFailure || FAILURE_SUBJECT.test(subject) ? failed() : 'autoReply'
  if (!isFailure || isForwarded(subject)) return undefined
  if (POSTMASTER.test(from)) return failed()
  if (!FAILURE_SUBJECT.test(subject) || isAnswer(subject, has)) return undefined
  const returns = leaves(mail.root).some(({ type }) => RETURNED.test(type))
  const isFromServer =
    returns ||
    RETURNED_TEXT.test(mail.text) ||
    (said.length < SHORT && (isDelay || SERVER_WORDS.test(said)))
  return isFromServer ? failed() : undefined
}

const SHORT = 1_500 // characters: who reports a failure without returning the mail says little else
const RETURNED = /^(?:message\/rfc822|text\/rfc822-headers|message\/global)$/
const RETURNED_TEXT = /^(?:received|message-id|return-path): /im

/** A bounce that is passed on is from a person. */
function isForwarded(subject: string): boolean {
  return /^\s*(?:fwd?|tr|wg|rv|i)\s?[::]/iu.test(subject)
}

function isAnswer(subject: string, has: Fields['has']): boolean {
  return /^\s*(?:re|aw|sv|rép)\s?[::]/iu.test(subject) && (has('in-reply-to') || has('references'))
}

function isNullSender(returnPath: string): boolean {
  return /^<\s*>/.test(returnPath)
}

/** Vendors' marks of an out-of-office or similar answer. */
const REPLY_FIELDS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-autogenerated',
  'x-vacation',
  'x-autoresponder',
  'x-ms-exchange-generated-message-source',
  'x-challenge',
]

function isReplyMarked(get: Fields['get'], has: Fields['has']): boolean {
  if (/^auto-replied/i.test(get('auto-submitted'))) return true
  if (/^auto[-_]?reply/i.test(get('precedence'))) return true
  return REPLY_FIELDS.some(has) || /^vacation$/i.test(get('x-apple-action'))
}

function byReplyMark({ subject, text }: Recognisable, { get, has }: Fields): Automatic | undefined {
  if (isReplyMarked(get, has) || CHALLENGE_TEXT.test(unquoted(text))) return 'autoReply'
  if (!AWAY_SUBJECT.test(subject)) return undefined
  const isMarked =
    /^auto-(?:generated|notified)/i.test(get('auto-submitted')) ||
    /\b(?:all|oof|autoreply)\b/i.test(get('x-auto-response-suppress'))
  return isMarked || AWAY_TEXT.test(unquoted(text)) ? 'autoReply' : undefined
}

const LIST_PRECEDENCE = /^(?:list|first-class-list)\b/i
const LIST_FIELDS = [
  'list-post',
  'mailing-list',
  'x-mailing-list',
  'x-beenthere',
  'x-ml-name',
  'x-mlserver',
]
const NEWSLETTER_FIELDS = [
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-id',
  'x-csa-complaints',
  'x-campaign',
  'x-campaignid',
  'x-mailchimp-id',
]

/** Majordomo and its kin, older than the fields of RFC 2369. */
const LIST_SENDER = /(?:^|<)(?:owner-[^@\s]+|[^@<\s]+-(?:owner|admin|bounces?|errors))@/i

/** Through a list people write (RFC 2369 §3.4: `List-Post: NO` means that nobody but its owner does). */
function byList({ get, has }: Fields): Automatic | undefined {
  const isOldList =
    /^bulk\b/i.test(get('precedence')) && LIST_SENDER.test(get('sender') || get('return-path'))
  const isOneWay = /^no\b/i.test(get('list-post')) || has('list-unsubscribe-post')
  if (!isOneWay && (isOldList || LIST_FIELDS.some(has) || LIST_PRECEDENCE.test(get('precedence'))))
    return 'list'
  return NEWSLETTER_FIELDS.some(has) ? 'newsletter' : undefined
}

const PROGRAM_FIELDS = ['feedback-id', 'x-loop', 'x-levee-auto', 'x-cron-env']

function byProgram({ get, has }: Fields): Automatic | undefined {
  const autoSubmitted = /^[a-z-]+/i.exec(get('auto-submitted'))?.[0].toLowerCase() ?? 'no'
  const isBulk = /^(?:bulk|junk)\b/i.test(get('precedence'))
  const isProgram = autoSubmitted !== 'no' || isBulk || PROGRAM_FIELDS.some(has)
  return isProgram ? 'notification' : undefined
}

const BEGINNING = 20_000 // characters: machines come to the point, and every pattern above is run over it

/** What the writer says himself. */
function unquoted(text: string): string {
  return text.slice(0, BEGINNING).replace(/^[ \t]*>.*$/gm, '')
}
