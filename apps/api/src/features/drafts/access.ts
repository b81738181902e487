import { type Sql, sql } from '@levee/db'
import type { Viewer } from '../../http/viewer.ts'
import { visibleTo } from '../conversations/access.ts'

/**
 * Which files somebody may send: their own, and those of the draft of a conversation that they may see.
 * A condition on `upload u`.
 */
export function isUsableUpload(userId: string, conversationId: string | null): Sql {
  return sql`(u.user_id = ${userId} or exists (
    select from draft_upload f join draft d on d.id = f.draft_id
    where f.upload_id = u.id and d.conversation_id in (
      select id from conversation where id = ${conversationId} or merged_into = ${conversationId})))`
}

/** Which files somebody may look at: their own, and those of drafts that they may see. A condition on `upload u`. */
export function isSeenUpload(viewer: Viewer): Sql {
  return sql`(u.user_id = ${viewer.id} or exists (
    select from draft_upload f join draft d on d.id = f.draft_id
      join conversation c on c.id = d.conversation_id
    where f.upload_id = u.id and ${visibleTo(viewer)}))`
}
