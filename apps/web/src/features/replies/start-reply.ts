import type { ConversationDetail, Locale, Message } from '@levee/contract'
import {
  type Address,
  forwardedHtml,
  languageOf,
  quotationHtml,
  type ReplyLanguage,
  replyRecipients,
} from '@levee/domain'
import { type DraftContent, emptyContent } from './draft-content.ts'
import { writeRecipient } from './recipient-text.ts'
import type { Quotation } from './quotation-queries.ts'
import { withQuotation } from './written-parts.ts'

export type ReplyKind = DraftContent['kind']

type Writer = { ownAddresses: string[]; locale: Locale; timeZone: string }

/** The message that a reply answers: the last one that arrived, else the last one. */
export function answeredMessage(conversation: ConversationDetail): Message | undefined {
  const { messages } = conversation
  return messages.findLast((message) => message.direction === 'incoming') ?? messages.at(-1)
}

/** The language in which one answers a message: its own. */
export function replyLanguage(message: Message | undefined, locale: Locale): ReplyLanguage {
  return message ? languageOf(message.text, locale) : locale
}

/** A reply before anything is written: its recipients, what it ends with, and the quotation. */
export function startReply(
  message: Message,
  kind: ReplyKind,
  { writer, signature, quotation }: Answering & { signature: string },
): DraftContent {
  const start = { ...emptyContent, html: `<p></p>${signature}` }
  return withKind(start, kind, { message, writer, quotation })
}

/** `quotation`: the mail as it can be quoted, where it is to be more than its text. */
type Answering = { writer: Writer; quotation?: Quotation | undefined }

/** The same text as a reply of another kind: its recipients and what is quoted are new. */
export function withKind(
  content: DraftContent,
  kind: ReplyKind,
  { message, writer, quotation }: Answering & { message: Message },
): DraftContent {
  const isForward = kind === 'forward'
  const { to, cc } = isForward
    ? { to: [], cc: [] }
    : recipientsOf(message, kind === 'replyAll' ? 'all' : 'author', writer.ownAddresses)
  const wasForward = content.kind === 'forward'
  const isQuoted = content.html.includes('data-levee-part="quotation"')
  const isSame = wasForward === isForward && (!isForward || content.forwardOf === message.id)
  const html =
    isQuoted && isSame
      ? content.html
      : withQuotation(content.html, quoted(message, isForward, { writer, quotation }))
  return {
    ...content,
    kind,
    to: to.map(writeRecipient),
    cc: cc.map(writeRecipient),
    html,
    forwardOf: isForward ? message.id : null,
  }
}

function quoted(message: Message, isForward: boolean, { writer, quotation }: Answering): string {
  const date = new Date(message.date ?? message.receivedAt)
  const language = languageOf(message.text, writer.locale)
  const quoting = isForward ? forwardedHtml : quotationHtml
  return quoting({ ...message, date, html: quotation?.html }, language, writer.timeZone)
}

function recipientsOf(
  message: Message,
  scope: 'author' | 'all',
  own: string[],
): { to: Address[]; cc: Address[] } {
  try {
    return replyRecipients(message, own, scope)
  } catch {
    return { to: [], cc: [] } // nobody of it can be written to: the writer enters an address
  }
}
