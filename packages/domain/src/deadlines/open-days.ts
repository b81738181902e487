import { noWorkingDay } from './closing.ts'
import type { CompiledCalendar } from './compile-calendar.ts'

const LONGEST_SEARCH = 3660 // days

/** The day itself, or the next one that is open. */
export function openDayFrom(day: number, hours: CompiledCalendar): number {
  for (let each = day; each < day + LONGEST_SEARCH; each++) if (isOpen(each, hours)) return each
  throw noWorkingDay()
}

/** The day itself, or the last one before it that is open. */
export function openDayUntil(day: number, hours: CompiledCalendar): number {
  for (let each = day; each > day - LONGEST_SEARCH; each--) if (isOpen(each, hours)) return each
  throw noWorkingDay()
}

/** So many open days after a day. */
export function addOpenDays(day: number, count: number, hours: CompiledCalendar): number {
  let reached = day
  for (let left = count; left > 0; left--) reached = openDayFrom(reached + 1, hours)
  return reached
}

/** When work ends on a day, ms after midnight; on a closed one as on the open one before it. */
export function closingTimeOf(day: number, hours: CompiledCalendar): number {
  return hours.planOf(openDayUntil(day, hours)).spans.at(-1)?.to ?? 0
}

function isOpen(day: number, hours: CompiledCalendar): boolean {
  return hours.planOf(day).spans.length > 0
}
