import type { When } from './matter.ts'
import { TIME_ZONE } from './town-hall.ts'

const DAY = 86_400_000 // ms
const MINUTE = 60_000 // ms

// made once: each formatter takes kilobytes that are not given back soon
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: TIME_ZONE })
const DATE = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: TIME_ZONE }) // yyyy-mm-dd
const INSTANT = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: TIME_ZONE,
}) // yyyy-mm-dd hh:mm:ss

/** The instant that `when` means for somebody who looks at the demonstration at `now`. */
export function instantOf(when: When, now: Date): Date {
  const minutes = /^(\d+)m$/u.exec(when)?.[1]
  if (minutes !== undefined) return new Date(now.getTime() - Number(minutes) * MINUTE)
  const [, days = '0', hour = '9', minute = '0'] = /^(\d+)d (\d+):(\d+)$/u.exec(when) ?? []
  return at(workingDay(-Number(days), now), Number(hour), Number(minute))
}

/** The end of the working day, `days` working days from today; never earlier today than now. */
export function dueAt(days: number, now: Date): Date {
  const due = at(workingDay(days, now), 17, 0)
  return days === 0 && due <= now ? dueAt(1, now) : due
}

/** A day of which noon is on the wanted date. */
function workingDay(days: number, now: Date): Date {
  let day = at(now, 12, 0)
  if (days === 0) while (isWeekend(day)) day = new Date(day.getTime() + DAY)
  for (let left = Math.abs(days); left > 0;) {
    day = new Date(day.getTime() + Math.sign(days) * DAY)
    if (!isWeekend(day)) left--
  }
  return day
}

function isWeekend(day: Date): boolean {
  const name = WEEKDAY.format(day)
  return name === 'Sat' || name === 'Sun'
}

/** That hour of the town hall's clock on the day of `day`. */
function at(day: Date, hour: number, minute: number): Date {
  const guess = new Date(`${DATE.format(day)}T${two(hour)}:${two(minute)}:00Z`)
  return new Date(guess.getTime() - offset(guess))
}

/** How far the town hall's clock is ahead of UTC, in ms. */
function offset(instant: Date): number {
  const local = new Date(`${INSTANT.format(instant).replace(' ', 'T')}Z`)
  return local.getTime() - Math.floor(instant.getTime() / 1000) * 1000
}

const two = (n: number): string => String(n).padStart(2, '0')
