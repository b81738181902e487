import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  Id,
  IdParams,
  Instant,
  List,
  Nothing,
  NullableId,
  NullableInstant,
  Strict,
} from './values.ts'

/** An iCalendar feed of deadlines: of the mail that somebody is in charge of, or of a team. */
export const DeadlineFeed = Type.Object({
  id: Id,
  teamId: NullableId,
  createdAt: Instant,
  lastReadAt: NullableInstant,
})
export type DeadlineFeed = Static<typeof DeadlineFeed>

/** `path`, below the address of this installation, holds the secret: it is only ever given here. */
export const NewDeadlineFeed = Type.Object({ ...DeadlineFeed.properties, path: Type.String() })
export type NewDeadlineFeed = Static<typeof NewDeadlineFeed>

export const listDeadlineFeeds = endpoint({
  method: 'GET',
  url: '/api/v1/deadline-feeds',
  schema: { summary: 'The viewer’s feeds of deadlines', response: { 200: List(DeadlineFeed) } },
})

export const addDeadlineFeed = endpoint({
  method: 'POST',
  url: '/api/v1/deadline-feeds',
  schema: {
    summary: 'A new address for the viewer’s own feed or that of a team; the one before ends',
    body: Strict({ teamId: NullableId }),
    response: { 201: NewDeadlineFeed },
  },
})

export const removeDeadlineFeed = endpoint({
  method: 'DELETE',
  url: '/api/v1/deadline-feeds/:id',
  schema: {
    summary: 'End a feed of the viewer’s: its address leads nowhere any more',
    params: IdParams,
    response: { 204: Nothing },
  },
})

export const readDeadlineFeed = endpoint({
  method: 'GET',
  url: '/api/v1/feeds/:secret/deadlines.ics',
  schema: {
    summary: 'Deadlines as iCalendar (RFC 5545), for whoever knows the address',
    params: Strict({ secret: Type.String({ maxLength: 100 }) }),
    response: {},
  },
})
