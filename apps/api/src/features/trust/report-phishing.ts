import { randomUUID } from 'node:crypto'
import type { ReportAnswer } from '@levee/contract'
import { inTransaction } from '@levee/db'
import { DomainError, reportedAsPhishing } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation } from '../conversations/access.ts'
import { listed, lockAnyConversations, refuseStale, saveChanges } from '../conversations/service.ts'
import { campaignConversations } from './campaign.ts'

/**
 * Sets a conversation aside as phishing, and with it what the same campaign sent to whatever mailbox.
 * @throws {DomainError} `stale` when it is not as the viewer saw it; `conflict` when it was reported.
 */
export async function reportPhishing(
  deps: Pick<Deps, 'db' | 'jobs' | 'now'>,
  viewer: Viewer,
  { id, revision }: { id: string; revision: number },
): Promise<ReportAnswer> {
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, id, { lock: true })
    await refuseStale(tx, conversation, revision)
    if (conversation.spamReason === 'phishing')
      throw new DomainError('conflict', 'This was reported already.')
    const others = await lockAnyConversations(
      tx,
      await campaignConversations(tx, conversation.id, at),
    )
    const wanted = [conversation, ...others.values()].map((each) => ({
      conversation: each,
      fields: reportedAsPhishing(each),
    }))
    const activities = await saveChanges(tx, deps, wanted, {
      viewer,
      at,
      kind: 'reported',
      details: { campaign: randomUUID(), conversations: wanted.length },
    })
    return {
      conversation: await listed(tx, viewer, conversation.id, at),
      activityId: activities.get(conversation.id) ?? '',
      quarantined: wanted.length,
    }
  })
}
