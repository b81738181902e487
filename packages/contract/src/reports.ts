import { type Static, Type } from 'typebox'
import { LocalDate } from './calendars.ts'
import { Closure } from './deadlines.ts'
import { endpoint } from './endpoint.ts'
import { Id, Instant, NullableId, NullableNumber, NullableString, OneOf, Strict } from './values.ts'

/** What `GET /conversations` takes to give exactly the conversations behind a figure. */
export const ConversationFilter = Strict({
  view: Type.Optional(Type.String()),
  mailbox: Type.Optional(Id),
  team: Type.Optional(Id),
  assignee: Type.Optional(Id),
  q: Type.Optional(Type.String()),
})
export type ConversationFilter = Static<typeof ConversationFilter>

/** How many conversations, and which. */
export const Figure = Type.Object({ n: Type.Integer(), filter: ConversationFilter })
export type Figure = Static<typeof Figure>

/** Everything on the desk, by how its next deadline stands: each is in exactly one. */
export const DeadlineLevels = Type.Object({
  overdue: Figure,
  dueToday: Figure,
  dueSoon: Figure,
  onTime: Figure,
  paused: Figure,
  none: Figure,
})
export type DeadlineLevels = Static<typeof DeadlineLevels>

/** Working minutes by the calendars of the conversations; null without any. */
export const WorkingTimes = Type.Object({
  median: NullableNumber,
  p90: NullableNumber,
  conversations: Figure,
})
export type WorkingTimes = Static<typeof WorkingTimes>

const ComparedTimes = Type.Object({
  ...WorkingTimes.properties,
  /** In the period before. */
  previousMedian: NullableNumber,
})

/** `none`: without a team, of nobody. */
const IdOrNone = Type.Unsafe<string>({ anyOf: [Id, { const: 'none' }] })

export const selection = {
  mailboxId: Type.Optional(Id),
  teamId: Type.Optional(IdOrNone),
  userId: Type.Optional(IdOrNone),
}

export const ReportPeriod = OneOf(['week', 'month', 'quarter'])
export type ReportPeriod = Static<typeof ReportPeriod>
export const ReportGroup = OneOf(['team', 'mailbox', 'person'])
export type ReportGroup = Static<typeof ReportGroup>

export const DeadlineReportQuery = Strict({
  ...selection,
  period: Type.Optional(ReportPeriod),
  groupBy: Type.Optional(ReportGroup),
  /** A day of the first of the three weeks; this week when not said. */
  from: Type.Optional(LocalDate),
})
export type DeadlineReportQuery = Static<typeof DeadlineReportQuery>

export const ReportRow = Type.Object({
  /** Of the team, the mailbox or the user; null: of none. */
  id: NullableId,
  name: NullableString,
  open: Figure,
  levels: DeadlineLevels,
  firstReply: ComparedTimes,
  resolution: ComparedTimes,
  /** Of a person: how many they close in the ten working days to come at their usual pace. */
  capacity: NullableNumber,
})
export type ReportRow = Static<typeof ReportRow>

/**
 * A day of the calendar. `due`: what is due then and runs. `capacity`: how many are usually closed in such a
 * day; null while nothing was closed yet, and nothing then is too much.
 */
export const ReportDay = Type.Object({
  date: LocalDate,
  isOpen: Type.Boolean(),
  closure: Type.Union([Closure, Type.Null()]),
  due: Figure,
  capacity: NullableNumber,
  /** How many of those who close this mail are away, which the capacity allows for. */
  away: Type.Integer(),
  overflow: Type.Integer(),
})
export type ReportDay = Static<typeof ReportDay>

const NextDeadline = Type.Object({
  conversationId: Id,
  reference: NullableString,
  subject: Type.String(),
  mailboxId: Id,
  teamId: NullableId,
  assigneeId: NullableId,
  dueAt: Instant,
  dueState: OneOf(['none', 'running', 'dueSoon', 'dueToday', 'overdue', 'paused', 'met']),
  dueShare: NullableNumber,
  dueInWorkingMinutes: NullableNumber,
})

export const DeadlineReport = Type.Object({
  at: Instant,
  /** The week, month or quarter so far, and the whole one before; last days included. */
  period: Type.Object({
    from: LocalDate,
    to: LocalDate,
    previousFrom: LocalDate,
    previousTo: LocalDate,
  }),
  /** The organisation's; `dayMinutes` are the working minutes of a usual day. */
  calendar: Type.Object({
    name: Type.String(),
    timeZone: Type.String(),
    dayMinutes: Type.Number(),
  }),
  open: Figure,
  levels: DeadlineLevels,
  /** Of what stands overdue or was closed since then. */
  overdueWeekAgo: Type.Integer(),
  /** Of what was closed in the period and had deadlines: whether all were met in time. */
  kept: Type.Object({
    share: NullableNumber,
    previousShare: NullableNumber,
    inTime: Figure,
    late: Figure,
  }),
  today: Type.Object({ received: Figure, closed: Figure }),
  volume: Type.Object({ received: Figure, closed: Figure }),
  /** How old what is open is, in calendar days; `toDays` null: and older. */
  backlog: Type.Array(
    Type.Object({ fromDays: Type.Integer(), toDays: NullableNumber, conversations: Figure }),
  ),
  /** `target`: working minutes that the fall-back policy allows; null where it says none. */
  firstReply: Type.Object({ ...ComparedTimes.properties, target: NullableNumber }),
  resolution: Type.Object({ ...ComparedTimes.properties, target: NullableNumber }),
  groupBy: ReportGroup,
  rows: Type.Array(ReportRow),
  /** Twelve weeks, the last one so far. */
  weeks: Type.Array(
    Type.Object({
      from: LocalDate,
      to: LocalDate,
      firstReply: WorkingTimes,
      resolution: WorkingTimes,
    }),
  ),
  /** Three weeks, from a Monday. */
  days: Type.Array(ReportDay),
  next: Type.Array(NextDeadline),
})
export type DeadlineReport = Static<typeof DeadlineReport>

export const getDeadlineReport = endpoint({
  method: 'GET',
  url: '/api/v1/reports/deadlines',
  schema: {
    summary:
      'How deadlines stand and how long answers take; every figure with its filter (manager)',
    querystring: DeadlineReportQuery,
    response: { 200: DeadlineReport },
  },
})

/** What came, what was closed and what is left. */
export const VolumeReport = Type.Pick(DeadlineReport, [
  'at',
  'period',
  'open',
  'today',
  'volume',
  'backlog',
])
export type VolumeReport = Static<typeof VolumeReport>

export const getVolumeReport = endpoint({
  method: 'GET',
  url: '/api/v1/reports/volume',
  schema: {
    summary: 'How much mail came, was closed and is left, and how old it is (manager)',
    querystring: DeadlineReportQuery,
    response: { 200: VolumeReport },
  },
})

/** How long answers took, in working minutes, and whether they were in time. */
export const TimesReport = Type.Pick(DeadlineReport, [
  'at',
  'period',
  'calendar',
  'firstReply',
  'resolution',
  'kept',
  'weeks',
])
export type TimesReport = Static<typeof TimesReport>

export const getTimesReport = endpoint({
  method: 'GET',
  url: '/api/v1/reports/times',
  schema: {
    summary: 'How long answers took in working time, now and over twelve weeks (manager)',
    querystring: DeadlineReportQuery,
    response: { 200: TimesReport },
  },
})

/** The table of the report, RFC 4180 in UTF-8, in the language of the viewer. */
export const getDeadlineReportCsv = endpoint({
  method: 'GET',
  url: '/api/v1/reports/deadlines.csv',
  schema: {
    summary: 'The report as a table of comma-separated values (manager)',
    querystring: DeadlineReportQuery,
    response: { 200: Type.Unknown() },
  },
})

/** The report on paper, in the language of the viewer. */
export const getDeadlineReportPdf = endpoint({
  method: 'GET',
  url: '/api/v1/reports/deadlines.pdf',
  schema: {
    summary: 'The report as a PDF (manager)',
    querystring: DeadlineReportQuery,
    response: { 200: Type.Unknown() },
  },
})
