import { sql, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { recordActivity } from '../activity/service.ts'
import { announceChange } from './conversation-change.ts'
import { cancelMessage, lockReply, removeMessageFromConversation } from './queries.ts'
import { tellAuthor } from './tell-author.ts'

/**
 * They wrote first: cancels the replies that were not to leave then, and tells who wrote them.
 * @param arrived.messageIds what people wrote that just came.
 */
export async function cancelAnswered(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  arrived: { messageIds: readonly string[]; at: Date },
): Promise<void> {
  const { messageIds, at } = arrived
  if (messageIds.length === 0) return
  const found = await tx.rows<{ id: string }>(sql`
    select m.id from message m join outgoing o on o.message_id = m.id
    where m.conversation_id in (select a.conversation_id from message a
        where a.id = any(${messageIds}::uuid[])
          and not exists (select from mailbox b where lower(b.address) = lower(a.from_address)))
      and m.state in ('queued', 'awaitingApproval') and o.cancel_if_answered and o.attempts = 0
    order by m.id`)
  for (const { id } of found) {
    const reply = await lockReply(tx, id)
    if (reply?.state !== 'queued' && reply?.state !== 'awaitingApproval') continue
    const { conversationId, authorId } = reply
    await cancelMessage(tx, id)
    const changed = await removeMessageFromConversation(tx, reply)
    await recordActivity(tx, {
      conversationId,
      actorId: null,
      kind: 'replyCancelled',
      before: {},
      after: { messageId: id, reason: 'answered' },
      at,
    })
    await tellAuthor(tx, deps, { conversationId, authorId, kind: 'sendCancelled', at })
    await announceChange(tx, conversationId, changed)
  }
}
