import type { TimelineEntry } from '@levee/contract'
import { inTransaction } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { accessConversation } from '../conversations/access.ts'
import { insertNote, touchConversation } from './queries.ts'

export { insertNote } from './queries.ts'

/** Adds a note to a conversation. @throws {DomainError} `invalid` when it says nothing. */
export async function addNote(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  conversationId: string,
  typed: string,
): Promise<TimelineEntry> {
  const text = typed.replaceAll('\0', '').toWellFormed().trim()
  if (text === '')
    throw new DomainError('invalid', 'The note is empty.', {
      errors: [{ path: 'text', message: 'takes some text' }],
    })
  const at = now()
  return inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, conversationId, { lock: true })
    const note = { conversationId: conversation.id, authorId: viewer.id, text, at }
    const id = await insertNote(tx, note)
    await touchConversation(tx, conversation.id)
    await recordActivity(tx, {
      conversationId: conversation.id,
      actorId: viewer.id,
      kind: 'noted',
      before: {},
      after: { noteId: id },
      at,
    })
    await announce(tx, {
      type: 'conversation.updated',
      conversationId: conversation.id,
      mailboxIds: conversation.mailboxIds,
      revision: conversation.revision + 1,
    })
    return { type: 'note', id, at: at.toISOString(), actorId: viewer.id, text }
  })
}
