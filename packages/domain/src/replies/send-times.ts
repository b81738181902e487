import type { CompiledCalendar } from '../deadlines/compile-calendar.ts'
import { HOUR, instantOf, localDay } from '../deadlines/local-time.ts'
import { weekdayOfDay } from '../deadlines/work-days.ts'

export type SendTime = { key: 'afternoon' | 'nextDay' | 'monday'; at: Date }

const MORNING = 8 * HOUR
const AFTERNOON = 14 * HOUR
const LONGEST_CLOSURE = 60 // days
const CLOSED_WEEKDAYS = 5 // Saturday and Sunday, where no calendar says otherwise

/**
 * The usual times at which to let a mail leave: this afternoon, the next open morning, that of the next
 * week; by the clock of `timeZone` and, where there is one, the calendar. Two that fall together are one.
 */
export function sendTimes(
  now: Date,
  { timeZone, hours }: { timeZone: string; hours?: CompiledCalendar | undefined },
): SendTime[] {
  const today = localDay(now.getTime(), timeZone)
  const isOpen = (day: number): boolean =>
    hours ? hours.planOf(day).spans.length > 0 : weekdayOfDay(day) < CLOSED_WEEKDAYS
  const openFrom = (day: number): number => {
    for (let each = day; each < day + LONGEST_CLOSURE; each++) if (isOpen(each)) return each
    return day
  }
  const at = (day: number, time: number): Date => new Date(instantOf(day, time, timeZone))
  const nextMonday = today + 7 - weekdayOfDay(today)
  const all: SendTime[] = [
    ...(isOpen(today) ? [{ key: 'afternoon' as const, at: at(today, AFTERNOON) }] : []),
    { key: 'nextDay', at: at(openFrom(today + 1), MORNING) },
    { key: 'monday', at: at(openFrom(nextMonday), MORNING) },
  ]
  return all.filter(
    (time, index) =>
      time.at > now && all.findIndex((other) => other.at.getTime() === time.at.getTime()) === index,
  )
}

/** The instant that the wall shows as `YYYY-MM-DDTHH:MM`; undefined when that is no time. */
export function wallTime(text: string, timeZone: string): Date | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text)
  if (!found) return undefined
  const [, date = '', hour, minute] = found
  const midnight = Date.parse(date)
  if (Number.isNaN(midnight)) return undefined
  const time = Number(hour) * HOUR + Number(minute) * 60_000
  return new Date(instantOf(midnight / (24 * HOUR), time, timeZone))
}
