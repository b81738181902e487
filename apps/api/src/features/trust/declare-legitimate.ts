import type { LegitimacyAnswer } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { releaseSuspicious } from '../acknowledgements/access.ts'
import { recordActivity } from '../activity/service.ts'
import { accessConversation } from '../conversations/access.ts'
import { listed, refuseStale } from '../conversations/service.ts'
import { settle, type Suspicion } from './authenticate-message.ts'
import {
  claimOf,
  confirmClaim,
  insertClaim,
  judgedMessage,
  suspiciousMessage,
  touchConversation,
} from './queries.ts'

type Declaration = { id: string; revision: number; reason: string }

/**
 * Says of the suspicious mail of a conversation that it is legitimate. The first person says why; when a
 * second one says so too, the conversation can be answered.
 * @throws {DomainError} `conflict` when nothing is suspicious, or the same person confirms.
 */
export async function declareLegitimate(
  { db, jobs, now }: Pick<Deps, 'db' | 'jobs' | 'now'>,
  viewer: Viewer,
  { id, revision, reason }: Declaration,
): Promise<LegitimacyAnswer> {
  const at = now()
  const why = reason.replaceAll('\0', '').toWellFormed().trim()
  if (why === '')
    throw new DomainError('invalid', 'Say why.', {
      errors: [{ path: 'reason', message: 'takes some text' }],
    })
  return inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, id, { lock: true })
    await refuseStale(tx, conversation, revision)
    const messageId = await suspiciousMessage(tx, conversation.id)
    if (messageId === undefined || conversation.trust !== 'danger')
      throw new DomainError('conflict', 'Nothing in this conversation is suspicious.')
    const claim = await claimOf(tx, messageId)
    if (claim?.claimedBy === viewer.id)
      throw new DomainError('conflict', 'You said so already: a second person has to confirm it.')
    const what = { messageId, reason: why, userId: viewer.id, at }
    if (claim) await confirmClaim(tx, what)
    else await insertClaim(tx, what)
    const revised = await touchConversation(tx, conversation.id)
    const ended = claim && (await unlock(tx, messageId))
    await recordActivity(tx, {
      conversationId: conversation.id,
      actorId: viewer.id,
      kind: claim ? 'legitimacyConfirmed' : 'legitimacyClaimed',
      before: { ...ended?.before },
      after: {
        messageId,
        reason: why,
        ...(claim && { claimedBy: claim.claimedBy }),
        ...ended?.after,
      },
      at,
    })
    if (claim) await releaseSuspicious(tx, { jobs }, { messageId, at })
    const { mailboxIds } = conversation
    await announce(tx, {
      type: 'conversation.updated',
      conversationId: conversation.id,
      mailboxIds,
      revision: revised,
    })
    const answer = await listed(tx, viewer, conversation.id, at)
    return { conversation: answer, state: claim ? 'confirmed' : 'awaiting' }
  })
}

async function unlock(tx: Tx, messageId: string): Promise<Suspicion> {
  const message = await judgedMessage(tx, messageId)
  return message && settle(tx, message)
}
