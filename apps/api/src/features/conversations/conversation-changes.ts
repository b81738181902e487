import type { ConversationChanges } from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { changesSince } from '../activity/service.ts'
import { accessConversation } from './access.ts'

/** What happened to a conversation since it had a revision. */
export async function conversationChanges(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  { id: conversationId, since }: { id: string; since: number },
): Promise<ConversationChanges> {
  const { id, revision } = await accessConversation(db, viewer, conversationId)
  return { revision, activities: await changesSince(db, id, since) }
}
