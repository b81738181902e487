import { DomainError } from '../errors.ts'
import type { CompiledCalendar } from './compile-calendar.ts'
import { DAY, instantOf, localDay, MINUTE } from './local-time.ts'
import { type Openings, openUntil, placeAfter, placeOfTotal } from './openings.ts'

const LONGEST_CLOSURE = 10 * 366 * DAY

/** The working minutes from one instant to another, fractions included; negative when `to` is the earlier one. */
export function workingMinutesBetween(from: Date, to: Date, hours: CompiledCalendar): number {
  return workingTimeBetween(from.getTime(), to.getTime(), hours) / MINUTE
}

/** As `workingMinutesBetween`, in ms. */
export function workingTimeBetween(from: number, to: number, hours: CompiledCalendar): number {
  const openings = hours.covering(Math.min(from, to), Math.max(from, to))
  return openUntil(openings, to) - openUntil(openings, from)
}

/**
 * The instant at which so many working minutes (≥ 0) have gone by. With none, it is `start` itself, or
 * the next opening.
 * @throws {DomainError} `invalid` when the calendar has not so many hours left.
 */
export function workingInstantAfter(start: Date, minutes: number, hours: CompiledCalendar): Date {
  return new Date(afterWorkingTime(start.getTime(), minutes * MINUTE, hours))
}

/** As `workingInstantAfter`, in ms. */
export function afterWorkingTime(start: number, length: number, hours: CompiledCalendar): number {
  const openings = coveringAhead(start, length, hours)
  if (length <= 0) return Math.max(start, openings.starts[placeAfter(openings, start)] ?? start)
  return instantOfTotal(openings, openUntil(openings, start) + length)
}

/** The first instant from which on no more than `minutes` (≥ 0) of working time are left until `end`. */
export function workingInstantBefore(end: Date, minutes: number, hours: CompiledCalendar): Date {
  const openings = coveringBehind(end.getTime(), minutes * MINUTE, hours)
  return new Date(instantOfTotal(openings, openUntil(openings, end.getTime()) - minutes * MINUTE))
}

/** The last instant from which on `minutes` (≥ 0) of working time are left until `end`: an opening, where one fits. */
export function lastWorkingInstantBefore(
  end: Date,
  minutes: number,
  hours: CompiledCalendar,
): Date {
  const first = workingInstantBefore(end, minutes, hours)
  return minutes === 0 ? first : new Date(afterWorkingTime(first.getTime(), 0, hours))
}

/** Whether a calendar is open at an instant. */
export function isOpenAt(instant: Date, hours: CompiledCalendar): boolean {
  const at = instant.getTime()
  const openings = hours.covering(at, at)
  return (openings.starts[placeAfter(openings, at)] ?? Infinity) <= at
}

/** The start of the day after the one that `now` is in. */
export function endOfDay(now: Date, timeZone: string): Date {
  return new Date(instantOf(localDay(now.getTime(), timeZone) + 1, 0, timeZone))
}

/** Midnight, on the wall, at which a calendar day begins; `date` is YYYY-MM-DD. */
export function startOfDate(date: string, timeZone: string): Date {
  return new Date(instantOf(Date.parse(date) / DAY, 0, timeZone))
}

function instantOfTotal(openings: Openings, total: number): number {
  const place = placeOfTotal(openings, total)
  return (openings.starts[place] ?? 0) + total - (openings.before[place] ?? 0)
}

/** Openings with at least `length` of them, and one, after `start`. */
function coveringAhead(start: number, length: number, hours: CompiledCalendar): Openings {
  for (let until = start + DAY; ; until += Math.max(366 * DAY, until - start)) {
    const openings = hours.covering(start, until)
    const total = openings.before.at(-1) ?? 0
    const left = total - openUntil(openings, start)
    if (left >= length && left > 0) return openings
    const isEndOfAll = openings.endDay * DAY <= until
    if (isEndOfAll || (left === 0 && until - start > LONGEST_CLOSURE)) throw neverOpens(hours)
  }
}

function coveringBehind(end: number, length: number, hours: CompiledCalendar): Openings {
  for (let from = end - DAY; ; from -= Math.max(366 * DAY, end - from)) {
    const openings = hours.covering(from, end)
    const total = openUntil(openings, end)
    if (total > length) return openings
    const isStartOfAll = openings.firstDay * DAY >= from
    if (isStartOfAll || (total === 0 && end - from > LONGEST_CLOSURE)) throw neverOpens(hours)
  }
}

function neverOpens({ calendar }: CompiledCalendar): DomainError {
  return new DomainError('invalid', `The calendar "${calendar.name}" has too few working hours.`)
}
