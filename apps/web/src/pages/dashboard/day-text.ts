import { intlLocale } from '../../i18n.ts'

const day = 86_400_000 // ms

/** A calendar day as people write it; it is the same everywhere. @param date YYYY-MM-DD */
export function dayText(date: string, options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(intlLocale(), { ...options, timeZone: 'UTC' })
  return format.format(new Date(date))
}

/** `Thursday 12 March`. */
export function wholeDayText(date: string): string {
  return dayText(date, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** `12 Mar`. */
export function shortDayText(date: string): string {
  return dayText(date, { day: 'numeric', month: 'short' })
}

/** The day so many days later. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  return new Date(date).getUTCDay() || 7
}

/** The number of a week in its year (ISO 8601): the one that its Thursday lies in. */
export function weekNumber(date: string): number {
  const thursday = Date.parse(date) + (4 - weekdayOf(date)) * day
  const year = new Date(thursday).getUTCFullYear()
  return Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * day)) + 1
}
