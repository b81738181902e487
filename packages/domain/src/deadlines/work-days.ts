import { DAY } from './local-time.ts'

/** 0 on Monday … 6 on Sunday; days are counted since 1 January 1970, a Thursday. */
export function weekdayOfDay(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** The day itself, or the Monday after it. */
export function workDayFrom(day: number): number {
  return day + Math.max(0, 7 - weekdayOfDay(day)) * (weekdayOfDay(day) >= 5 ? 1 : 0)
}

/** The day itself, or the Friday before it. */
export function workDayUntil(day: number): number {
  return day - Math.max(0, weekdayOfDay(day) - 4)
}

/** So many working days after a day. */
export function addWorkDays(day: number, count: number): number {
  let reached = day
  for (let left = count; left > 0; left--) reached = workDayFrom(reached + 1)
  return reached
}

/** The same date so many months later, or the month's last where it is shorter. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day * DAY)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = lastOfMonth(year, month)
  return Math.min(last, dayOf(year, month, date.getUTCDate()))
}

/** The last day of a month; months beyond December are of the years after. */
export function lastOfMonth(year: number, month: number): number {
  return dayOf(year, month + 1, 0)
}

export function dayOf(year: number, month: number, date: number): number {
  return Date.UTC(year, month, date) / DAY
}
