import { inTransaction, sql, type Tx } from '@levee/db'
import {
  afterSendFailure,
  type FailedRecipient,
  looksIntoSent,
  type SendFailure,
} from '@levee/domain'
import type { RejectedRecipient } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { recordActivity } from '../activity/service.ts'
import { followChanges } from '../rules/access.ts'
import {
  announceChange,
  changeStatus,
  giveBackTo,
  lockConversation,
  type LockedConversation,
} from './conversation-change.ts'
import type { OutgoingReply } from './send-queries.ts'
import { tellAuthor } from './tell-author.ts'

/**
 * Remembers that a reply was sent, and what follows: the status asked for, the marks on the server.
 * @param rejected the recipients that the server did not take: to those that it may take later it is sent
 *   again, and to them alone.
 */
export async function recordSent(
  deps: Deps,
  reply: OutgoingReply,
  rejected: RejectedRecipient[],
): Promise<void> {
  await inTransaction(deps.db, (tx) => writeSent(tx, deps, { reply, rejected }))
}

/** The same within a transaction. `rejected` as for `recordSent`. */
export async function writeSent(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'now'>,
  { reply, rejected }: { reply: OutgoingReply; rejected: RejectedRecipient[] },
): Promise<void> {
  const { messageId, conversationId, answersMessageId } = reply
  const at = deps.now()
  const before = await lockConversation(tx, conversationId)
  const problem = problemOf(rejected)
  const isReturned = await markSent(tx, deps, { reply, rejected, problem, at })
  const status = reply.statusBefore === null ? reply.setStatus : null
  const change = isReturned
    ? await giveBackTo(tx, conversationId, { before, authorId: reply.authorId })
    : await changeStatus(tx, { conversationId, before, status, assigneeId: null })
  await recordActivity(tx, {
    conversationId,
    actorId: null,
    kind: reply.acknowledges ? 'acknowledged' : 'sent',
    before: change.before,
    after: {
      messageId,
      ...reply.acknowledges,
      ...change.after,
      ...(reply.isForward && { forwarded: true }),
      ...(problem && { problem }),
    },
    at,
  })
  if (isReturned) await tellAuthor(tx, deps, { ...reply, kind: 'bounced', at })
  await followChanges(tx, deps.jobs, [{ conversationId, changes: change, causedBy: [] }])
  if (answersMessageId)
    await deps.jobs.enqueue(tx, 'mirror', { conversationId, action: 'answered' })
  const isArchived = (change.after.status ?? before.status) === 'archived'
  if (isArchived) await deps.jobs.enqueue(tx, 'mirror', { conversationId, action: 'archive' })
  await announceChange(tx, conversationId, change)
}

type Sent = {
  reply: OutgoingReply
  rejected: RejectedRecipient[]
  problem: string | null
  at: Date
}

/** @returns whether it came back for somebody. */
async function markSent(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { reply, rejected, problem, at }: Sent,
): Promise<boolean> {
  const { messageId } = reply
  const refused = rejected.filter(({ retryable }) => !retryable).map(failedRecipient)
  const left = rejected.filter(({ retryable }) => retryable).map(({ address }) => address)
  const next = left.length > 0 ? afterSendFailure('later', reply.attempts, at) : null
  // also when another run gave it up meanwhile: we know that it was sent
  const row = await tx.row<{ isReturned: boolean }>(sql`
    update message m set problem = ${problem}, sent_at = ${at},
      failed_recipients = m.failed_recipients || ${sql.json(refused)}::jsonb,
      state = case when ${next !== null} then ${next?.state ?? 'failed'}
        when jsonb_array_length(m.failed_recipients || ${sql.json(refused)}::jsonb) > 0 then 'bounced'
        else 'sent' end
    where id = ${messageId} and state in ('queued', 'sending', 'failed')
    returning state in ('bounced', 'failed') as "isReturned"`)
  await tx.run(sql`
    update outgoing set sent_at = coalesce(sent_at, ${at}), last_error = ${problem}, is_uncertain = false,
      envelope_to = case when ${left.length > 0} then ${left}::text[] else envelope_to end,
      send_at = ${next?.state === 'queued' ? next.at : sql`send_at`}
    where message_id = ${messageId}`)
  if (next?.state === 'queued')
    await deps.jobs.enqueue(tx, 'send', { messageId }, { startAfter: next.at })
  return row?.isReturned ?? false
}

function problemOf(rejected: readonly RejectedRecipient[]): string | null {
  if (rejected.length === 0) return null
  const lines = rejected.map(({ address, response }) => `${address}: ${response}`)
  return `Not accepted for ${lines.join('; ')}`.slice(0, 2_000)
}

/** As a report of its non-delivery would say it (RFC 3464). */
function failedRecipient({ address, response }: RejectedRecipient): FailedRecipient {
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? ''
  return { address, status, diagnostic: response.slice(0, 500) }
}

/**
 * Remembers a failed attempt: it is tried again later, or given back to its author. What another run
 * has taken up meanwhile is left to that.
 */
export async function recordFailure(
  deps: Deps,
  reply: OutgoingReply,
  { failure, problem }: { failure: SendFailure; problem: string },
): Promise<void> {
  const { messageId, conversationId } = reply
  const next = afterSendFailure(failure, reply.attempts, deps.now())
  await inTransaction(deps.db, async (tx) => {
    const before = await lockConversation(tx, conversationId)
    const kept = await tx.run(sql`
      update message m set state = ${next.state}, problem = ${problem}
      from outgoing o where m.id = ${messageId} and m.state = 'sending' and o.message_id = m.id
        and o.attempted_at is not distinct from ${reply.attemptedAt}`)
    if (kept === 0) return
    await tx.run(sql`
      update outgoing set last_error = ${problem}, is_uncertain = ${failure === 'unknown'}
      where message_id = ${messageId}`)
    if (next.state === 'queued') {
      await tx.run(sql`update outgoing set send_at = ${next.at} where message_id = ${messageId}`)
      await deps.jobs.enqueue(tx, 'send', { messageId }, { startAfter: next.at })
      await announceChange(tx, conversationId, before)
      return
    }
    if (failure === 'unknown') await lookAgainLater(tx, deps, messageId)
    await giveBack(tx, deps, { reply, before, problem })
  })
}

/** Of a reply that somebody sends again meanwhile these jobs do nothing. */
async function lookAgainLater(
  tx: Tx,
  { jobs, now }: Pick<Deps, 'jobs' | 'now'>,
  messageId: string,
): Promise<void> {
  const due = now().toISOString()
  for (const startAfter of looksIntoSent(now()))
    await jobs.enqueue(tx, 'send', { messageId, due }, { startAfter })
}

type GivingBack = { reply: OutgoingReply; before: LockedConversation; problem: string }

async function giveBack(tx: Tx, deps: Deps, { reply, before, problem }: GivingBack): Promise<void> {
  const { messageId, conversationId, authorId } = reply
  const at = deps.now()
  const change = await giveBackTo(tx, conversationId, { before, authorId })
  await recordActivity(tx, {
    conversationId,
    actorId: null,
    kind: 'sendFailed',
    before: change.before,
    after: { messageId, problem, ...change.after },
    at,
  })
  await tellAuthor(tx, deps, { ...reply, kind: 'sendFailed', at })
  await followChanges(tx, deps.jobs, [{ conversationId, changes: change, causedBy: [] }])
  if (before.status === 'archived')
    await deps.jobs.enqueue(tx, 'mirror', { conversationId, action: 'restore' })
  await announceChange(tx, conversationId, change)
}
