import type { Message } from '@levee/contract'
import { inTransaction, sql, type Tx } from '@levee/db'
import { DomainError, mayApprove } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivity } from '../activity/service.ts'
import { accessConversation } from '../conversations/access.ts'
import { refuseStale } from '../conversations/service.ts'
import { getMessage } from '../messages/service.ts'
import { accessReply, type LockedReply } from './access.ts'
import { approvalRule } from './approval-rule.ts'
import { announceChange } from './conversation-change.ts'
import { cancelMessage, removeMessageFromConversation, touchConversation } from './queries.ts'
import { tellAuthor } from './tell-author.ts'

/**
 * Lets a reply leave that somebody else wrote: at the hour asked for, or at once when that is past.
 * @throws {DomainError} `stale` when the conversation is not as the viewer saw it; `forbidden` for its
 *   author and whoever may not approve; `conflict` when it does not wait for that.
 */
export async function approveReply(
  deps: Deps,
  viewer: Viewer,
  { id, revision }: { id: string; revision: number },
): Promise<Message> {
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    const reply = await accessReply(tx, viewer, id)
    const { conversationId, authorId } = reply
    await refuseStale(tx, await accessConversation(tx, viewer, conversationId), revision)
    await requireApprover(tx, viewer, reply)
    const sendAt = reply.sendAt > at ? reply.sendAt : at
    await tx.run(sql`update message set state = 'queued' where id = ${id}`)
    await tx.run(sql`
      update outgoing set approved_by = ${viewer.id}, approved_at = ${at}, send_at = ${sendAt}
      where message_id = ${id}`)
    const changed = await touchConversation(tx, conversationId)
    const entry = { conversationId, actorId: viewer.id, before: {}, at }
    await recordActivity(tx, { ...entry, kind: 'replyApproved', after: { messageId: id } })
    const due = sendAt.toISOString()
    await deps.jobs.enqueue(tx, 'send', { messageId: id, due }, { startAfter: sendAt })
    await tellAuthor(tx, deps, { conversationId, authorId, kind: 'replyApproved', at })
    await announceChange(tx, conversationId, changed)
  })
  return getMessage(deps, viewer, id)
}

/**
 * Gives a reply back to its author, with the reason; it does not leave.
 * @throws {DomainError} as `approveReply`.
 */
export async function returnReply(
  deps: Deps,
  viewer: Viewer,
  { id, reason }: { id: string; reason: string },
): Promise<Message> {
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    const reply = await accessReply(tx, viewer, id)
    const { conversationId, authorId } = reply
    await requireApprover(tx, viewer, reply)
    await cancelMessage(tx, id)
    const changed = await removeMessageFromConversation(tx, reply)
    const entry = { conversationId, actorId: viewer.id, before: {}, at }
    await recordActivity(tx, { ...entry, kind: 'replyReturned', after: { messageId: id, reason } })
    await tellAuthor(tx, deps, { conversationId, authorId, kind: 'replyReturned', at, reason })
    await announceChange(tx, conversationId, changed)
  })
  return getMessage(deps, viewer, id)
}

async function requireApprover(tx: Tx, viewer: Viewer, reply: LockedReply): Promise<void> {
  if (reply.state !== 'awaitingApproval')
    throw new DomainError('conflict', 'This reply does not wait for approval.')
  if (viewer.id === reply.authorId)
    throw new DomainError('forbidden', 'Somebody else has to read what you wrote.')
  if (!mayApprove(viewer, reply.authorId, await approvalRule(tx, reply.mailboxId)))
    throw new DomainError('forbidden', 'Others were chosen to approve the replies of this mailbox.')
}
