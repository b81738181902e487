import type { Mention } from '@levee/contract'
import { type Queryable, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'

/** What a note says. */
export type NoteContent = { text: string; mentions: Mention[] }

/** Writes a note; answers its id. */
export async function insertNote(
  tx: Queryable,
  note: NoteContent & { conversationId: string; authorId: string; at: Date },
): Promise<string> {
  const { conversationId, authorId, text, mentions, at } = note
  const inserted = await tx.row<{ id: string }>(sql`
    insert into note (conversation_id, author_id, text, mentions, created_at)
    values (${conversationId}, ${authorId}, ${text}, ${JSON.stringify(mentions)}::jsonb, ${at})
    returning id`)
  if (!inserted) throw new Error('A note was written without an id.')
  return inserted.id
}

/** A note as it is stored. */
export type NoteRow = NoteContent & {
  id: string
  authorId: string | null
  createdAt: Date
  editedAt: Date | null
  deletedAt: Date | null
}

/** A note of a conversation, locked. @throws {DomainError} `not-found`. */
export async function lockNote(
  tx: Tx,
  { id, conversationId }: { id: string; conversationId: string },
): Promise<NoteRow> {
  const row = await tx.row<NoteRow>(sql`
    select id, author_id as "authorId", text, mentions, created_at as "createdAt",
      edited_at as "editedAt", deleted_at as "deletedAt"
    from note where id = ${id} and conversation_id = ${conversationId} for update`)
  if (!row) throw new DomainError('not-found', 'There is no such note.')
  return row
}

/** `editedAt` null: it says again what it said at first. */
export async function saveNote(
  tx: Tx,
  { id, text, mentions, editedAt, deletedAt }: Omit<NoteRow, 'authorId' | 'createdAt'>,
): Promise<void> {
  await tx.run(sql`
    update note set text = ${text}, mentions = ${JSON.stringify(mentions)}::jsonb,
      edited_at = ${editedAt}, deleted_at = ${deletedAt} where id = ${id}`)
}
