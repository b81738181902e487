import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, Nothing, OneOf, Strict } from './values.ts'

/** What somebody does with a conversation right now. */
export const PresenceState = OneOf(['viewing', 'writing'])
export type PresenceState = Static<typeof PresenceState>

/** Seconds between two signs of life; who gives none for `presenceEnds` is gone. */
export const presenceBeat = 4
export const presenceEnds = 11

export const showPresence = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/presence',
  schema: {
    summary: 'Say that one looks at a conversation or answers it; again every few seconds',
    params: IdParams,
    body: Strict({
      state: OneOf(['viewing', 'writing', 'gone']),
      /** Tells the windows of one person apart: each is in one conversation at a time. */
      tab: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    }),
    response: { 204: Nothing },
  },
})

export const Presence = Type.Object({
  conversationId: Id,
  userId: Id,
  state: PresenceState,
})
export type Presence = Static<typeof Presence>

export const listPresence = endpoint({
  method: 'GET',
  url: '/api/v1/presence',
  schema: {
    summary: 'Who is where, of what the viewer may see',
    response: { 200: Type.Object({ items: Type.Array(Presence) }) },
  },
})
