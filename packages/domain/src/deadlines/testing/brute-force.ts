import type { Calendar, OpenHours } from '../calendar.ts'
import type { Standstill } from '../count-days.ts'
import { dateText, holidaysIn } from '../holidays.ts'
import { DAY, MINUTE } from '../local-time.ts'

/** Minute by minute, asking the clock on the wall of each. */
export function walked(
  start: number,
  minutes: number,
  calendar: Calendar,
  pauses: readonly Standstill[],
): number {
  const isOpen = opener(calendar)
  let left = minutes
  for (let minute = start; ; minute += MINUTE) {
    if (left === 0) return minute
    const isPaused = pauses.some(({ from, to }) => from <= minute && minute < to)
    if (!isPaused && isOpen(minute)) left--
  }
}

/** Day by day: each that is open has its last open minute; the one of the last that counts is due. */
export function walkedDays(
  start: number,
  { count, startDayCounts }: { count: number; startDayCounts: boolean },
  calendar: Calendar,
): number {
  const isOpen = opener(calendar)
  const dayOf = (instant: number): number => Math.floor(wallOf(instant, calendar.timeZone) / DAY)
  let minute = start
  while (!isOpen(minute)) minute += MINUTE
  const startDay = dayOf(minute)
  const days = new Set<number>()
  let due = 0
  for (; ; minute += MINUTE) {
    if (!isOpen(minute)) continue
    const day = dayOf(minute)
    if (day !== startDay || startDayCounts) days.add(day)
    if (days.size > count) return due
    if (days.size === count) due = minute + MINUTE
  }
}

const wallFormats = new Map<string, Intl.DateTimeFormat>()
const wallQuarters = new Map<string, Map<number, number>>()

/** What the wall shows, as ms of a day without zones; by Intl alone. */
function wallOf(instant: number, timeZone: string): number {
  const quarter = Math.floor(instant / (15 * MINUTE)) * 15 * MINUTE
  const known = wallQuarters.get(timeZone)?.get(quarter)
  return (known ?? asked(quarter, timeZone)) + instant - quarter
}

function asked(quarter: number, timeZone: string): number {
  let format = wallFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    wallFormats.set(timeZone, format)
  }
  const wall = Date.parse(`${format.format(quarter).replace(' ', 'T')}Z`)
  const quarters = wallQuarters.get(timeZone) ?? new Map<number, number>()
  wallQuarters.set(timeZone, quarters.set(quarter, wall))
  return wall
}

/** Whether a calendar is open at an instant; what it says of a day is looked up once. */
function opener(calendar: Calendar): (instant: number) => boolean {
  const days = new Map<number, DayRules>()
  return (instant) => {
    const wall = wallOf(instant, calendar.timeZone)
    const day = Math.floor(wall / DAY)
    let rules = days.get(day)
    if (!rules) {
      rules = rulesOf(day, calendar)
      days.set(day, rules)
    }
    const time = (wall - day * DAY) / MINUTE
    const isIn = ([from, to]: readonly [number, number]): boolean => from <= time && time < to
    return rules.open.some(isIn) && !rules.closed.some(isIn)
  }
}

/** Minutes of the day that are open, and such that are closed all the same. */
type DayRules = { open: (readonly [number, number])[]; closed: (readonly [number, number])[] }

function rulesOf(day: number, calendar: Calendar): DayRules {
  const date = dateText(day)
  const ofWeek = calendar.week[(new Date(day * DAY).getUTCDay() + 6) % 7] ?? []
  const usual = calendar.week.find((each) => each.length > 0) ?? []
  const today = calendar.exceptions.filter(({ from, to }) => from <= date && date <= to)
  const open = today.filter(({ kind }) => kind === 'open')
  const regular = isHoliday(date, calendar) ? [] : ofWeek
  const instead = open.flatMap((each) => each.hours ?? (ofWeek.length > 0 ? ofWeek : usual))
  const closed = today.filter(({ kind }) => kind === 'closed')
  return {
    open: (open.length > 0 ? instead : regular).map(minutesOf),
    closed: closed.flatMap((each) => each.hours ?? [{ from: '00:00', to: '24:00' }]).map(minutesOf),
  }
}

const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

export function minutesOf({ from, to }: OpenHours): readonly [number, number] {
  return [minutes(from), minutes(to)]
}

function isHoliday(date: string, { holidays: set }: Calendar): boolean {
  return (
    set !== null && holidaysIn(set, Number(date.slice(0, 4))).some((each) => each.date === date)
  )
}
