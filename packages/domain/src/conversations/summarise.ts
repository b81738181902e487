import { type Automatic, isFromPeople } from '../intake/automatic.ts'
import { snippet } from '../messages/snippet.ts'

/** What a conversation's row says of one of its messages. */
export type SummarisedMessage = {
  direction: 'incoming' | 'outgoing'
  /** Whether it was written here, and not found on a mail server. */
  isReply: boolean
  isQuarantined: boolean
  automatic: Automatic
  fromName: string
  fromAddress: string
  text: string
  hasFiles: boolean
  receivedAt: Date
  /** Every mailbox that has it. */
  mailboxIds: readonly string[]
}

export type ConversationSummary = {
  mailboxIds: string[]
  snippet: string
  fromName: string
  fromAddress: string
  messageCount: number
  hasAttachments: boolean
  isQuarantined: boolean
  receivedAt: Date
  lastMessageAt: Date
}

/**
 * What lists show of a conversation with these messages, as intake would have it: from whoever wrote to us
 * first, with the words of the latest.
 * @returns undefined when there is none.
 */
export function summarise(messages: readonly SummarisedMessage[]): ConversationSummary | undefined {
  const inOrder = messages.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
  const arrived = inOrder.filter(({ isReply }) => !isReply)
  const first = arrived[0] ?? inOrder[0]
  const last = arrived.at(-1) ?? inOrder.at(-1)
  if (!first || !last) return undefined
  const author =
    inOrder.find((each) => each.direction === 'incoming' && isFromPeople(each.automatic)) ?? first
  return {
    mailboxIds: [...new Set(inOrder.flatMap(({ mailboxIds }) => mailboxIds))],
    snippet: snippet(last.text),
    fromName: author.fromName,
    fromAddress: author.fromAddress,
    messageCount: inOrder.length,
    hasAttachments: inOrder.some(({ hasFiles }) => hasFiles),
    isQuarantined: inOrder.some(({ isQuarantined }) => isQuarantined),
    receivedAt: first.receivedAt,
    lastMessageAt: last.receivedAt,
  }
}
