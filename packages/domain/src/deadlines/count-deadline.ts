import type { CompiledCalendar } from './compile-calendar.ts'
import { closingOn } from './closing.ts'
import { type LastDay, lastDayOf, type Standstill } from './count-days.ts'
import { DAY, instantOf, localDay, MINUTE, offsetAt } from './local-time.ts'
import type { DeadlineTarget } from './policy.ts'
import { afterWorkingTime, workingTimeBetween } from './working-time.ts'

/** When a deadline ends, ms; `days` tells how its last day was found, null where minutes are counted. */
export type CountedDeadline = { countedFrom: number; dueAt: number; days: LastDay | null }

/**
 * Counts a deadline from its start, around the stretches in which its clock stood.
 * @param pauses in order, without overlaps; what has not ended yet is none of them.
 * @throws {DomainError} `invalid` when the calendar has too few working hours or days.
 */
export function countDeadline(
  start: number,
  target: DeadlineTarget,
  pauses: readonly Standstill[],
  hours: CompiledCalendar,
): CountedDeadline {
  if (target.length.unit === 'workingMinutes') {
    const dueAt = countMinutes(start, target.length.count * MINUTE, pauses, hours)
    return { countedFrom: afterWorkingTime(start, 0, hours), dueAt, days: null }
  }
  const countedFrom = target.waitsForOpening ? afterWorkingTime(start, 0, hours) : start
  const days = lastDayOf(localDay(countedFrom, hours.timeZone), target, pauses, hours)
  return { countedFrom, dueAt: endOf(days.last, countedFrom, target, hours), days }
}

function countMinutes(
  start: number,
  length: number,
  pauses: readonly Standstill[],
  hours: CompiledCalendar,
): number {
  let from = start
  let left = length
  for (const pause of pauses) {
    if (pause.to <= from) continue
    const worked = pause.from > from ? workingTimeBetween(from, pause.from, hours) : 0
    if (worked >= left) break
    left -= worked
    from = pause.to
  }
  return afterWorkingTime(from, left, hours)
}

function endOf(
  day: number,
  start: number,
  target: DeadlineTarget,
  hours: CompiledCalendar,
): number {
  const { timeZone } = hours
  if (target.ends === 'midnight') return hours.startOf(day + 1)
  if (target.ends === 'closeOfBusiness') return closingOn(day, hours)
  const time = start + offsetAt(start, timeZone) - localDay(start, timeZone) * DAY
  const end = instantOf(day, time, timeZone)
  const isOffice = target.length.unit === 'workingDays' && target.workingDays === 'calendar'
  return isOffice ? afterWorkingTime(end, 0, hours) : end
}
