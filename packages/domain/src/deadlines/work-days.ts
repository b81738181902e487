import { DAY } from './local-time.ts'

/** 0 on Monday … 6 on Sunday; days are counted since 1 January 1970, a Thursday. */
export function weekdayOfDay(day: number): number {
  return (((day + 3) % 7) + 7) % 7
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
