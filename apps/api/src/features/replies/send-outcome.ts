import { inTransaction, type Sql, sql, type Tx } from '@levee/db'
import { afterSendFailure, type SendFailure } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import { recordActivity } from '../activity/service.ts'
import { followChanges } from '../rules/access.ts'
import type { OutgoingReply } from './send-queries.ts'

type Change = { mailboxIds: string[]; revision: number }

/**
 * Remembers that a reply was sent, and what follows: the status asked for, the marks on the server.
 * @param refused the recipients that the server did not take.
 */
export async function recordSent(
  deps: Deps,
  reply: OutgoingReply,
  refused: string[],
): Promise<void> {
  const { messageId, conversationId, answersMessageId } = reply
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    const before = await lockConversation(tx, conversationId)
    const problem = refused.length > 0 ? `Not accepted for ${refused.join(', ')}.` : null
    // also when another run gave it up meanwhile: we know that it was sent
    await tx.run(sql`
      update message set state = 'sent', sent_at = ${at}, problem = ${problem}
      where id = ${messageId} and state in ('sending', 'failed')`)
    await tx.run(sql`
      update outgoing set sent_at = ${at}, last_error = ${problem} where message_id = ${messageId}`)
    const status = problem ? 'open' : reply.statusBefore === null ? reply.setStatus : null
    const change = await changeStatus(tx, { conversationId, before, status, assigneeId: null })
    await recordActivity(tx, {
      conversationId,
      actorId: null,
      kind: reply.acknowledges ? 'acknowledged' : 'sent',
      before: change.before,
      after: { messageId, ...reply.acknowledges, ...change.after, ...(problem && { problem }) },
      at,
    })
    await followChanges(tx, deps.jobs, [{ conversationId, changes: change, causedBy: [] }])
    if (answersMessageId)
      await deps.jobs.enqueue(tx, 'mirror', { conversationId, action: 'answered' })
    const isArchived = (change.after.status ?? before.status) === 'archived'
    if (isArchived) await deps.jobs.enqueue(tx, 'mirror', { conversationId, action: 'archive' })
    await announceChange(tx, conversationId, change)
  })
}

/** Remembers a failed attempt: it is tried again later, or given back to its author. */
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
      update message set state = ${next.state}, problem = ${problem}
      where id = ${messageId} and state = 'sending'`)
    if (kept === 0) return
    await tx.run(sql`
      update outgoing set last_error = ${problem} where message_id = ${messageId}`)
    if (next.state === 'queued') {
      await tx.run(sql`update outgoing set send_at = ${next.at} where message_id = ${messageId}`)
      await deps.jobs.enqueue(tx, 'send', { messageId }, { startAfter: next.at })
      await announceChange(tx, conversationId, before)
      return
    }
    await giveBack(tx, deps, { reply, before, problem })
  })
}

type GivingBack = { reply: OutgoingReply; before: LockedConversation; problem: string }

/** Nobody else would notice: the conversation is open again, with who wrote the reply in charge. */
async function giveBack(tx: Tx, deps: Deps, { reply, before, problem }: GivingBack): Promise<void> {
  const { messageId, conversationId, authorId } = reply
  const change = await changeStatus(tx, {
    conversationId,
    before,
    status: before.status === 'spam' ? null : 'open',
    assigneeId: authorId && (await isActive(tx, authorId)) ? authorId : null,
  })
  await recordActivity(tx, {
    conversationId,
    actorId: null,
    kind: 'sendFailed',
    before: change.before,
    after: { messageId, problem, ...change.after },
    at: deps.now(),
  })
  await followChanges(tx, deps.jobs, [{ conversationId, changes: change, causedBy: [] }])
  if (before.status === 'archived')
    await deps.jobs.enqueue(tx, 'mirror', { conversationId, action: 'restore' })
  await announceChange(tx, conversationId, change)
}

type LockedConversation = Change & { status: string; assigneeId: string | null }

async function lockConversation(tx: Tx, id: string): Promise<LockedConversation> {
  const row = await tx.row<LockedConversation>(sql`
    select mailbox_ids as "mailboxIds", revision, status, assignee_id as "assigneeId"
    from conversation where id = ${id} for no key update`)
  if (!row) throw new Error(`The conversation ${id} of a reply does not exist.`)
  return row
}

type StatusChange = {
  conversationId: string
  before: LockedConversation
  status: string | null
  assigneeId: string | null
}
type Changed = Change & { before: Partial<Fields>; after: Partial<Fields> }
type Fields = { status: string; assigneeId: string | null }

/** Changes what differs; nulls stay as they are. The revision moves only when something did. */
async function changeStatus(
  tx: Tx,
  { conversationId, before, status, assigneeId }: StatusChange,
): Promise<Changed> {
  const after: Partial<Fields> = {
    ...(status && status !== before.status && { status }),
    ...(assigneeId && assigneeId !== before.assigneeId && { assigneeId }),
  }
  const { mailboxIds, revision } = before
  const sets: Sql[] = []
  if (after.status) sets.push(sql`status = ${after.status}, snoozed_until = null`)
  if (after.assigneeId) sets.push(sql`assignee_id = ${after.assigneeId}`)
  if (sets.length === 0) return { mailboxIds, revision, before: {}, after }
  await tx.run(sql`
    update conversation set revision = revision + 1, ${sql.join(sets)} where id = ${conversationId}`)
  return {
    mailboxIds,
    revision: revision + 1,
    before: {
      ...(after.status && { status: before.status }),
      ...(after.assigneeId && { assigneeId: before.assigneeId }),
    },
    after,
  }
}

async function isActive(tx: Tx, userId: string): Promise<boolean> {
  return (
    (await tx.row(sql`select from app_user where id = ${userId} and disabled_at is null`)) !==
    undefined
  )
}

function announceChange(
  tx: Tx,
  conversationId: string,
  { mailboxIds, revision }: Change,
): Promise<void> {
  return announce(tx, { type: 'conversation.updated', conversationId, mailboxIds, revision })
}
