import type { ActivityKind } from '@levee/contract'
import {
  circleOf,
  decideThread,
  type Filing,
  type ThreadDecision,
  type ThreadIndex,
  triage,
} from '@levee/domain'
import type { Judgement } from '../trust/service.ts'
import {
  addToConversation,
  type ConversationState,
  deliverAgain,
  isRegistered,
  type Joiner,
  mergeConversations,
  oldestOf,
  startConversation,
} from './conversation-state.ts'
import type { BatchFolder } from './ledger.ts'
import { mailOf } from './mail-of.ts'
import type { ReadMessage } from './read-messages.ts'
import { citedIds, isNewsletter, threadedMessage } from './threaded-message.ts'

/** Messages of one folder that are stored by one transaction. */
export type Batch = {
  mailbox: { id: string; triageSince: Date }
  folder: BatchFolder
  messages: ReadMessage[]
  /** With this batch every UID below it is in the ledger; null: not yet. */
  nextUid: number | null
  /** Whether it comes with much other mail; of a server, the mailbox page counts it as progress. */
  isImport: boolean
}

/** What the database knows that bears on a batch. */
export type Known = {
  /** UIDs of the batch that are in the ledger already. */
  delivered: ReadonlySet<number>
  /** Messages by what identifies them: their content, or for a copy its bytes. */
  byIdentity: Map<string, HeldMessage>
  /** Replies that were written here, by Message-ID. */
  ownReplies: ReadonlyMap<string, KnownMessage>
  conversations: Map<string, ConversationState>
  index: ThreadIndex
  ourAddresses: ReadonlySet<string>
  /** Conversations that signed Message-IDs of ours in the batch name. */
  named: ReadonlyMap<string, string>
  /** Message-IDs of the batch that are those of test mails of ours. */
  ownTests: ReadonlySet<string>
  /** Fresh ids, two for each message. */
  ids: string[]
}

export type KnownMessage = { id: string; conversationId: string }
/** With the bytes (SHA-256) as which the batch's mailbox received it on the same way: from its server, or handed over. */
export type HeldMessage = KnownMessage & { rawsHere: string[] }

export type PlannedMessage = {
  id: string
  conversationId: string
  /** What tells it from every other message. */
  identity: string
  message: ReadMessage
  filing: Filing
  cites: string[]
  threading: ThreadDecision['reason']
  /** Whom it comes from; null for what we wrote, for history and for what cannot be read. */
  judgement: Judgement | null
}
export type PlannedDelivery = { message: ReadMessage; messageId: string; fate: Filing['fate'] }
export type PlannedActivity = {
  conversationId: string
  kind: Extract<ActivityKind, 'received' | 'sent' | 'merged' | 'mergedInto'>
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Everything that a batch writes. */
export type BatchPlan = {
  conversations: ConversationState[]
  messages: PlannedMessage[]
  deliveries: PlannedDelivery[]
  activities: PlannedActivity[]
  merges: { from: string; into: string }[]
  stored: { uid: number; messageId: string; conversationId: string; isDuplicate: boolean }[]
}

/** Decides what becomes of each message of a batch, one after the other. `known` is used up by it. */
export function planBatch(batch: Batch, known: Known): BatchPlan {
  const plan: BatchPlan = {
    conversations: [],
    messages: [],
    deliveries: [],
    activities: [],
    merges: [],
    stored: [],
  }
  for (const message of batch.messages) {
    if (known.delivered.has(message.uid)) continue
    file(message, batch, { known, plan })
  }
  plan.conversations = [...known.conversations.values()].filter(({ isChanged }) => isChanged)
  const resolve = (id: string): string => known.index.resolve(id)
  for (const each of [...plan.messages, ...plan.activities, ...plan.stored]) {
    each.conversationId = resolve(each.conversationId)
  }
  for (const merge of plan.merges) merge.into = resolve(merge.into)
  for (const each of plan.conversations) {
    const claims = each.claimsToAnswer && resolve(each.claimsToAnswer)
    each.claimsToAnswer = claims === each.id ? null : claims
  }
  return plan
}

/** What filing a message looks at, and what it adds to. */
type Work = { known: Known; plan: BatchPlan }

function file(message: ReadMessage, batch: Batch, { known, plan }: Work): void {
  const { uid, receivedAt, internetMessageId } = message
  const arrival = {
    folderRole: batch.folder.role,
    internalDate: receivedAt,
    isReadable: message.isReadable,
    isNewsletter: isNewsletter(message, known.ourAddresses),
    isOwnTest: known.ownTests.has(internetMessageId ?? ''),
  }
  const filing = triage(arrival, batch.mailbox)
  const asMail = triage({ ...arrival, isNewsletter: false }, batch.mailbox)
  const isOurs =
    filing.direction === 'outgoing' || known.ourAddresses.has(message.from.address.toLowerCase())
  const joiner: Joiner = { message, filing, mailboxId: batch.mailbox.id, isOurs }
  const ownReply = filing.direction === 'outgoing' && known.ownReplies.get(internetMessageId ?? '')
  const held = heldMessage(message, known) ?? (ownReply || undefined)
  const place = held
    ? { ...deliver(held, joiner, { known, plan }), fate: filing.fate }
    : store({ ...joiner, asMail }, { known, plan })
  plan.deliveries.push({ message, messageId: place.id, fate: place.fate })
  plan.stored.push({
    uid,
    messageId: place.id,
    conversationId: place.conversationId,
    isDuplicate: held !== undefined,
  })
}

/** The message that was delivered once more; undefined when it is new, or other bytes than this mailbox has. */
function heldMessage(
  { contentSha256, transmittedSha256 }: ReadMessage,
  { byIdentity }: Known,
): HeldMessage | undefined {
  const held = byIdentity.get(contentSha256)
  const isSame = held && (held.rawsHere.length === 0 || held.rawsHere.includes(transmittedSha256))
  const found = isSame ? held : byIdentity.get(transmittedSha256)
  found?.rawsHere.push(transmittedSha256)
  return found
}

/** A message that we hold was delivered once more. */
function deliver(held: KnownMessage, joiner: Joiner, { known, plan }: Work): KnownMessage {
  const conversation = conversationOf(held.conversationId, known)
  const before = { status: conversation.status }
  if (deliverAgain(conversation, joiner)) {
    const after = { ...mailOf(held.id, joiner), status: conversation.status }
    plan.activities.push({ conversationId: conversation.id, kind: 'received', before, after })
  }
  return held
}

/** `asMail`: how it is filed when it belongs to mail that is handled here, whomever else it went to. */
function store(
  { asMail, ...arrived }: Joiner & { asMail: Filing },
  { known, plan }: Work,
): KnownMessage & { fate: Filing['fate'] } {
  const { message } = arrived
  const threaded = threadedMessage(message, arrived.isOurs, known)
  const original = known.byIdentity.get(message.contentSha256)
  const decision = original ? copyOf(original) : decideThread(threaded, known.index)
  const joined = decision.conversationId && conversationOf(decision.conversationId, known)
  const filing = joined && isRegistered(joined) ? asMail : arrived.filing
  const joiner = { ...arrived, filing }
  const id = freshId(known)
  const cites = citedIds(message)
  const identity = original ? message.transmittedSha256 : message.contentSha256
  const conversation = place(joiner, { id, decision }, { known, plan })
  plan.messages.push({
    id,
    conversationId: conversation.id,
    identity,
    message,
    filing,
    cites,
    threading: decision.reason,
    judgement: null,
  })
  known.index.add(
    {
      conversationId: conversation.id,
      internetMessageId: threaded.internetMessageId,
      cites,
      sender: threaded.sender,
      isOutgoing: filing.direction === 'outgoing',
    },
    { ...circleOf(threaded), claims: decision.claims },
  )
  for (const claimant of decision.claimedBy) claim(conversationOf(claimant, known), conversation)
  const held = { id, conversationId: conversation.id, rawsHere: [message.transmittedSha256] }
  known.byIdentity.set(identity, held)
  return { ...held, fate: filing.fate }
}

/**
 * The same e-mail reached one mailbox twice, on two ways that left their traces in its bytes: both
 * are kept, and they are one matter.
 */
function copyOf({ conversationId }: HeldMessage): ThreadDecision {
  const reason = { rule: 'sameContent' } as const
  return { conversationId, alsoJoins: [], reason, claims: null, claimedBy: [] }
}

/** Finds the message its conversation: a new one, one that is there, or several that it makes one. */
function place(
  joiner: Joiner,
  { id, decision }: { id: string; decision: ThreadDecision },
  { known, plan }: Work,
): ConversationState {
  const { filing } = joiner
  const kind = filing.direction === 'outgoing' ? 'sent' : 'received'
  if (decision.conversationId === null) {
    const started = startConversation(freshId(known), joiner)
    started.claimsToAnswer = decision.claims
    known.conversations.set(started.id, started)
    if (isRegistered(started)) {
      const after = { ...mailOf(id, joiner), status: started.status }
      plan.activities.push({ conversationId: started.id, kind, before: {}, after })
    }
    return started
  }
  const conversation = unite([decision.conversationId, ...decision.alsoJoins], { known, plan })
  const { status } = conversation
  addToConversation(conversation, joiner)
  if (isRegistered(conversation) && filing.fate !== 'imported') {
    const isMoved = status !== conversation.status
    plan.activities.push({
      conversationId: conversation.id,
      kind,
      before: isMoved ? { status } : {},
      after: { ...mailOf(id, joiner), ...(isMoved && { status: conversation.status }) },
    })
  }
  return conversation
}

function unite(ids: string[], { known, plan }: Work): ConversationState {
  const conversations = [...new Set(ids.map((id) => conversationOf(id, known)))]
  const kept = oldestOf(conversations)
  if (!kept) throw new Error('A message joins a conversation, but none was named.')
  for (const merged of conversations) {
    if (merged === kept) continue
    const { status } = merged
    mergeConversations(merged, kept)
    known.index.merge(merged.id, kept.id)
    if (merged.isNew) known.conversations.delete(merged.id)
    else logMerge({ ...merged, status }, kept, plan)
  }
  return kept
}

function logMerge(from: ConversationState, into: ConversationState, plan: BatchPlan): void {
  plan.merges.push({ from: from.id, into: into.id })
  plan.activities.push({
    conversationId: into.id,
    kind: 'merged',
    before: {},
    after: {
      conversationId: from.id,
      reference: from.reference,
      parts: [{ conversationId: from.id, reference: from.reference, status: from.status }],
    },
  })
}

function claim(claimant: ConversationState, conversation: ConversationState): void {
  if (claimant === conversation || claimant.claimsToAnswer !== null) return
  claimant.claimsToAnswer = conversation.id
  claimant.isChanged = true
}

function conversationOf(id: string, { conversations, index }: Known): ConversationState {
  const conversation = conversations.get(index.resolve(id))
  if (!conversation) throw new Error(`Conversation ${id} was not loaded with the batch.`)
  return conversation
}

function freshId({ ids }: Known): string {
  const id = ids.pop()
  if (!id) throw new Error('The batch has more messages than ids.')
  return id
}
