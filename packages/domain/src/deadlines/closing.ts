import { DomainError } from '../errors.ts'
import type { CompiledCalendar } from './compile-calendar.ts'
import { placeAfter } from './openings.ts'

/** When work ends on a day; on a closed one, and on one that is open until then, at 24:00. */
export function closingOn(day: number, hours: CompiledCalendar): number {
  const midnight = hours.startOf(day + 1)
  if (hours.planOf(day).spans.length === 0) return midnight
  const start = hours.startOf(day)
  const openings = hours.covering(start, midnight)
  const next = placeAfter(openings, midnight)
  const isOpenAtMidnight = (openings.starts[next] ?? Infinity) < midnight
  return isOpenAtMidnight ? midnight : (openings.ends[next - 1] ?? midnight)
}

/** What is thrown where a calendar has no working day within ten years. */
export function noWorkingDay(): DomainError {
  return new DomainError('invalid', 'The calendar has no working day for ten years.')
}
