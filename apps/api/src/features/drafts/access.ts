import { type Sql, sql } from '@levee/db'

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
