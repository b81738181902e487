import type { Closure } from './calendar.ts'
import type { CompiledCalendar } from './compile-calendar.ts'
import type { DeadlineTarget, WorkingDays } from './policy.ts'
import { closingOn, noWorkingDay } from './closing.ts'
import { addMonths, weekdayOfDay } from './work-days.ts'

/** A stretch in which a clock stood still, ms. They follow each other and do not touch. */
export type Standstill = { from: number; to: number }

/** The last day of a deadline, and the days that each rule brought it to. */
export type LastDay = {
  startDay: number
  /** Before pauses, clear days and moves. */
  counted: number
  /** After pauses. */
  prolonged: number
  /** After the clear day. */
  cleared: number
  /** After the least number of working days. */
  enough: number
  /** After the move to a working day: the last day. */
  last: number
}

const LONGEST_SEARCH = 3660 // days without a working day
const WEEKLY: Closure = { kind: 'weekly' }

/** Why a day is no working day; null when it is one. */
export function closureOn(day: number, kind: WorkingDays, hours: CompiledCalendar): Closure | null {
  if (kind === 'calendar') {
    const { spans, closure } = hours.planOf(day)
    return spans.length > 0 ? null : (closure ?? WEEKLY)
  }
  const lastOfWeek = kind === 'mondayToFriday' ? 4 : 5
  return weekdayOfDay(day) > lastOfWeek ? WEEKLY : hours.holidayOn(day)
}

/** Whether a day ends while the clock stands: it does not count. An office's day ends when work does, one of the law at 24:00. */
export function isStoodOver(
  day: number,
  { workingDays, length }: DeadlineTarget,
  pauses: readonly Standstill[],
  hours: CompiledCalendar,
): boolean {
  if (pauses.length === 0) return false
  const isOffice = length.unit === 'workingDays' && workingDays === 'calendar'
  const end = isOffice ? closingOn(day, hours) : hours.startOf(day + 1)
  return pauses.some(({ from, to }) => from < end && end < to)
}

/** The last day of a deadline of days or months that starts on a day. */
export function lastDayOf(
  startDay: number,
  target: DeadlineTarget,
  pauses: readonly Standstill[],
  hours: CompiledCalendar,
): LastDay {
  const isStood = (day: number): boolean => isStoodOver(day, target, pauses, hours)
  const isWorked = (day: number): boolean => closureOn(day, target.workingDays, hours) === null
  const firstDay = target.startDayCounts ? startDay : startDay + 1
  const counted =
    target.length.unit === 'workingDays'
      ? countOn(firstDay - 1, target.length.count, isWorked)
      : unpausedEnd(startDay, target)
  const prolonged =
    target.length.unit === 'workingDays'
      ? countOn(firstDay - 1, target.length.count, (day) => isWorked(day) && !isStood(day))
      : goOn(firstDay, counted, isStood)
  const cleared = target.isClear ? prolonged + 1 : prolonged
  const enough = withLeast(firstDay, cleared, target, isWorked)
  const last = target.movesToWorkingDay ? firstFrom(enough, isWorked) : enough
  return { startDay, counted, prolonged, cleared, enough, last }
}

function unpausedEnd(startDay: number, { length, startDayCounts }: DeadlineTarget): number {
  const end = length.unit === 'months' ? addMonths(startDay, length.count) : startDay + length.count
  return startDayCounts ? end - 1 : end
}

/** The day on which so many days after `day` have counted. */
function countOn(day: number, count: number, counts: (day: number) => boolean): number {
  let reached = day
  for (let left = count; left > 0; left--) reached = firstFrom(reached + 1, counts)
  return reached
}

/** The end moved on by each day until then, and beyond, on which the clock stood. */
function goOn(firstDay: number, end: number, isStood: (day: number) => boolean): number {
  let owed = 0
  for (let day = firstDay; day <= end; day++) if (isStood(day)) owed++
  return countOn(end, owed, (day) => !isStood(day))
}

/** Regulation 1182/71 Art. 3(5): a period of two days or more has two working days at least. */
function withLeast(
  firstDay: number,
  end: number,
  { leastWorkingDays, length }: DeadlineTarget,
  isWorked: (day: number) => boolean,
): number {
  const isShort = length.unit !== 'months' && length.count < leastWorkingDays
  if (leastWorkingDays === 0 || isShort) return end
  const needed = countOn(firstDay - 1, leastWorkingDays, isWorked)
  return Math.max(end, needed)
}

function firstFrom(day: number, counts: (day: number) => boolean): number {
  for (let each = day; each < day + LONGEST_SEARCH; each++) if (counts(each)) return each
  throw noWorkingDay()
}
