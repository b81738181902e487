import type { Pause } from './clock.ts'
import type { CompiledCalendar } from './compile-calendar.ts'
import type { CountedDeadline } from './count-deadline.ts'
import { closureOn, isStoodOver, type LastDay, type Standstill } from './count-days.ts'
import { dateText } from './holidays.ts'
import { DAY, localDay, MINUTE } from './local-time.ts'
import type { DeadlineTarget } from './policy.ts'
import type { DeadlineTrace, InstantText, TraceStep } from './trace.ts'
import { runsOf } from './trace-runs.ts'
import { workedBetween } from './standstills.ts'

/** What a deadline was counted from and by. */
export type Counting = {
  startedAt: Date
  target: DeadlineTarget
  pauses: readonly Pause[]
  standstills: readonly Standstill[]
  policy: { id: string; version: number; name: string }
  hours: CompiledCalendar
}

/** How a counted deadline came about: each run of days that counted, each closure with its name, each pause. */
export function traceOf(counting: Counting, counted: CountedDeadline): DeadlineTrace {
  const { target, policy, hours } = counting
  const { id, version, name, timeZone } = hours.calendar
  return {
    kind: target.kind,
    length: target.length,
    policy: { id: policy.id, version: policy.version, name: policy.name },
    calendar: { id, version, name },
    timeZone,
    steps: [
      ...beginning(counting, counted),
      ...middle(counting, counted),
      ending(counting, counted),
    ],
  }
}

/** The start, and what was closed between it and the next opening. */
function beginning(
  { startedAt, target, hours }: Counting,
  { countedFrom }: CountedDeadline,
): TraceStep[] {
  const started: TraceStep = { step: 'started', at: startedAt.toISOString(), by: target.starts }
  if (countedFrom === startedAt.getTime()) return [started]
  const firstDay = localDay(startedAt.getTime(), hours.timeZone)
  const opening = localDay(countedFrom, hours.timeZone)
  return [
    started,
    ...runsOf(firstDay, opening - 1, (day) => ({
      from: hours.startOf(day),
      to: hours.startOf(day + 1),
      minutes: 0,
      closure: closureOn(day, 'calendar', hours),
      counts: false,
    })),
    { step: 'waitedForOpening', from: startedAt.toISOString(), to: textOf(countedFrom) },
  ]
}

function middle(counting: Counting, counted: CountedDeadline): TraceStep[] {
  const steps = counted.days ? daySteps(counting, counted.days) : minuteSteps(counting, counted)
  const pauses = counting.pauses.filter(({ from }) => from.getTime() < counted.dueAt).map(pauseStep)
  return pauses.length === 0 ? steps : inOrder(steps, pauses, counting.hours)
}

function ending({ target, hours }: Counting, { dueAt, days }: CountedDeadline): TraceStep {
  const lastDay = days && target.ends === 'midnight' ? days.last : localDay(dueAt, hours.timeZone)
  return {
    step: 'due',
    at: textOf(dueAt),
    lastDay: dateText(lastDay),
    ends: days ? target.ends : 'exact',
  }
}

/** Each day between the first that counts and the last, with what it gave. */
function minuteSteps({ standstills, hours }: Counting, counted: CountedDeadline): TraceStep[] {
  const { timeZone } = hours
  const lastDay = localDay(counted.dueAt - 1, timeZone)
  return runsOf(localDay(counted.countedFrom, timeZone), lastDay, (day) => {
    const from = Math.max(counted.countedFrom, hours.startOf(day))
    const to = Math.min(counted.dueAt, hours.startOf(day + 1))
    const worked = to > from ? workedBetween(from, to, standstills, hours) : 0
    const { closure } = hours.planOf(day)
    return { from, to, minutes: worked / MINUTE, closure, counts: worked > 0 }
  })
}

function daySteps(counting: Counting, days: LastDay): TraceStep[] {
  const { target, standstills, hours } = counting
  const firstDay = target.startDayCounts ? days.startDay : days.startDay + 1
  const start: TraceStep[] = target.startDayCounts
    ? []
    : [{ step: 'startDay', date: dateText(days.startDay) }]
  const isWorkDays = target.length.unit === 'workingDays'
  const end = isWorkDays ? days.prolonged : days.counted
  const counts: TraceStep[] =
    target.length.unit === 'months'
      ? [monthsStep(days, target.length.count)]
      : runsOf(firstDay, end, (day) => {
          const closure = isWorkDays ? closureOn(day, target.workingDays, hours) : null
          const [from, to] = [day, day + 1].map((each) => hours.startOf(each))
          const isStood = isWorkDays && isStoodOver(day, target, standstills, hours)
          const counts = closure === null && !isStood
          return { from: from ?? 0, to: to ?? 0, minutes: 0, closure, counts }
        })
  return [...start, ...counts, ...moves(counting, days)]
}

function monthsStep({ startDay, counted }: LastDay, count: number): TraceStep {
  return { step: 'months', from: dateText(startDay), to: dateText(counted), count }
}

const span = (from: number, to: number) => ({ from: dateText(from), to: dateText(to) })

function moves({ target, hours }: Counting, days: LastDay): TraceStep[] {
  const steps: TraceStep[] = []
  const { counted, prolonged, cleared, enough, last } = days
  if (prolonged > counted)
    steps.push({ step: 'prolonged', ...span(counted, prolonged), days: prolonged - counted })
  if (cleared > prolonged) steps.push({ step: 'clearDay', date: dateText(cleared) })
  if (enough > cleared)
    steps.push({
      step: 'moved',
      ...span(cleared, enough),
      because: { kind: 'tooFewWorkingDays' },
    })
  for (let day = enough; day < last; day++) {
    const because = closureOn(day, target.workingDays, hours)
    if (because) steps.push({ step: 'moved', ...span(day, day + 1), because })
  }
  return steps
}

function pauseStep({ from, to, reason, note }: Pause): TraceStep {
  const step = { step: 'paused' as const, from: from.toISOString(), to: to?.toISOString() ?? null }
  return note === undefined ? { ...step, reason } : { ...step, reason, note }
}

/** Pauses among the steps by their time, each before what began later. */
function inOrder(
  steps: readonly TraceStep[],
  pauses: readonly TraceStep[],
  hours: CompiledCalendar,
): TraceStep[] {
  const sorted = [...steps]
  for (const pause of pauses) {
    const at = beganAt(pause, hours)
    const place = sorted.findIndex((step) => beganAt(step, hours) > at)
    sorted.splice(place < 0 ? sorted.length : place, 0, pause)
  }
  return sorted
}

/** When a step began, as far as it says. */
function beganAt(step: TraceStep, hours: CompiledCalendar): number {
  switch (step.step) {
    case 'counted':
    case 'paused':
    case 'waitedForOpening':
      return Date.parse(step.from)
    case 'closed':
      return hours.startOf(Date.parse(step.firstDay) / DAY)
    case 'prolonged':
    case 'clearDay':
    case 'moved':
      return Infinity // after all that was counted
    default:
      return -Infinity
  }
}

function textOf(instant: number): InstantText {
  return new Date(instant).toISOString()
}
