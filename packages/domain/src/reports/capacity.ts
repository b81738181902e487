import { closureOn } from '../deadlines/count-days.ts'
import type { Closure } from '../deadlines/calendar.ts'
import type { CompiledCalendar } from '../deadlines/compile-calendar.ts'
import { MINUTE } from '../deadlines/local-time.ts'
import { workingTimeBetween } from '../deadlines/working-time.ts'
import type { DaySpan } from './report-days.ts'

/** How many conversations are usually closed in a working minute. */
export type Pace = number

/** The working minutes of a day on the wall. */
export function minutesOfDay(day: number, hours: CompiledCalendar): number {
  return workingTimeBetween(hours.startOf(day), hours.startOf(day + 1), hours) / MINUTE
}

/** The working minutes of a day that are left at `now`: all of a day to come, none of one that is over. */
export function minutesLeft(day: number, now: Date, hours: CompiledCalendar): number {
  const from = Math.max(hours.startOf(day), now.getTime())
  return Math.max(0, workingTimeBetween(from, hours.startOf(day + 1), hours) / MINUTE)
}

/** The pace of those who closed so many in the working time of some days; 0 when there was none. */
export function paceOf(closed: number, days: DaySpan, now: Date, hours: CompiledCalendar): Pace {
  const end = Math.min(hours.startOf(days.to + 1), now.getTime())
  const minutes = workingTimeBetween(hours.startOf(days.from), end, hours) / MINUTE
  return minutes > 0 ? closed / minutes : 0
}

/** How many of what is due on a day are more than are usually closed on it. */
export function overflowOf(due: number, capacity: number): number {
  return Math.max(0, due - Math.round(capacity))
}

/** Why nobody works on a day; null when somebody does. */
export function closureOfDay(day: number, hours: CompiledCalendar): Closure | null {
  return closureOn(day, 'calendar', hours)
}
