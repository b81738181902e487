import type { Tx } from '@levee/db'
import type { KnownThings, RuleFacts, Status } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { knownThings } from './known-things.ts'
import { type LoadedBook, loadBook } from './load-book.ts'
import { conversationFacts, knownContacts, named } from './load-facts.ts'
import { lookAt } from './look-at.ts'
import { messageFacts, type ReadFacts } from './message-facts.ts'
import type { Looked } from './run-record.ts'

/** A message that is about to be stored in a conversation, to be handled there. */
export type ArrivingMessage = {
  messageId: string
  conversation: { id: string; isNew: boolean; status: Status }
  isReply: boolean
  mailboxId: string
  read: ReadFacts
}

/** What the rules came to for some conversations, by the book as it stands. */
export type Sorting = { loaded: LoadedBook; known: KnownThings; looked: Looked[] }

/** Looks at the rules for messages of one batch; null when there are none to look at. Nothing is done yet. */
export async function lookAtArrivals(
  tx: Tx,
  deps: Pick<Deps, 'log' | 'now'>,
  arrivals: readonly ArrivingMessage[],
): Promise<Sorting | null> {
  const loaded = arrivals.length === 0 ? null : await loadBook(tx)
  if (!loaded) return null
  const known = await knownThings(tx)
  const stored = arrivals.filter(({ conversation }) => !conversation.isNew)
  const conversations = await conversationFacts(
    tx,
    stored.map(({ conversation }) => conversation.id),
    known,
  )
  const contacts = await knownContacts(
    tx,
    arrivals.map(({ read }) => read.from.address),
  )
  const looked = arrivals.map(({ messageId, conversation, isReply, mailboxId, read }) => {
    const { id, status } = conversation
    const { receivedAt } = read
    const before = conversations.get(id)
    const facts: RuleFacts = {
      event: { type: 'messageArrives', isReply },
      causedBy: [],
      message: messageFacts(read),
      conversation: before
        ? { ...before, status, unansweredSince: before.unansweredSince ?? receivedAt }
        : { ...AS_IT_STARTS, id, status, unansweredSince: receivedAt },
      context: {
        mailbox: named(known.mailbox, mailboxId),
        contact: contacts.get(read.from.address.toLowerCase()) ?? null,
        organisation: null,
      },
    }
    return lookAt(deps, loaded, { conversationId: id, messageId, facts })
  })
  return { loaded, known, looked }
}

const AS_IT_STARTS = {
  priority: 'normal',
  assignee: null,
  team: null,
  tags: [],
  dueAt: null,
} as const

/** What the rules make of a message that starts a conversation: then it gets no number. */
export function setsAside({ looked }: Sorting, messageId: string): 'newsletter' | 'spam' | null {
  const decision = looked.find((each) => each.messageId === messageId)?.decision
  for (const { action } of decision?.effects ?? []) {
    if (action.type === 'markNewsletter') return 'newsletter'
    if (action.type === 'markSpam') return 'spam'
  }
  return null
}
