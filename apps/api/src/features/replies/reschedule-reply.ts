import type { Body, Message, rescheduleMessage } from '@levee/contract'
import { inTransaction, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivity } from '../activity/service.ts'
import { getMessage } from '../messages/service.ts'
import { accessReply } from './access.ts'
import { announceChange } from './conversation-change.ts'
import { touchConversation } from './queries.ts'

/**
 * Sends a reply that waits at another time, or now.
 * @throws {DomainError} `conflict` when it is on its way, or waits for its next attempt.
 */
export async function rescheduleReply(
  deps: Deps,
  viewer: Viewer,
  messageId: string,
  { sendAt: asked, cancelIfAnswered }: Body<typeof rescheduleMessage>,
): Promise<Message> {
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    const reply = await accessReply(tx, viewer, messageId)
    const { conversationId, state } = reply
    if (state !== 'queued' && state !== 'awaitingApproval')
      throw new DomainError('conflict', 'Too late: this reply does not wait any more.')
    const chosen = asked === undefined ? reply.sendAt : new Date(asked ?? at)
    const sendAt = chosen > at ? chosen : at
    await tx.run(sql`
      update outgoing set send_at = ${sendAt}, scheduled = ${sendAt > at},
        cancel_if_answered = coalesce(${cancelIfAnswered ?? null}, cancel_if_answered)
      where message_id = ${messageId}`)
    const changed = await touchConversation(tx, conversationId)
    const due = sendAt.toISOString()
    await recordActivity(tx, {
      conversationId,
      actorId: viewer.id,
      kind: 'replyRescheduled',
      before: { sendAt: reply.sendAt.toISOString() },
      after: { messageId, sendAt: due },
      at,
    })
    // the job of the time before does nothing where that is earlier, and finds it gone where it is later
    if (state === 'queued')
      await deps.jobs.enqueue(tx, 'send', { messageId, due }, { startAfter: sendAt })
    await announceChange(tx, conversationId, changed)
  })
  return getMessage(deps, viewer, messageId)
}
