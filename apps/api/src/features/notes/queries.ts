import { type Queryable, sql } from '@levee/db'

/** Writes a note; answers its id. */
export async function insertNote(
  tx: Queryable,
  note: { conversationId: string; authorId: string; text: string; at: Date },
): Promise<string> {
  const { conversationId, authorId, text, at } = note
  const inserted = await tx.row<{ id: string }>(sql`
    insert into note (conversation_id, author_id, text, created_at)
    values (${conversationId}, ${authorId}, ${text}, ${at}) returning id`)
  if (!inserted) throw new Error('A note was written without an id.')
  return inserted.id
}

/** Makes a new revision of a conversation, so that nobody answers without having seen the note. */
export async function touchConversation(tx: Queryable, id: string): Promise<void> {
  await tx.run(sql`update conversation set revision = revision + 1 where id = ${id}`)
}
