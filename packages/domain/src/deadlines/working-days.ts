import { closureOn } from './count-days.ts'
import type { CompiledCalendar } from './compile-calendar.ts'
import { DAY, instantOf, localDay, offsetAt } from './local-time.ts'
import { lastWorkingInstantBefore } from './working-time.ts'

/** The same time so many working days before, or the last moment of work before it. */
export function workingDaysBefore(end: Date, count: number, hours: CompiledCalendar): Date {
  const { timeZone } = hours
  const day = localDay(end.getTime(), timeZone)
  const time = end.getTime() + offsetAt(end.getTime(), timeZone) - day * DAY
  const reached = dayBack(day, count, hours)
  return lastWorkingInstantBefore(new Date(instantOf(reached, time, timeZone)), 0, hours)
}

function dayBack(day: number, count: number, hours: CompiledCalendar): number {
  let reached = day
  for (let left = count; left > 0;) {
    reached--
    if (closureOn(reached, 'calendar', hours) === null) left--
  }
  return reached
}
