import { DAY, HOUR, instantOf, localDay, MINUTE } from './local-time.ts'

/** The working week as long as there are no calendars: Monday to Friday, 9 to 17 on the wall. */
const OPENS = 9 * HOUR
const CLOSES = 17 * HOUR
const WORKING_DAY = CLOSES - OPENS
const WORKING_WEEK = 5 * WORKING_DAY

/** Minutes of a working day. */
export const WORKING_DAY_MINUTES = WORKING_DAY / MINUTE

/**
 * The working minutes from one instant to another in the organisation's time zone, fractions included;
 * negative when `to` is the earlier one.
 */
export function workingMinutesBetween(from: Date, to: Date, timeZone: string): number {
  return workingTime(from.getTime(), to.getTime(), timeZone) / MINUTE
}

/** Whether the office is open at an instant. */
export function isWorkingTime(at: Date, timeZone: string): boolean {
  const { opens, closes } = officeHours(localDay(at.getTime(), timeZone), timeZone)
  return opens <= at.getTime() && at.getTime() < closes
}

/** The first instant from which on no more than `minutes` (≥ 0) of working time are left until `end`. */
export function workingInstantBefore(end: Date, minutes: number, timeZone: string): Date {
  let left = minutes * MINUTE
  let until = end.getTime()
  const weeks = Math.floor(left / WORKING_WEEK) - 1 // the last week is walked day by day
  if (weeks > 0) {
    const day = localDay(until, timeZone)
    until = instantOf(day - 7 * weeks, until - instantOf(day, 0, timeZone), timeZone)
    left -= workingTime(until, end.getTime(), timeZone)
  }
  for (let day = localDay(until, timeZone); ; day--) {
    const { opens, closes } = officeHours(day, timeZone)
    const length = Math.min(closes, until) - opens
    if (length <= 0) continue
    if (left < length) return new Date(opens + length - left)
    left -= length
    if (left === 0) return closeOfWorkBefore(day, timeZone)
  }
}

/** The start of the day after the one that `now` is in. */
export function endOfDay(now: Date, timeZone: string): Date {
  return new Date(instantOf(localDay(now.getTime(), timeZone) + 1, 0, timeZone))
}

/** Midnight, on the wall, at which a calendar day begins; `date` is YYYY-MM-DD. */
export function startOfDate(date: string, timeZone: string): Date {
  return new Date(instantOf(Date.parse(date) / DAY, 0, timeZone))
}

/** Working milliseconds; whole days in between are 8 hours each, since no clock changes during them. */
function workingTime(from: number, to: number, timeZone: string): number {
  if (to < from) return -workingTime(to, from, timeZone)
  const firstDay = localDay(from, timeZone)
  const lastDay = localDay(to, timeZone)
  if (firstDay === lastDay) return workingTimeWithin(firstDay, from, to, timeZone)
  return (
    workingTimeWithin(firstDay, from, Infinity, timeZone) +
    workingDaysBetween(firstDay + 1, lastDay) * WORKING_DAY +
    workingTimeWithin(lastDay, -Infinity, to, timeZone)
  )
}

function workingTimeWithin(day: number, from: number, to: number, timeZone: string): number {
  const { opens, closes } = officeHours(day, timeZone)
  return Math.max(0, Math.min(closes, to) - Math.max(opens, from))
}

/** Monday to Friday from `first` up to, not including, `end`. */
function workingDaysBetween(first: number, end: number): number {
  return workingDaysBefore(end) - workingDaysBefore(first)
}

/** Monday to Friday since Monday 29 December 1969. */
function workingDaysBefore(day: number): number {
  const sinceMonday = day + 3 // 1 January 1970 was a Thursday
  return Math.floor(sinceMonday / 7) * 5 + Math.min(5, weekday(day))
}

/** 0 on Monday … 6 on Sunday. */
function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

function officeHours(day: number, timeZone: string): { opens: number; closes: number } {
  if (weekday(day) >= 5) return { opens: 0, closes: -DAY }
  return { opens: instantOf(day, OPENS, timeZone), closes: instantOf(day, CLOSES, timeZone) }
}

function closeOfWorkBefore(day: number, timeZone: string): Date {
  let before = day - 1
  while (weekday(before) >= 5) before--
  return new Date(instantOf(before, CLOSES, timeZone))
}
