import { type Static, Type } from 'typebox'
import { Mention, TimelineEntry } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, List, NullableString, OneOf, Strict } from './values.ts'

/** Somebody who can be named in a note. Who may not see the conversation is shown and cannot be. */
export const Mentionable = Type.Object({
  type: Mention.properties.type,
  id: Id,
  name: Type.String(),
  /** Of a team: whether one of its members may. */
  maySee: Type.Boolean(),
  /** The last day of an absence of a user who is away today. */
  awayUntil: NullableString,
})
export type Mentionable = Static<typeof Mentionable>

const NoteInput = Strict({
  text: Type.String({ minLength: 1, maxLength: 20_000 }),
  /** Each is written in the text as @ and the name. */
  mentions: Type.Optional(
    Type.Array(Strict({ type: OneOf(['user', 'team']), id: Id }), { maxItems: 50 }),
  ),
})
export type NoteInput = Static<typeof NoteInput>

const WithActivity = Type.Object({ ...TimelineEntry.properties, activityId: Id })

export const listMentionable = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/mentionable',
  schema: {
    summary: 'Whom a note on a conversation can name',
    params: IdParams,
    response: { 200: List(Mentionable) },
  },
})

export const addNote = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/notes',
  schema: {
    summary: 'Add a note that only staff see; who is named in it is told',
    params: IdParams,
    body: NoteInput,
    response: { 201: TimelineEntry },
  },
})

export const changeNote = endpoint({
  method: 'PATCH',
  url: '/api/v1/conversations/:id/notes/:noteId',
  schema: {
    summary: 'Write a note of one’s own anew; the log keeps what it said',
    params: Strict({ id: Id, noteId: Id }),
    body: NoteInput,
    response: { 200: WithActivity },
  },
})

export const removeNote = endpoint({
  method: 'DELETE',
  url: '/api/v1/conversations/:id/notes/:noteId',
  schema: {
    summary: 'Remove a note of one’s own; it can be undone',
    params: Strict({ id: Id, noteId: Id }),
    response: { 200: Type.Object({ activityId: Id }) },
  },
})
