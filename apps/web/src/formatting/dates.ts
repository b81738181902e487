import { intlLocale } from '../i18n.ts'

const day = 86_400_000 // ms
let timeZone: string | undefined

/** All times are shown in the organisation's time zone; undefined shows the browser's. */
export function showTimesIn(zone: string | undefined): void {
  timeZone = zone
}

/** The calendar day of an instant where the organisation is, as YYYY-MM-DD. */
export function localDay(at: Date): string {
  return format(at, { year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE')
}

/** Whole calendar days from `now` to `at`; negative in the past. */
export function daysBetween(now: Date, at: Date): number {
  return Math.round((Date.parse(localDay(at)) - Date.parse(localDay(now))) / day)
}

/** `09:48`. */
export function timeOfDay(at: Date): string {
  return format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** For a list: the time today, `yesterday`, the weekday within a week, else the date. */
export function shortDate(at: Date, now: Date): string {
  const days = daysBetween(now, at)
  if (days === 0) return timeOfDay(at)
  if (days === -1) return relativeDay(-1)
  if (days < -1 && days > -7) return format(at, { weekday: 'short', day: 'numeric' })
  return dayAndMonth(at, now)
}

/** For a message: as `shortDate`, always with the time. */
export function dateAndTime(at: Date, now: Date): string {
  const days = daysBetween(now, at)
  if (days === 0 || days === -1) return `${relativeDay(days)} ${timeOfDay(at)}`
  return `${dayAndMonth(at, now)}, ${timeOfDay(at)}`
}

/** `12 March`, with the year when it is another one. */
export function dayAndMonth(at: Date, now: Date): string {
  const sameYear = localDay(at).slice(0, 4) === localDay(now).slice(0, 4)
  return format(at, {
    day: 'numeric',
    month: sameYear ? 'long' : 'short',
    ...(!sameYear && { year: 'numeric' }),
  })
}

/** `Thursday 12 March`. */
export function longDay(at: Date): string {
  return format(at, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** `Thursday 12 March 2026`, of a day that is the same everywhere: `at` is its midnight in UTC. */
export function wholeDay(at: Date): string {
  return new Intl.DateTimeFormat(intlLocale(), { dateStyle: 'full', timeZone: 'UTC' }).format(at)
}

/** `Thu 12 Mar`. */
export function shortDay(at: Date): string {
  return format(at, { weekday: 'short', day: 'numeric', month: 'short' })
}

/** Everything: for a title. */
export function fullDate(at: Date): string {
  return format(at, { dateStyle: 'full', timeStyle: 'short' })
}

/** `today`, `yesterday`, `tomorrow` in the language shown. */
export function relativeDay(days: number): string {
  return relative('long').format(days, 'day')
}

/** `12 seconds ago`. */
export function timeAgo(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  const short = relative('short')
  if (seconds > -60) return short.format(Math.min(0, seconds), 'second')
  if (seconds > -3600) return short.format(Math.round(seconds / 60), 'minute')
  if (seconds > -86_400) return short.format(Math.round(seconds / 3600), 'hour')
  return short.format(Math.round(seconds / 86_400), 'day')
}

/** `2–12 Mar 2026`: from the day of one instant to that of another. */
export function daySpan(from: Date, to: Date): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric' } as const
  return new Intl.DateTimeFormat(intlLocale(), { timeZone, ...options }).formatRange(from, to)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(at: Date, options: Intl.DateTimeFormatOptions, locale = intlLocale()): string {
  const key = JSON.stringify([locale, timeZone, options])
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { timeZone, ...options })
    formats.set(key, known)
  }
  return known.format(at)
}

const relatives = new Map<string, Intl.RelativeTimeFormat>()

function relative(style: 'long' | 'short'): Intl.RelativeTimeFormat {
  const key = `${intlLocale()} ${style}`
  const known =
    relatives.get(key) ?? new Intl.RelativeTimeFormat(intlLocale(), { numeric: 'auto', style })
  relatives.set(key, known)
  return known
}
