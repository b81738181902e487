import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { LocalDate, WallTime } from './calendars.ts'
import { DeadlineKind } from './deadline-kinds.ts'
import { DayEnd, DeadlineLength, PauseReason } from './deadline-policies.ts'
import {
  Id,
  Instant,
  List,
  NullableId,
  NullableInstant,
  NullableString,
  OneOf,
  Strict,
} from './values.ts'

const FrenchAndEnglish = Type.Object({ fr: Type.String(), en: Type.String() })
const Note = Type.Optional(Type.String())
const step = <const S extends string>(name: S) => ({ step: Type.Literal(name) })

/** Why a day did not count. */
export const Closure = Type.Union([
  Type.Object({ kind: Type.Literal('weekly') }),
  Type.Object({ kind: Type.Literal('holiday'), key: Type.String(), name: FrenchAndEnglish }),
  Type.Object({ kind: OneOf(['exception', 'feed']), name: Type.String() }),
])
export type Closure = Static<typeof Closure>

const TooFew = Type.Object({ kind: Type.Literal('tooFewWorkingDays') })

/** One step of how a date came about. */
export const TraceStep = Type.Union([
  Type.Object({
    ...step('started'),
    at: Instant,
    by: OneOf(['received', 'registered', 'assigned', 'incoming', 'opinionAsked']),
  }),
  Type.Object({ ...step('waitedForOpening'), from: Instant, to: Instant }),
  Type.Object({ ...step('startDay'), date: LocalDate }),
  Type.Object({
    ...step('counted'),
    from: Instant,
    to: Instant,
    firstDay: LocalDate,
    lastDay: LocalDate,
    days: Type.Integer(),
    minutes: Type.Number(),
  }),
  Type.Object({ ...step('months'), from: LocalDate, to: LocalDate, count: Type.Integer() }),
  Type.Object({
    ...step('closed'),
    firstDay: LocalDate,
    lastDay: LocalDate,
    days: Type.Integer(),
    because: Closure,
  }),
  Type.Object({
    ...step('paused'),
    from: Instant,
    to: NullableInstant,
    reason: Type.Union([PauseReason, Type.Literal('resolved')]),
    note: Note,
  }),
  Type.Object({ ...step('prolonged'), from: LocalDate, to: LocalDate, days: Type.Integer() }),
  Type.Object({ ...step('clearDay'), date: LocalDate }),
  Type.Object({
    ...step('moved'),
    from: LocalDate,
    to: LocalDate,
    because: Type.Union([Closure, TooFew]),
  }),
  Type.Object({ ...step('setByHand'), at: Instant, dueAt: Instant, note: Note }),
  Type.Object({
    ...step('due'),
    at: Instant,
    lastDay: LocalDate,
    ends: Type.Union([DayEnd, Type.Literal('exact')]),
  }),
])
export type TraceStep = Static<typeof TraceStep>

const Version = Type.Object({ id: Id, version: Type.Integer(), name: Type.String() })

/** How a date came about, with the versions that it was counted by. */
export const DeadlineTrace = Type.Object({
  kind: DeadlineKind,
  length: DeadlineLength,
  policy: Version,
  calendar: Version,
  timeZone: Type.String(),
  steps: Type.Array(TraceStep),
})
export type DeadlineTrace = Static<typeof DeadlineTrace>

/** A deadline of a conversation as a policy set it. */
export const PolicyDeadline = Type.Object({
  id: Id,
  kind: DeadlineKind,
  startedAt: Instant,
  dueAt: Instant,
  state: OneOf(['running', 'paused', 'met', 'missed']),
  metAt: NullableInstant,
  pausedAt: NullableInstant,
  isByHand: Type.Boolean(),
  policyId: NullableId,
  policyVersion: Type.Integer(),
  calendarVersion: Type.Integer(),
  trace: DeadlineTrace,
})
export type PolicyDeadline = Static<typeof PolicyDeadline>

const DeadlineParams = Strict({ id: Type.String({ maxLength: 100 }), deadlineId: Id })
const Changed = Type.Object({ deadlines: Type.Array(PolicyDeadline), activityId: Id })

export const getDeadlineTrace = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/deadlines/:deadlineId/trace',
  schema: {
    summary: 'How a date came about: each stretch that counted, each closure, each pause',
    params: DeadlineParams,
    response: { 200: PolicyDeadline },
  },
})

/** What is supposed of a conversation; what is not said stays as it is. */
export const DeadlineSupposition = Strict({
  /** So many days before it really was, it is received. */
  receivedDaysEarlier: Type.Optional(Type.Integer({ minimum: 0, maximum: 366 })),
  policyId: Type.Optional(Id),
  priority: Type.Optional(OneOf(['low', 'normal', 'high', 'urgent'])),
})
export type DeadlineSupposition = Static<typeof DeadlineSupposition>

/** A deadline as it would be. */
export const SupposedDeadline = Type.Object({
  kind: DeadlineKind,
  startedAt: Instant,
  dueAt: Instant,
  trace: DeadlineTrace,
})
export type SupposedDeadline = Static<typeof SupposedDeadline>

export const supposeDeadlines = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/deadlines/what-if',
  schema: {
    summary: 'The deadlines that a conversation would have; changes nothing',
    params: Strict({ id: Type.String({ maxLength: 100 }) }),
    body: DeadlineSupposition,
    response: { 200: Type.Object({ deadlines: Type.Array(SupposedDeadline) }) },
  },
})

/** Stops every clock of the conversation that may rest on purpose. */
export const pauseDeadline = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/deadlines/:deadlineId/pause',
  schema: {
    summary: 'Stop the clock of a conversation, with a reason; can be undone',
    params: DeadlineParams,
    body: Strict({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
    response: { 200: Changed },
  },
})

export const resumeDeadline = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/deadlines/:deadlineId/resume',
  schema: {
    summary: 'Let the clock of a conversation run again; can be undone',
    params: DeadlineParams,
    body: Strict({ reason: Type.Optional(Type.String({ maxLength: 500 })) }),
    response: { 200: Changed },
  },
})

/** How far a count of all open deadlines is, after a policy or a calendar changed. */
export const DeadlineRecount = Type.Object({
  id: Id,
  askedAt: Instant,
  examined: Type.Integer(),
  total: Type.Integer(),
  moved: Type.Integer(),
  finishedAt: NullableInstant,
  problem: NullableString,
})
export type DeadlineRecount = Static<typeof DeadlineRecount>

export const getDeadlineRecount = endpoint({
  method: 'GET',
  url: '/api/v1/deadline-recounts',
  schema: {
    summary: 'The last counts of all open deadlines, the newest first (admin)',
    response: { 200: List(DeadlineRecount) },
  },
})

/** Nobody is written to from `quietFrom` to `quietTo`, on the wall of the organisation. */
export const DeadlineSettings = Strict({
  quietFrom: WallTime,
  quietTo: WallTime,
  /** When the digest of the day is written. */
  digestAt: WallTime,
})
export type DeadlineSettings = Static<typeof DeadlineSettings>

export const getDeadlineSettings = endpoint({
  method: 'GET',
  url: '/api/v1/deadline-settings',
  schema: { summary: 'Quiet hours and digests', response: { 200: DeadlineSettings } },
})

export const changeDeadlineSettings = endpoint({
  method: 'PATCH',
  url: '/api/v1/deadline-settings',
  schema: {
    summary: 'Change quiet hours and digests (admin)',
    body: Type.Partial(DeadlineSettings),
    response: { 200: DeadlineSettings },
  },
})
