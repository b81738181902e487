import type { Mentionable, NoteInput, TimelineEntry } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation, type ConversationRow } from '../conversations/access.ts'
import { writeOnConversation } from '../conversations/service.ts'
import { tellMentioned } from '../news/access.ts'
import { checkMentions, mentionable } from './mentions.ts'
import { insertNote, lockNote, type NoteContent, type NoteRow, saveNote } from './queries.ts'

type NoteDeps = Pick<Deps, 'db' | 'now'>
type NoteOf = { id: string; noteId: string }

/** Whom a note on a conversation can name. */
export async function listMentionable(
  { db, now }: NoteDeps,
  viewer: Viewer,
  id: string,
): Promise<Mentionable[]> {
  const { mailboxIds } = await accessConversation(db, viewer, id)
  return mentionable(db, mailboxIds, now())
}

export { insertNote } from './queries.ts'

/** Adds a note to a conversation. @throws {DomainError} `invalid` when it says nothing. */
export async function addNote(
  { db, now }: NoteDeps,
  viewer: Viewer,
  { id, input }: { id: string; input: NoteInput },
): Promise<TimelineEntry> {
  const text = noteText(input.text)
  const at = now()
  return inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, id, { lock: true })
    const { mailboxIds, id: conversationId } = conversation
    const mentions = await checkMentions(tx, { ...input, text }, { mailboxIds, now: at })
    const note = { conversationId, authorId: viewer.id, text, mentions, at }
    const noteId = await insertNote(tx, note)
    await tellNamed(tx, { conversation, noteId, viewer, content: note, at })
    const done = { conversation, actorId: viewer.id, after: { noteId }, at }
    await writeOnConversation(tx, { ...done, kind: 'noted' })
    return entryOf({ id: noteId, ...note, createdAt: at, editedAt: null })
  })
}

/** Writes a note of one's own anew; the log keeps what it said. */
export async function changeNote(
  { db, now }: NoteDeps,
  viewer: Viewer,
  { id, noteId, input }: NoteOf & { input: NoteInput },
): Promise<TimelineEntry & { activityId: string }> {
  const text = noteText(input.text)
  const at = now()
  return inTransaction(db, async (tx) => {
    const { conversation, note } = await ownNote(tx, viewer, { id, noteId })
    const { mailboxIds } = conversation
    const mentions = await checkMentions(tx, { ...input, text }, { mailboxIds, now: at })
    const changed = { ...note, text, mentions, editedAt: at }
    await saveNote(tx, changed)
    await tellNamed(tx, { conversation, noteId, viewer, content: changed, at })
    const activityId = await writeOnConversation(tx, {
      conversation,
      actorId: viewer.id,
      kind: 'noteChanged',
      before: { noteText: note.text, mentions: note.mentions, editedAt: note.editedAt },
      after: { noteId, noteText: text },
      at,
    })
    return { ...entryOf(changed), activityId }
  })
}

/** Removes a note of one's own; it is kept for undoing that. */
export async function removeNote(
  { db, now }: NoteDeps,
  viewer: Viewer,
  { id, noteId }: NoteOf,
): Promise<{ activityId: string }> {
  const at = now()
  return inTransaction(db, async (tx) => {
    const { conversation, note } = await ownNote(tx, viewer, { id, noteId })
    await saveNote(tx, { ...note, deletedAt: at })
    const done = { conversation, actorId: viewer.id, after: { noteId }, at }
    return { activityId: await writeOnConversation(tx, { ...done, kind: 'noteRemoved' }) }
  })
}

async function ownNote(
  tx: Tx,
  viewer: Viewer,
  { id, noteId }: NoteOf,
): Promise<{ conversation: ConversationRow; note: NoteRow }> {
  const conversation = await accessConversation(tx, viewer, id, { lock: true })
  const note = await lockNote(tx, { id: noteId, conversationId: conversation.id })
  if (note.deletedAt !== null) throw new DomainError('not-found', 'This note was removed.')
  if (note.authorId !== viewer.id)
    throw new DomainError('forbidden', 'Only who wrote a note can change it.')
  return { conversation, note }
}

type Naming = {
  conversation: ConversationRow
  noteId: string
  viewer: Viewer
  content: NoteContent
  at: Date
}

async function tellNamed(
  tx: Tx,
  { conversation, noteId, viewer, content: { mentions }, at }: Naming,
): Promise<void> {
  const idsOf = (wanted: 'user' | 'team'): string[] =>
    mentions.filter(({ type }) => type === wanted).map((each) => each.id)
  await tellMentioned(tx, {
    conversationId: conversation.id,
    noteId,
    actorId: viewer.id,
    userIds: idsOf('user'),
    teamIds: idsOf('team'),
    at,
  })
}

function noteText(typed: string): string {
  const text = typed.replaceAll('\0', '').toWellFormed().trim()
  if (text !== '') return text
  throw new DomainError('invalid', 'The note is empty.', {
    errors: [{ path: 'text', message: 'takes some text' }],
  })
}

function entryOf({
  id,
  authorId,
  text,
  mentions,
  createdAt,
  editedAt,
}: Omit<NoteRow, 'deletedAt'>): TimelineEntry {
  return {
    type: 'note',
    id,
    at: createdAt.toISOString(),
    actorId: authorId,
    text,
    ...(mentions.length > 0 && { mentions }),
    ...(editedAt && { editedAt: editedAt.toISOString() }),
  }
}
