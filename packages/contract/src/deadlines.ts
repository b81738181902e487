import { type Static, Type } from 'typebox'
import { LocalDate } from './calendars.ts'
import { DayEnd, DeadlineKind, DeadlineLength, PauseReason } from './deadline-policies.ts'
import { Id, Instant, NullableId, NullableInstant, NullableString, OneOf } from './values.ts'

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

/** What a change of a policy or calendar would do to open deadlines. */
export const DeadlineMoves = Type.Object({
  examined: Type.Integer(),
  later: Type.Integer(),
  earlier: Type.Integer(),
  breachesCreated: Type.Integer(),
  breachesCured: Type.Integer(),
  /** The first of them, those that matter most first. */
  items: Type.Array(
    Type.Object({
      conversationId: Id,
      reference: NullableString,
      subject: Type.String(),
      kind: DeadlineKind,
      before: NullableInstant,
      after: NullableInstant,
    }),
  ),
})
export type DeadlineMoves = Static<typeof DeadlineMoves>
