import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { DeadlineMoves } from './deadline-moves.ts'
import { Id, IdParams, Instant, List, Nothing, NullableString, OneOf, Strict } from './values.ts'

const wallTime = { pattern: '^(?:(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)$' }

/** `HH:MM`; `24:00` is the end of the day. */
export const WallTime = Type.String(wallTime)
export const NullableWallTime = Type.Unsafe<string | null>({
  type: ['string', 'null'],
  ...wallTime,
})

/** A day, YYYY-MM-DD. */
export const LocalDate = Type.String({ format: 'date' })

export const OpenHours = Strict({ from: WallTime, to: WallTime })

const DayHours = Type.Array(OpenHours, { maxItems: 12 })
const NullableDayHours = Type.Union([DayHours, Type.Null()])
const Name = Type.String({ minLength: 1, maxLength: 120 })

export const CalendarException = Strict({
  kind: OneOf(['closed', 'open']),
  name: Name,
  from: LocalDate,
  to: LocalDate,
  /** Null is the whole day. */
  hours: NullableDayHours,
})
export type CalendarException = Static<typeof CalendarException>

export const HolidaySet = Strict({
  /** ISO 3166-1 alpha-2. */
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  /** Null is the country at large. */
  zone: NullableString,
  /** Holidays on which work goes on all the same, e.g. `whitMonday`. */
  worked: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 40 }),
})
export type HolidaySet = Static<typeof HolidaySet>

export const FeedClosure = Strict({
  name: Type.String({ maxLength: 200 }),
  from: LocalDate,
  to: LocalDate,
  hours: NullableDayHours,
})

/** Where more closures come from: an iCalendar file by its URL, or one that was uploaded. */
export const CalendarFeed = Type.Object({
  id: Id,
  name: Type.String(),
  url: NullableString,
  readAt: Type.Union([Instant, Type.Null()]),
  problem: NullableString,
  closures: Type.Integer(),
})

const fields = {
  name: Name,
  timeZone: Type.String({ minLength: 1, maxLength: 60 }),
  /** Monday first. */
  week: Type.Array(DayHours, { minItems: 7, maxItems: 7 }),
  exceptions: Type.Array(CalendarException, { maxItems: 1000 }),
  holidays: Type.Union([HolidaySet, Type.Null()]),
}

/** A calendar in its newest version. */
export const Calendar = Type.Object({
  id: Id,
  version: Type.Integer(),
  ...fields,
  feeds: Type.Array(CalendarFeed),
  /** Whether the organisation works by it where no team or mailbox has its own. */
  isDefault: Type.Boolean(),
  teamIds: Type.Array(Id),
  mailboxIds: Type.Array(Id),
})
export type Calendar = Static<typeof Calendar>

/** Who works by it, and which feeds it reads: no part of a version. */
const uses = {
  isDefault: Type.Optional(Type.Boolean()),
  teamIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
  mailboxIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
  feedUrls: Type.Optional(
    Type.Array(Type.String({ format: 'uri', maxLength: 2000 }), { maxItems: 5 }),
  ),
}

export const NewCalendar = Strict({
  name: fields.name,
  timeZone: Type.Optional(fields.timeZone),
  week: Type.Optional(fields.week),
  exceptions: Type.Optional(fields.exceptions),
  holidays: Type.Optional(fields.holidays),
  ...uses,
})
export type NewCalendar = Static<typeof NewCalendar>

export const CalendarPatch = Type.Partial(Strict({ ...fields, ...uses }))
export type CalendarPatch = Static<typeof CalendarPatch>

export const listCalendars = endpoint({
  method: 'GET',
  url: '/api/v1/calendars',
  schema: { summary: 'The calendars', response: { 200: List(Calendar) } },
})

export const addCalendar = endpoint({
  method: 'POST',
  url: '/api/v1/calendars',
  schema: {
    summary: 'Add a calendar; without a week: Monday to Friday, 9 to 17 (admin)',
    body: NewCalendar,
    response: { 201: Calendar },
  },
})

export const changeCalendar = endpoint({
  method: 'PATCH',
  url: '/api/v1/calendars/:id',
  schema: {
    summary: 'Make the next version of a calendar; deadlines are counted again (admin)',
    params: IdParams,
    body: CalendarPatch,
    response: { 200: Calendar },
  },
})

export const removeCalendar = endpoint({
  method: 'DELETE',
  url: '/api/v1/calendars/:id',
  schema: {
    summary: 'Remove a calendar that nobody works by (admin)',
    params: IdParams,
    response: { 204: Nothing },
  },
})

export const previewCalendar = endpoint({
  method: 'POST',
  url: '/api/v1/calendars/what-if',
  schema: {
    summary: 'Which open deadlines a change of a calendar would move; changes nothing (admin)',
    body: Strict({ id: Id, draft: CalendarPatch }),
    response: { 200: DeadlineMoves },
  },
})

/** The body is an iCalendar file (`text/calendar`). */
export const uploadCalendarFeed = endpoint({
  method: 'POST',
  url: '/api/v1/calendars/:id/feeds',
  schema: {
    summary: 'Close what an iCalendar file says (admin)',
    params: IdParams,
    querystring: Strict({ name: Name }),
    response: { 200: Calendar },
  },
})

export const removeCalendarFeed = endpoint({
  method: 'DELETE',
  url: '/api/v1/calendars/:id/feeds/:feedId',
  schema: {
    summary: 'Forget a feed and what it closed (admin)',
    params: Strict({ id: Id, feedId: Id }),
    response: { 200: Calendar },
  },
})

export const readCalendarFeeds = endpoint({
  method: 'POST',
  url: '/api/v1/calendars/:id/feeds/read',
  schema: {
    summary: 'Read the feeds of a calendar again, now (admin)',
    params: IdParams,
    response: { 200: Calendar },
  },
})
