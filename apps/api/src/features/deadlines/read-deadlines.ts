import {
  type ClockEvent,
  type ClockReading,
  type CompiledCalendar,
  type DeadlineKind,
  type DeadlinePolicy,
  type DeadlineTarget,
  nearFrom,
  plainTarget,
  policyFor,
  type PolicyFacts,
  readClock,
  warningAt,
  type WarningStep,
} from '@levee/domain'
import { type Frame, hoursFor } from './frame.ts'

/** What of a deadline is stored. */
export type DeadlineValues = {
  kind: DeadlineKind
  policyId: string | null
  policyVersion: number
  calendarId: string | null
  calendarVersion: number
  startedAt: Date
  dueAt: Date
  nearFrom: Date
  workingMinutes: number
  metAt: Date | null
  pausedAt: Date | null
  /** When the pause ends by itself. */
  pausedUntil: Date | null
  isByHand: boolean
  nextWarningAt: Date | null
}

/** A deadline as it was counted: to be stored, and to be explained. */
export type CountedReading = { values: DeadlineValues; reading: ClockReading }

/** A conversation, as far as it has deadlines. */
export type ClockSubject = { facts: PolicyFacts; events: readonly ClockEvent[] }

const NO_POLICY = { id: '00000000-0000-0000-0000-000000000000', version: 0, name: '' }

/** The deadlines of a conversation, from its events alone. */
export function readDeadlines(
  { facts, events }: ClockSubject,
  frame: Frame,
  now: Date,
): CountedReading[] {
  if (events.length === 0) return []
  const policy = policyFor(frame.policies, facts)
  const hours = hoursFor(frame, policy, facts)
  if (!hours) return []
  const ofPolicy = (policy?.targets ?? []).flatMap((target) => {
    const reading = policy && readClock(target, events, { policy, hours, now })
    return reading ? [counted(reading, { target, policy, hours, now })] : []
  })
  const kinds = new Set(ofPolicy.map(({ values }) => values.kind))
  const byHand = handSet(events).filter(({ kind }) => !kinds.has(kind))
  return [...ofPolicy, ...byHand.flatMap((set) => byHandAlone(set, events, { hours, now }))]
}

type HandSet = { kind: DeadlineKind; at: Date }

/** The kinds of which somebody set a date that stands. */
function handSet(events: readonly ClockEvent[]): HandSet[] {
  const last = new Map<DeadlineKind, HandSet>()
  for (const event of events) {
    if (event.type !== 'setByHand') continue
    if (event.dueAt === null) last.delete(event.kind)
    else last.set(event.kind, { kind: event.kind, at: event.at })
  }
  return [...last.values()]
}

const HAND_WARNINGS: readonly WarningStep[] = [
  { minutes: -480, inWorkingTime: true, to: 'assignee', address: null },
  { minutes: 0, inWorkingTime: true, to: 'manager', address: null },
]

/** The target of a date that no policy knows of. */
export function handTarget(kind: DeadlineKind): DeadlineTarget {
  return { ...plainTarget(kind), warnings: HAND_WARNINGS }
}

function byHandAlone(
  { kind, at }: HandSet,
  events: readonly ClockEvent[],
  { hours, now }: { hours: CompiledCalendar; now: Date },
): CountedReading[] {
  const target = handTarget(kind)
  const others = events.filter(
    ({ type, at: when }) => type !== 'received' && (type !== 'resolved' || when >= at),
  )
  const place = others.findIndex((event) => event.at >= at)
  const started = others.toSpliced(place, 0, { type: 'received', at })
  const reading = readClock(target, started, { policy: NO_POLICY, hours, now })
  return reading ? [counted(reading, { target, policy: null, hours, now })] : []
}

type Counting = {
  target: DeadlineTarget
  policy: Pick<DeadlinePolicy, 'id' | 'version'> | null
  hours: CompiledCalendar
  now: Date
}

function counted(reading: ClockReading, { target, policy, hours, now }: Counting): CountedReading {
  const { kind, startedAt, dueAt, workingMinutes, metAt, isByHand } = reading
  const pause = standing(reading, now)
  const values: DeadlineValues = {
    kind,
    policyId: policy?.id ?? null,
    policyVersion: policy?.version ?? 0,
    calendarId: hours.calendar.id,
    calendarVersion: hours.calendar.version,
    startedAt,
    dueAt,
    nearFrom: nearFrom(dueAt, workingMinutes, hours),
    workingMinutes,
    metAt,
    ...pause,
    isByHand,
    nextWarningAt: null,
  }
  values.nextWarningAt = firstWarning(values, target.warnings, hours)
  return { values, reading }
}

/** In what stands now, or will by itself: what began once the deadline had passed stops nothing. */
function standing(
  { pauses, metAt, dueAt }: ClockReading,
  now: Date,
): Pick<DeadlineValues, 'pausedAt' | 'pausedUntil'> {
  const lasting = metAt === null ? pauses.filter(({ to }) => to === null || to > now) : []
  const [first] = lasting
  if (!first || first.from > dueAt) return { pausedAt: null, pausedUntil: null }
  const ends = lasting.map(({ to }) => to)
  const pausedUntil = ends.reduce((last, to) =>
    last === null || to === null ? null : to > last ? to : last,
  )
  return { pausedAt: first.from, pausedUntil }
}

/** When the first warning of a deadline is due; null while none is, paused without an end or met. */
function firstWarning(
  { dueAt, metAt, pausedAt, pausedUntil }: DeadlineValues,
  warnings: readonly WarningStep[],
  hours: CompiledCalendar,
): Date | null {
  if (metAt !== null || warnings.length === 0 || (pausedAt !== null && pausedUntil === null))
    return null
  const first = Math.min(...warnings.map((step) => warningAt(step, dueAt, hours).getTime()))
  return new Date(pausedUntil ? Math.max(first, pausedUntil.getTime()) : first)
}
