import type { ActivityKind } from '@levee/contract'
import { sql, type Tx } from '@levee/db'
import { announce } from '../../http/events.ts'
import { recordActivity } from '../activity/service.ts'
import type { ConversationRow } from './access.ts'

type Done = {
  conversation: ConversationRow
  actorId: string
  kind: ActivityKind
  before?: object
  after: object
  at: Date
  undoes?: string
}

/** Makes a new revision of a conversation that was written on, so that nobody answers without having seen it. */
export async function writeOnConversation(tx: Tx, done: Done): Promise<string> {
  const { conversation, before = {}, ...activity } = done
  const { id: conversationId, mailboxIds, revision } = conversation
  await tx.run(sql`update conversation set revision = revision + 1 where id = ${conversationId}`)
  const activityId = await recordActivity(tx, { ...activity, conversationId, before })
  await announce(tx, {
    type: 'conversation.updated',
    conversationId,
    mailboxIds,
    revision: revision + 1,
  })
  return activityId
}
