import { sql, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { lockConversation } from './conversation-change.ts'
import { writeSent } from './send-outcome.ts'
import { outgoingReply } from './send-queries.ts'

/** The Sent folder shows mails of which nobody knew whether they were sent: they were. */
export async function reconcileSent(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'now'>,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return
  const found = await tx.rows<{ id: string }>(sql`
    select m.id from message m join outgoing o on o.message_id = m.id
    where m.id = any(${messageIds}::uuid[]) and o.sent_at is null and o.attempted_at is not null
      and m.state in ('queued', 'sending', 'failed') order by m.id`)
  for (const { id } of found) await recordFound(tx, deps, id)
}

/**
 * A mail that was to be sent is in the Sent folder: it is not sent again, and not copied there. The
 * status that it was to give is given, unless somebody wrote since.
 */
export async function recordFound(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'now'>,
  messageId: string,
): Promise<void> {
  const named = await outgoingReply(tx, messageId)
  if (!named) return
  await lockConversation(tx, named.conversationId) // whoever records its failure is done, or comes too late
  const reply = await outgoingReply(tx, messageId)
  if (!reply || !['queued', 'sending', 'failed'].includes(reply.state)) return
  const isClosed = reply.state === 'failed' && !(await isAnswered(tx, messageId))
  const settled = isClosed ? { ...reply, statusBefore: null } : reply
  await writeSent(tx, deps, { reply: settled, rejected: [] })
  await tx.run(sql`
    update outgoing set appended_at = ${deps.now()} where message_id = ${messageId}`)
}

async function isAnswered(tx: Tx, messageId: string): Promise<boolean> {
  const later = await tx.row(sql`
    select from message later join message m on m.id = ${messageId}
    where later.conversation_id = m.conversation_id and later.direction = 'incoming'
      and later.created_at > m.created_at limit 1`)
  return later !== undefined
}
