import type { ConversationDetail, Locale, Message } from '@levee/contract'
import { type Address, languageOf, quoteMessage, replyRecipients } from '@levee/domain'
import { writeRecipient } from './recipient-text.ts'
import type { Draft } from './draft-store.ts'

export type ReplyScope = 'author' | 'all'

type Writer = { ownAddresses: string[]; locale: Locale; timeZone: string }

/** The message that a reply answers: the last one that arrived, else the last one. */
export function answeredMessage(conversation: ConversationDetail): Message | undefined {
  const { messages } = conversation
  return messages.findLast((message) => message.direction === 'incoming') ?? messages.at(-1)
}

/** A reply before anything is written: its recipients and the quotation. */
export function startReply(message: Message, scope: ReplyScope, writer: Writer): Draft {
  const { to, cc } = recipientsOf(message, scope, writer.ownAddresses)
  const date = new Date(message.date ?? message.receivedAt)
  const language = languageOf(message.text, writer.locale)
  const quotation = quoteMessage(
    { from: message.from, date, text: message.text },
    language,
    writer.timeZone,
  )
  return { to: to.map(writeRecipient), cc: cc.map(writeRecipient), text: `\n\n${quotation}\n` }
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
