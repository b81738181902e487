import type { Closure } from './calendar.ts'
import { dateText } from './holidays.ts'
import type { TraceStep } from './trace.ts'

/** What one day gave to a deadline: from when to when it was looked at, ms, and how much counted. */
export type DayGave = {
  from: number
  to: number
  minutes: number
  closure: Closure | null
  counts: boolean
}

type Run = { firstDay: number; lastDay: number; gave: DayGave; to: number }

/** The days from the first to the last as steps, days that follow each other and are alike in one. */
export function runsOf(
  firstDay: number,
  lastDay: number,
  gaveOf: (day: number) => DayGave,
): TraceStep[] {
  const runs: Run[] = []
  for (let day = firstDay; day <= lastDay; day++) {
    const gave = gaveOf(day)
    if (!gave.counts && gave.closure === null) continue // a day before the opening, or one that a pause took
    const last = runs.at(-1)
    if (last && last.lastDay === day - 1 && isAlike(last.gave, gave)) {
      last.lastDay = day
      last.to = gave.to
    } else runs.push({ firstDay: day, lastDay: day, gave, to: gave.to })
  }
  return runs.flatMap(stepsOf)
}

function isAlike(one: DayGave, other: DayGave): boolean {
  return (
    one.counts === other.counts &&
    one.minutes === other.minutes &&
    nameOf(one.closure) === nameOf(other.closure)
  )
}

function nameOf(closure: Closure | null): string {
  if (closure === null) return ''
  if (closure.kind === 'weekly') return 'weekly'
  return `${closure.kind} ${closure.kind === 'holiday' ? closure.key : closure.name}`
}

/** A day that is closed in part gives two steps. */
function stepsOf({ firstDay, lastDay, gave, to }: Run): TraceStep[] {
  const span = { firstDay: dateText(firstDay), lastDay: dateText(lastDay) }
  const days = lastDay - firstDay + 1
  const steps: TraceStep[] = []
  if (gave.closure) steps.push({ step: 'closed', ...span, days, because: gave.closure })
  if (gave.counts)
    steps.push({
      step: 'counted',
      from: new Date(gave.from).toISOString(),
      to: new Date(to).toISOString(),
      ...span,
      days,
      minutes: gave.minutes * days,
    })
  return steps
}
