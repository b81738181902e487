import {
  bareSubject,
  type Filing,
  isFromPeople,
  joinConversation,
  snippet,
  type TrustLevel,
} from '@levee/domain'
import type { ReadMessage } from './read-messages.ts'

type Status = 'open' | 'waiting' | 'answered' | 'archived' | 'spam'

/** A conversation while a batch is filed: as it is stored, then as it will be. */
export type ConversationState = {
  id: string
  isNew: boolean
  isChanged: boolean
  mailboxIds: string[]
  reference: string | null
  /** When the mail was received for which it gets a number in this batch. */
  registerAt: Date | null
  subject: string
  snippet: string
  status: Status
  fromName: string
  fromAddress: string
  messageCount: number
  hasAttachments: boolean
  isQuarantined: boolean
  imported: boolean
  isNewsletter: boolean
  receivedAt: Date
  lastMessageAt: Date
  /** When its newest message that people outside wrote was received. */
  lastIncomingAt: Date | null
  /** Of its newest message from outside. */
  trust: TrustLevel
  claimsToAnswer: string | null
  mergedInto: string | null
  revision: number
}

/** A message on its way into a conversation. */
export type Joiner = { message: ReadMessage; filing: Filing; mailboxId: string; isOurs: boolean }

const LONGEST_SUBJECT = 998 // characters: a line (RFC 5322 §2.1.1); the message keeps all of it

/** The conversation that a message starts. */
export function startConversation(id: string, joiner: Joiner): ConversationState {
  const { message, filing, mailboxId } = joiner
  return {
    id,
    isNew: true,
    isChanged: true,
    mailboxIds: [mailboxId],
    reference: null,
    registerAt: filing.isRegistered ? message.receivedAt : null,
    subject: subjectOf(message),
    snippet: snippet(message.text),
    status: filing.status,
    fromName: message.from.name,
    fromAddress: message.from.address,
    messageCount: 1,
    hasAttachments: hasFiles(message),
    isQuarantined: !message.isReadable,
    imported: !filing.isRegistered && filing.fate !== 'newsletters',
    isNewsletter: filing.fate === 'newsletters',
    receivedAt: message.receivedAt,
    lastMessageAt: message.receivedAt,
    lastIncomingAt: isWrittenOutside(joiner) ? message.receivedAt : null,
    trust: 'unknown',
    claimsToAnswer: null,
    mergedInto: null,
    revision: 1,
  }
}

/** Puts a message into a conversation that is there. */
export function addToConversation(conversation: ConversationState, joiner: Joiner): void {
  const { message, mailboxId } = joiner
  const { receivedAt } = message
  settle(conversation, joiner)
  seenBy(conversation, mailboxId)
  if (receivedAt >= conversation.lastMessageAt) {
    conversation.lastMessageAt = receivedAt
    conversation.snippet = snippet(message.text)
  }
  if (isWrittenOutside(joiner)) nameSender(conversation, message)
  if (receivedAt < conversation.receivedAt) {
    conversation.receivedAt = receivedAt
    const isRenamed = bareSubject(conversation.subject) !== bareSubject(subjectOf(message))
    if (!isRenamed) conversation.subject = subjectOf(message)
  }
  conversation.messageCount++
  conversation.hasAttachments ||= hasFiles(message)
  conversation.isQuarantined ||= !message.isReadable
  change(conversation)
}

/** Notes that a message that we hold was also delivered to this mailbox; as new mail, it asks to be handled. */
export function deliverAgain(conversation: ConversationState, joiner: Joiner): boolean {
  const isNews = !conversation.mailboxIds.includes(joiner.mailboxId)
  if (isNews) seenBy(conversation, joiner.mailboxId)
  const isHistory = !isRegistered(conversation) && joiner.filing.isRegistered
  if (isHistory) settle(conversation, joiner)
  if (isNews || isHistory) change(conversation)
  return isHistory
}

/** Makes two conversations one: `from` keeps nothing but its number. */
export function mergeConversations(from: ConversationState, into: ConversationState): void {
  for (const mailboxId of from.mailboxIds) seenBy(into, mailboxId)
  into.status = busier(into.status, from.status)
  into.registerAt ??= into.reference === null ? from.registerAt : null
  into.imported &&= from.imported
  into.isNewsletter &&= from.isNewsletter
  into.messageCount += from.messageCount
  into.hasAttachments ||= from.hasAttachments
  into.isQuarantined ||= from.isQuarantined
  if (from.lastMessageAt > into.lastMessageAt) {
    into.lastMessageAt = from.lastMessageAt
    into.snippet = from.snippet
  }
  if (from.receivedAt < into.receivedAt) {
    into.receivedAt = from.receivedAt
    into.fromName = from.fromName
    into.fromAddress = from.fromAddress
  }
  if (isLater(from.lastIncomingAt, into.lastIncomingAt)) into.trust = from.trust
  into.lastIncomingAt = later(into.lastIncomingAt, from.lastIncomingAt)
  if (into.claimsToAnswer === from.id) into.claimsToAnswer = null
  change(into)
  from.mergedInto = into.id
  from.status = 'archived'
  from.messageCount = 0
  from.registerAt = null
  from.isQuarantined = false
  from.claimsToAnswer = null
  change(from)
}

/** Which of some conversations keeps its number when they become one: the first that got one, or the oldest. */
export function oldestOf(conversations: ConversationState[]): ConversationState | undefined {
  const rank = ({ reference, isNew }: ConversationState): string =>
    `${reference === null ? 1 : 0}${isNew ? 1 : 0}${reference ?? ''}`
  return conversations.toSorted(
    (a, b) => rank(a).localeCompare(rank(b)) || a.receivedAt.getTime() - b.receivedAt.getTime(),
  )[0]
}

export function isRegistered({ reference, registerAt }: ConversationState): boolean {
  return reference !== null || registerAt !== null
}

function settle(conversation: ConversationState, { message, filing, isOurs }: Joiner): void {
  const { receivedAt } = message
  const { status, lastIncomingAt } = conversation
  const joined = joinConversation(
    { status, isRegistered: isRegistered(conversation), lastIncomingAt },
    { filing, receivedAt, isOurs, automatic: message.automatic },
  )
  if (joined.isRegistered && !isRegistered(conversation)) {
    conversation.registerAt = receivedAt
    conversation.imported = false
    conversation.isNewsletter = false
  }
  conversation.status = joined.status
}

function isWrittenOutside({ message, filing }: Joiner): boolean {
  return filing.direction === 'incoming' && isFromPeople(message.automatic)
}

function seenBy(conversation: ConversationState, mailboxId: string): void {
  if (!conversation.mailboxIds.includes(mailboxId)) conversation.mailboxIds.push(mailboxId)
}

/** A conversation is from whoever wrote to us first. */
function nameSender(conversation: ConversationState, { from, receivedAt }: ReadMessage): void {
  if (conversation.lastIncomingAt === null || receivedAt < conversation.receivedAt) {
    conversation.fromName = from.name
    conversation.fromAddress = from.address
  }
  conversation.lastIncomingAt = later(conversation.lastIncomingAt, receivedAt)
}

function change(conversation: ConversationState): void {
  if (!conversation.isNew && !conversation.isChanged) conversation.revision++
  conversation.isChanged = true
}

function subjectOf({ subject }: ReadMessage): string {
  return subject.slice(0, LONGEST_SUBJECT)
}

function hasFiles({ attachments }: ReadMessage): boolean {
  return attachments.some(({ inline, within }) => !inline && within === null)
}

const BUSYNESS: readonly Status[] = ['open', 'waiting', 'answered', 'archived', 'spam']

function busier(one: Status, other: Status): Status {
  return BUSYNESS.find((status) => status === one || status === other) ?? one
}

function isLater(one: Date | null, other: Date | null): boolean {
  return one !== null && (other === null || one > other)
}

function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}
