import { type Static, Type } from 'typebox'
import { LocalDate } from './calendars.ts'
import { endpoint } from './endpoint.ts'
import { Figure, selection } from './reports.ts'
import { Id, Instant, NullableId, NullableString, Strict } from './values.ts'

/** `done`, `late`: of what is due by then, how much usual pace closes on the day, and how much is left past its date. */
export const ForecastDay = Type.Object({
  date: LocalDate,
  isOpen: Type.Boolean(),
  due: Figure,
  capacity: Type.Number(),
  /** How many of those who close this mail are away, which the capacity allows for. */
  away: Type.Integer(),
  done: Type.Number(),
  late: Type.Number(),
  overflows: Type.Boolean(),
})
export type ForecastDay = Static<typeof ForecastDay>

const forecast = {
  /** Closed in a usual working day of the last weeks; 0, and no days, while nothing was closed yet. */
  pacePerDay: Type.Number(),
  /** What is overdue already comes first. */
  overdue: Figure,
  /** The first day whose deadlines do not fit; null: all fit. */
  firstOverflow: NullableString,
  days: Type.Array(ForecastDay),
}

export const DeadlineForecast = Type.Object({
  at: Instant,
  /** How many weeks the pace is of. */
  weeks: Type.Integer(),
  ...forecast,
  teams: Type.Array(Type.Object({ teamId: NullableId, name: NullableString, ...forecast })),
})
export type DeadlineForecast = Static<typeof DeadlineForecast>

export const getDeadlineForecast = endpoint({
  method: 'GET',
  url: '/api/v1/reports/deadlines/forecast',
  schema: {
    summary: 'Which days will overflow, at the usual pace and by the calendars (manager)',
    querystring: Strict({
      ...selection,
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 60, default: 21 })),
    }),
    response: { 200: DeadlineForecast },
  },
})

/** Who would have how much due by the end of the day, and how much they usually close until then. */
export const SpreadPerson = Type.Object({
  userId: Id,
  capacity: Type.Number(),
  dueBefore: Type.Integer(),
  dueAfter: Type.Integer(),
})
export type SpreadPerson = Static<typeof SpreadPerson>

export const SpreadProposal = Type.Object({
  date: LocalDate,
  due: Figure,
  capacity: Type.Number(),
  overflow: Type.Integer(),
  /** Give each to `toUserId` with `changeConversations`; each such change can be undone. */
  moves: Type.Array(
    Type.Object({
      conversationId: Id,
      reference: NullableString,
      subject: Type.String(),
      dueAt: Instant,
      fromUserId: NullableId,
      toUserId: Id,
    }),
  ),
  /** How many of the day nobody has room for. */
  left: Type.Integer(),
  people: Type.Array(SpreadPerson),
})
export type SpreadProposal = Static<typeof SpreadProposal>

export const proposeSpread = endpoint({
  method: 'POST',
  url: '/api/v1/reports/deadlines/spread',
  schema: {
    summary: 'Whom to give what is due on a day that overflows; changes nothing (manager)',
    body: Strict({ ...selection, date: LocalDate }),
    response: { 200: SpreadProposal },
  },
})
