import type { ClockEvent, ClockReading, Pause } from './clock.ts'
import { type ClockRun, runClock } from './run-clock.ts'
import type { CompiledCalendar } from './compile-calendar.ts'
import { countDeadline } from './count-deadline.ts'
import type { DeadlinePolicy, DeadlineTarget } from './policy.ts'
import { standstillsOf, workedBetween } from './standstills.ts'
import { type Counting, traceOf } from './trace-deadline.ts'
import type { DeadlineTrace } from './trace.ts'
import { localDay, MINUTE } from './local-time.ts'
import { dateText } from './holidays.ts'

/** What clocks are read by, and when. */
export type ClockFrame = {
  policy: Pick<DeadlinePolicy, 'id' | 'version' | 'name'>
  hours: CompiledCalendar
  now: Date
}

/**
 * How each deadline of a policy stands, from what happened alone: the same events always give the same
 * readings, and another policy or calendar keeps their pauses. A deadline whose clock has not started has none.
 * @param events in the order of time.
 */
export function readClocks(
  targets: readonly DeadlineTarget[],
  events: readonly ClockEvent[],
  frame: ClockFrame,
): readonly ClockReading[] {
  return targets.flatMap((target) => readClock(target, events, frame) ?? [])
}

/** How one deadline stands; null while its clock has not started. */
export function readClock(
  target: DeadlineTarget,
  events: readonly ClockEvent[],
  { policy, hours, now }: ClockFrame,
): ClockReading | null {
  const run = runClock(target, events)
  if (run === null) return null
  const { startedAt, metAt, pauses, byHand } = run
  const standstills = standstillsOf(pauses)
  const counting: Counting = { startedAt, target, pauses, standstills, policy, hours }
  const counted = countDeadline(startedAt.getTime(), target, standstills, hours)
  const dueAt = byHand?.dueAt ?? new Date(counted.dueAt)
  const worked = workedBetween(startedAt.getTime(), dueAt.getTime(), standstills, hours)
  return {
    kind: target.kind,
    startedAt,
    dueAt,
    ...stateOf(run, dueAt, now),
    metAt,
    pauses,
    workingMinutes: worked / MINUTE,
    isByHand: byHand !== null,
    get trace() {
      const trace = traceOf(counting, counted)
      return byHand ? withHand(trace, byHand, hours) : trace
    },
  }
}

function stateOf(
  { metAt, pauses }: ClockRun,
  dueAt: Date,
  now: Date,
): Pick<ClockReading, 'state' | 'pausedAt'> {
  if (metAt !== null) return { state: metAt > dueAt ? 'missed' : 'met', pausedAt: null }
  const pausedAt = openSince(pauses)
  if (pausedAt !== null)
    return pausedAt > dueAt ? { state: 'missed', pausedAt: null } : { state: 'paused', pausedAt }
  return { state: now > dueAt ? 'missed' : 'running', pausedAt: null }
}

/** The beginning of the first of the pauses that last. */
function openSince(pauses: readonly Pause[]): Date | null {
  return pauses
    .filter(({ to }) => to === null)
    .reduce<Date | null>((first, { from }) => (first && first < from ? first : from), null)
}

function withHand(
  trace: DeadlineTrace,
  { at, dueAt, note }: NonNullable<ClockRun['byHand']>,
  { timeZone }: CompiledCalendar,
): DeadlineTrace {
  const said = note === undefined ? {} : { note }
  const [set, due] = [at.toISOString(), dueAt.toISOString()]
  const lastDay = dateText(localDay(dueAt.getTime() - 1, timeZone))
  return {
    ...trace,
    steps: [
      ...trace.steps,
      { step: 'setByHand', at: set, dueAt: due, ...said },
      { step: 'due', at: due, lastDay, ends: 'exact' },
    ],
  }
}
