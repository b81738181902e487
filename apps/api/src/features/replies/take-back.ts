import type { Message } from '@levee/contract'
import { inTransaction } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivity } from '../activity/service.ts'
import { getMessage } from '../messages/service.ts'
import { accessReply, type LockedReply } from './access.ts'
import { announceChange } from './conversation-change.ts'
import {
  cancelMessage,
  queueAgain,
  removeMessageFromConversation,
  touchConversation,
} from './queries.ts'

/** States of a reply that nobody has begun to send. */
const WAITING: ReadonlySet<string> = new Set(['queued', 'awaitingApproval'])

/**
 * Takes back a reply that has not left; the conversation's status becomes what it was.
 * @throws {DomainError} conflict, when it is on its way or gone.
 */
export async function cancelReply(deps: Deps, viewer: Viewer, messageId: string): Promise<Message> {
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    const reply = await accessReply(tx, viewer, messageId)
    if (!WAITING.has(reply.state)) throw new DomainError('conflict', tooLate(reply))
    await cancelMessage(tx, messageId)
    const restored = await removeMessageFromConversation(tx, reply)
    await recordActivity(tx, {
      conversationId: reply.conversationId,
      actorId: viewer.id,
      kind: 'replyCancelled',
      before: {},
      after: { messageId },
      at,
    })
    await announceChange(tx, reply.conversationId, restored)
  })
  return getMessage(deps, viewer, messageId)
}

/**
 * Sends a failed reply again: the same bytes under the same Message-ID, so that who got it already
 * can tell.
 * @throws {DomainError} conflict, when it did not fail.
 */
export async function retryReply(deps: Deps, viewer: Viewer, messageId: string): Promise<Message> {
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    const reply = await accessReply(tx, viewer, messageId)
    if (reply.state !== 'failed')
      throw new DomainError('conflict', 'Only a reply that failed can be sent again.')
    await queueAgain(tx, messageId, at)
    const changed = await touchConversation(tx, reply.conversationId)
    await recordActivity(tx, {
      conversationId: reply.conversationId,
      actorId: viewer.id,
      kind: 'replyRetried',
      before: {},
      after: { messageId },
      at,
    })
    await deps.jobs.enqueue(tx, 'send', { messageId })
    await announceChange(tx, reply.conversationId, changed)
  })
  return getMessage(deps, viewer, messageId)
}

function tooLate({ state }: LockedReply): string {
  if (state === 'cancelled') return 'This reply was taken back already.'
  if (state === 'failed') return 'This reply was not sent: there is nothing to take back.'
  return 'Too late: this reply is on its way.'
}
