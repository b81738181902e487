import { inTransaction, sql, type Tx } from '@levee/db'
import type { LiveEvent } from '@levee/contract'
import { signer } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import { expectAcknowledgements } from '../acknowledgements/access.ts'
import { followClocks } from '../deadlines/service.ts'
import { type ConversationState, isRegistered } from './conversation-state.ts'
import { heldBy, nextDirectDelivery } from './direct-delivery.ts'
import { followReplies } from './follow-replies.ts'
import { followPlan, judgePlan } from './judge-plan.ts'
import { loadKnown } from './load-known.ts'
import { type Batch, type BatchPlan, planBatch } from './plan-batch.ts'
import { type FetchedMessage, type ReadMessage, readMessages, unreadable } from './read-messages.ts'
import { handOutPlan } from './hand-out.ts'
import { lookAtPlan, sortPlan } from './sort-arrivals.ts'
import { takeNumbers, writeRegisterLines } from './register.ts'
import { advance, writeBatch } from './write-batch.ts'

export type StoredMessage = BatchPlan['stored'][number]

/** Keeps, reads and files messages of one folder. */
export async function receiveMessages(
  deps: Deps,
  batch: Omit<Batch, 'messages'> & { messages: FetchedMessage[] },
): Promise<StoredMessage[]> {
  const messages = await readMessages(deps, batch.messages)
  return storeMessages(deps, { ...batch, messages })
}

export type Received = { messageId: string; conversationId: string; duplicate: boolean }

/** Files one message that did not come from a folder, as if it had just arrived in the inbox. */
export async function receiveOne(
  deps: Deps,
  mailboxId: string,
  raw: Buffer,
  receivedAt: Date = deps.now(),
): Promise<Received> {
  const [message] = await readMessages(deps, [{ uid: 0, internalDate: receivedAt, raw }])
  if (!message) throw new Error('The message that was given did not come back.')
  return receiveRead(deps, mailboxId, message)
}

/** Files one message that was handed over and read already; what the mailbox has is not filed again. */
export async function receiveRead(
  deps: Deps,
  mailboxId: string,
  message: ReadMessage,
): Promise<Received> {
  const [held] = await Promise.all([heldBy(deps.db, mailboxId, message), message.kept])
  if (held) return { ...held, duplicate: true }
  const place = await nextDirectDelivery(deps.db, mailboxId)
  const { uid, ...folder } = place.folder
  const batch = { mailbox: place.mailbox, folder, nextUid: null, isImport: false }
  const [stored] = await storeMessages(deps, { ...batch, messages: [{ ...message, uid }] })
  if (!stored) throw new Error('The message was not filed.')
  const { messageId, conversationId, isDuplicate } = stored
  return { messageId, conversationId, duplicate: isDuplicate }
}

/**
 * Files messages that were read, in one transaction. A message that makes it fail is found and set
 * aside as unreadable, so that it never stops those behind it.
 */
export async function storeMessages(deps: Deps, batch: Batch): Promise<StoredMessage[]> {
  try {
    return await storeBatch(deps, batch)
  } catch (error) {
    if (!isFaultOfMessage(error) || batch.messages.length === 0) throw error
    deps.log.warn(
      { err: error, mailboxId: batch.mailbox.id },
      'a batch is filed message by message',
    )
    return storeOneByOne(deps, batch)
  }
}

async function storeOneByOne(deps: Deps, batch: Batch): Promise<StoredMessage[]> {
  const stored: StoredMessage[] = []
  for (const message of batch.messages) {
    const alone = { ...batch, messages: [message], nextUid: null }
    stored.push(
      ...(await storeBatch(deps, alone).catch((error: unknown) => setAside(deps, alone, error))),
    )
  }
  await storeBatch(deps, { ...batch, messages: [] })
  return stored
}

async function setAside(deps: Deps, batch: Batch, error: unknown): Promise<StoredMessage[]> {
  if (!isFaultOfMessage(error)) throw error
  const uids = batch.messages.map(({ uid }) => uid)
  deps.log.error(
    { err: error, mailboxId: batch.mailbox.id, uids },
    'a message cannot be filed as read',
  )
  const messages = batch.messages.map((message) => unreadable(message, 'notFiled'))
  return storeBatch(deps, { ...batch, messages })
}

/** SQLSTATE classes of data that PostgreSQL cannot take; anything else is its trouble or our bug. */
const DATA_FAULT = /^(?:22|23|54)/

function isFaultOfMessage(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true
  if (!(error instanceof Error && 'code' in error)) return false
  return typeof error.code === 'string' && DATA_FAULT.test(error.code)
}

/** Only new mail's bytes may still be on their way to the disk meanwhile: a few milliseconds, for which somebody waits. */
async function storeBatch(deps: Deps, batch: Batch): Promise<StoredMessage[]> {
  const at = deps.now()
  const untilKept = (): Promise<unknown> => Promise.all(batch.messages.map(({ kept }) => kept))
  if (batch.isImport) await untilKept()
  const store = async (tx: Tx): Promise<StoredMessage[]> => {
    const [, known, timeZone] = await Promise.all([
      oneIntakeAtATime(tx), // those behind it see what was stored until they have their turn
      loadKnown(tx, batch, signer(deps.keys.threading)),
      timeZoneOf(tx),
    ])
    const plan = planBatch(batch, known)
    await judgePlan(tx, batch, plan)
    const sorting = await lookAtPlan(tx, deps, { batch, plan })
    const lines = await numberConversations(tx, plan.conversations, timeZone)
    const writing = writeBatch(tx, batch, plan, at)
    await Promise.all([writing, writeRegisterLines(tx, lines), advance(tx, batch, plan)])
    const logged = plan.activities.map(({ conversationId }) => conversationId)
    await Promise.all([
      followPlan(tx, deps, { plan, isImport: batch.isImport }),
      followClocks(tx, logged, at),
      announceAll(tx, eventsOf(batch, plan)),
    ])
    await followReplies(tx, deps, { plan, at })
    await sortPlan(tx, deps, { plan, sorting })
    if (!batch.isImport)
      await expectAcknowledgements(tx, deps, { messageIds: firstOfRegistered(plan), at })
    if (!batch.isImport) await handOutPlan(tx, deps, { plan, mailboxId: batch.mailbox.id, at })
    await untilKept()
    return plan.stored
  }
  return inTransaction(deps.db, store, { prepares: !batch.isImport })
}

/** The mails with which conversations begin that got a number. */
function firstOfRegistered({ conversations, messages }: BatchPlan): string[] {
  const isNumbered = new Set(
    conversations
      .filter(({ isNew, registerAt, mergedInto }) => isNew && registerAt && !mergedInto)
      .map(({ id }) => id),
  )
  const incoming = messages.filter(
    ({ filing, conversationId }) =>
      filing.direction === 'incoming' && isNumbered.has(conversationId),
  )
  const first = new Map(incoming.toReversed().map((each) => [each.conversationId, each.id]))
  return [...first.values()]
}

/**
 * Two mails that answer each other may arrive in two mailboxes at once: threads, numbers and copies
 * are decided by one transaction at a time. They are short; reading, which is long, is not in them.
 */
async function oneIntakeAtATime(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('levee.intake'))`)
}

async function timeZoneOf(tx: Tx): Promise<string> {
  const row = await tx.row<{ timeZone: string }>(
    sql`select time_zone as "timeZone" from installation`,
  )
  return row?.timeZone ?? 'UTC'
}

async function numberConversations(
  tx: Tx,
  conversations: ConversationState[],
  timeZone: string,
): ReturnType<typeof takeNumbers> {
  const registrations = conversations.flatMap(({ id, registerAt }) =>
    registerAt === null ? [] : [{ conversationId: id, receivedAt: registerAt }],
  )
  if (registrations.length === 0) return []
  const lines = await takeNumbers(tx, registrations, timeZone)
  const references = new Map(lines.map((line) => [line.conversationId, line.reference]))
  for (const each of conversations) each.reference ??= references.get(each.id) ?? null
  return lines
}

/** What browsers hear: history comes in silence, but for the progress of its import. */
function eventsOf({ mailbox, isImport }: Batch, plan: BatchPlan): LiveEvent[] {
  const events = plan.conversations
    .filter((each) => !each.isNew || isRegistered(each))
    .map((each): LiveEvent => {
      const { id: conversationId, mailboxIds, reference, revision } = each
      return each.isNew
        ? { type: 'conversation.created', conversationId, mailboxIds, reference }
        : { type: 'conversation.updated', conversationId, mailboxIds, revision }
    })
  if (plan.deliveries.length === 0) return events
  if (isImport) events.push({ type: 'mailbox.state', mailboxId: mailbox.id })
  return [...events, { type: 'counts' }]
}
