import { sql, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { writeSent } from './send-outcome.ts'
import { outgoingReply } from './send-queries.ts'

/**
 * The Sent folder shows mails of which nobody knew whether they were sent: they were. Those that were to
 * be sent again are not. The status that they were to give is given, unless somebody wrote since.
 */
export async function reconcileSent(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'now'>,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return
  const found = await tx.rows<{ id: string; isAnswered: boolean }>(sql`
    select m.id, exists (select from message later where later.conversation_id = m.conversation_id
      and later.direction = 'incoming' and later.created_at > m.created_at) as "isAnswered"
    from message m join outgoing o on o.message_id = m.id
    where m.id = any(${messageIds}::uuid[]) and o.sent_at is null and o.attempted_at is not null
      and m.state in ('queued', 'sending', 'failed') order by m.id`)
  for (const { id, isAnswered } of found) {
    const reply = await outgoingReply(tx, id)
    if (!reply) continue
    const isClosed = reply.state === 'failed' && !isAnswered
    const settled = isClosed ? { ...reply, statusBefore: null } : reply
    await writeSent(tx, deps, { reply: settled, rejected: [] })
    await tx.run(sql`update outgoing set appended_at = ${deps.now()} where message_id = ${id}`)
  }
}
