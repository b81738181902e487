import type { CompiledCalendar } from '../deadlines/compile-calendar.ts'
import { MINUTE } from '../deadlines/local-time.ts'
import { workingTimeBetween } from '../deadlines/working-time.ts'
import { type Pace, paceOf } from './capacity.ts'
import type { DaySpan } from './report-days.ts'

/** Somebody who closed so many, and the days on which they were or will be away, none of them twice. */
export type Closer = { closed: number; away: readonly DaySpan[] }

/** How fast mail is closed on a day, and how many of those who close it are away then. */
export type DayPace = { pace: Pace; away: number }

/** The days whose pace is meant, and what their working time is counted by. */
type Measured = { days: DaySpan; now: Date; hours: CompiledCalendar }

/**
 * How fast mail is closed on each day, by those who are there: everybody at the pace of the days on which they were
 * there. Without absences that is the pace of all together.
 */
export function paceByPresence(
  closers: readonly Closer[],
  measured: Measured,
): (day: number) => DayPace {
  const paces = closers.map((closer) => ({ ...closer, pace: paceWhenThere(closer, measured) }))
  return (day) => {
    const there = paces.filter(({ away }) => !isAway(day, away))
    return {
      pace: there.reduce((sum, { pace }) => sum + pace, 0),
      away: paces.length - there.length,
    }
  }
}

/** What somebody closes in a working minute in which they are there. */
export function paceWhenThere({ closed, away }: Closer, { days, now, hours }: Measured): Pace {
  const end = Math.min(hours.startOf(days.to + 1), now.getTime())
  const working = (from: number, to: number): number =>
    Math.max(
      0,
      workingTimeBetween(hours.startOf(from), Math.min(hours.startOf(to + 1), end), hours),
    )
  const gone = away
    .map(({ from, to }) => ({ from: Math.max(from, days.from), to: Math.min(to, days.to) }))
    .filter(({ from, to }) => from <= to && hours.startOf(from) < end)
    .reduce((sum, { from, to }) => sum + working(from, to), 0)
  const there = (working(days.from, days.to) - gone) / MINUTE
  // who closed mail while they were said to be away was there all the same
  return there > 0 ? closed / there : paceOf(closed, days, now, hours)
}

export function isAway(day: number, away: readonly DaySpan[]): boolean {
  return away.some(({ from, to }) => from <= day && day <= to)
}
