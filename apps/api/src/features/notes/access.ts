import { Mention } from '@levee/contract'
import type { Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import { Value } from 'typebox/value'
import { Type } from 'typebox'
import { lockNote, saveNote } from './queries.ts'

const Mentions = Type.Array(Mention)

/**
 * Takes back that a note was changed or removed.
 * @throws {DomainError} `conflict` when it was changed again since.
 */
export async function undoNote(
  tx: Tx,
  { conversationId, kind, ...activity }: { conversationId: string; kind: string } & Logged,
): Promise<void> {
  const [before, after] = [fieldsOf(activity.before), fieldsOf(activity.after)]
  const note = await lockNote(tx, { id: String(after.get('noteId')), conversationId })
  if (kind === 'noteRemoved') return saveNote(tx, { ...note, deletedAt: null })
  if (note.deletedAt !== null || note.text !== after.get('noteText'))
    throw new DomainError('conflict', 'This note was changed again since.')
  const editedAt = before.get('editedAt')
  await saveNote(tx, {
    ...note,
    text: String(before.get('noteText')),
    mentions: Value.Parse(Mentions, before.get('mentions')),
    editedAt: typeof editedAt === 'string' ? new Date(editedAt) : null,
  })
}

type Logged = { before: object; after: object }

function fieldsOf(logged: object): Map<string, unknown> {
  return new Map(Object.entries(logged))
}
