import { sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation } from '../conversations/access.ts'

/** Lets the viewer hear of what happens to a conversation, or no more. It is nobody else's business. */
export async function setFollowing(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { id, follows }: { id: string; follows: boolean },
): Promise<void> {
  const { id: conversationId } = await accessConversation(db, viewer, id)
  await db.run(
    follows
      ? sql`insert into conversation_follower (conversation_id, user_id, since)
          values (${conversationId}, ${viewer.id}, ${now()}) on conflict do nothing`
      : sql`delete from conversation_follower
          where conversation_id = ${conversationId} and user_id = ${viewer.id}`,
  )
}
