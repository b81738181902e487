import type { ConversationDetail, Locale, Message } from '@levee/contract'
import { type Address, languageOf, quoteMessage, replyRecipients } from '@levee/domain'
import { type DraftContent, emptyContent } from './draft-content.ts'
import { htmlOfText } from './written-text.ts'

export type ReplyScope = 'author' | 'all'

type Writer = { ownAddresses: string[]; locale: Locale; timeZone: string }

/** The message that a reply answers: the last one that arrived, else the last one. */
export function answeredMessage(conversation: ConversationDetail): Message | undefined {
  const { messages } = conversation
  return messages.findLast((message) => message.direction === 'incoming') ?? messages.at(-1)
}

/** A reply before anything is written: its recipients and the quotation. */
export function startReply(message: Message, scope: ReplyScope, writer: Writer): DraftContent {
  const { to, cc } = recipientsOf(message, scope, writer.ownAddresses)
  const date = new Date(message.date ?? message.receivedAt)
  const language = languageOf(message.text, writer.locale)
  const quotation = quoteMessage(
    { from: message.from, date, text: message.text },
    language,
    writer.timeZone,
  )
  return {
    ...emptyContent,
    kind: scope === 'all' ? 'replyAll' : 'reply',
    to: to.map(writeAddress),
    cc: cc.map(writeAddress),
    html: htmlOfText(`\n\n${quotation}\n`),
  }
}

function recipientsOf(
  message: Message,
  scope: ReplyScope,
  own: string[],
): { to: Address[]; cc: Address[] } {
  try {
    return replyRecipients(message, own, scope)
  } catch {
    return { to: [], cc: [] } // nobody of it can be written to: the writer enters an address
  }
}

function writeAddress({ name, address }: Address): string {
  if (name === '') return address
  return /[",;<>@]/.test(name)
    ? `"${name.replaceAll('"', '')}" <${address}>`
    : `${name} <${address}>`
}
