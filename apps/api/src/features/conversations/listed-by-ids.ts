import type { Conversation } from '@levee/contract'
import type { Queryable } from '@levee/db'
import type { Viewer } from '../../http/viewer.ts'
import { listedConversations } from './listed-conversation.ts'
import { listedRows } from './queries.ts'

/** Conversations as lists show them, in the order of their ids; the caller has checked that the viewer may see them. */
export async function listedByIds(
  db: Queryable,
  viewer: Viewer,
  { ids, now }: { ids: readonly string[]; now: Date },
): Promise<Conversation[]> {
  const listed = await listedConversations(db, await listedRows(db, viewer, ids), now)
  const byId = new Map(listed.map((conversation) => [conversation.id, conversation]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
