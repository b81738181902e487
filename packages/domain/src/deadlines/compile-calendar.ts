import type { Calendar, Closure } from './calendar.ts'
import { type DayPlan, dayPlanner } from './day-plan.ts'
import { type HolidaySource, holidaysIn } from './holidays.ts'
import { DAY, instantOf, MINUTE, offsetAt } from './local-time.ts'
import { type Openings, openingsOf } from './openings.ts'

/** A calendar made ready to count by: its days and openings are worked out once, as far as they are asked for. */
export type CompiledCalendar = {
  calendar: Calendar
  timeZone: string
  /** Working minutes of a usual day: the mean of the days of the week that are open. */
  dayMinutes: number
  planOf: (day: number) => DayPlan
  /** The public holiday of a day, whether the house opens on it or not. */
  holidayOn: (day: number) => Closure | null
  /** The instant at which a day begins on the wall. */
  startOf: (day: number) => number
  /** The openings of at least the days from one instant to another. */
  covering: (from: number, to: number) => Openings
}

const YEAR = 366 // days
/** Days in which somebody works; what is asked of others is told of these. */
const FIRST_DAY = Date.UTC(1970, 0, 1) / DAY
const LAST_DAY = Date.UTC(2100, 0, 1) / DAY

const compiled = new WeakMap<Calendar, CompiledCalendar>()

/** A calendar made ready; the same object for the same calendar, with the holidays that the project knows itself. */
export function compiledCalendar(calendar: Calendar): CompiledCalendar {
  const known = compiled.get(calendar)
  if (known) return known
  const ready = compileCalendar(calendar, holidaysIn)
  compiled.set(calendar, ready)
  return ready
}

/**
 * Makes a calendar ready, with the holidays of a source. Keep what it gives as long as the calendar's
 * version is in use: the first question takes some milliseconds, the others next to nothing.
 */
export function compileCalendar(calendar: Calendar, holidaysOf: HolidaySource): CompiledCalendar {
  const planner = dayPlanner(calendar, holidaysOf)
  const planOf = remembered((day) => withoutSkipped(planner.planOf(day), day, calendar.timeZone))
  const startOf = remembered((day) => instantOf(day, 0, calendar.timeZone))
  let openings: Openings | null = null
  const covering = (from: number, to: number): Openings => {
    if (openings && covers(openings, from, to)) return openings
    openings = openingsOf(daysAround(from, to, openings), calendar.timeZone, planOf)
    return openings
  }
  const { timeZone } = calendar
  const dayMinutes = usualMinutes(planner.week)
  return { calendar, timeZone, dayMinutes, planOf, startOf, covering, holidayOn: planner.holidayOn }
}

/** A day whose only hours are those that the clocks skip is closed. */
function withoutSkipped(plan: DayPlan, day: number, timeZone: string): DayPlan {
  if (plan.spans.length === 0) return plan
  const isChanged = offsetAt((day - 1) * DAY, timeZone) !== offsetAt((day + 2) * DAY, timeZone)
  if (!isChanged) return plan
  const { ends } = openingsOf({ firstDay: day, endDay: day + 1 }, timeZone, () => plan)
  return ends.length > 0 ? plan : { spans: [], closure: plan.closure ?? { kind: 'weekly' } }
}

function remembered<T>(answer: (day: number) => T): (day: number) => T {
  const answers = new Map<number, T>()
  return (day) => {
    const known = answers.get(day)
    if (known !== undefined) return known
    const fresh = answer(day)
    answers.set(day, fresh)
    return fresh
  }
}

const plainWeeks = new Map<string, CompiledCalendar>()
const NINE_TO_FIVE = [{ from: '09:00', to: '17:00' }]

/** The working week of an organisation without calendars: Monday to Friday, 9 to 17 on the wall. */
export function plainWeek(timeZone: string): CompiledCalendar {
  const known = plainWeeks.get(timeZone)
  if (known) return known
  const ready = compileCalendar(plainCalendar(timeZone), holidaysIn)
  plainWeeks.set(timeZone, ready)
  return ready
}

function plainCalendar(timeZone: string): Calendar {
  return {
    id: '00000000-0000-0000-0000-000000000000',
    version: 0,
    name: '',
    timeZone,
    week: [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, [], []],
    exceptions: [],
    holidays: null,
    feedClosures: [],
  }
}

function covers({ firstDay, endDay }: Openings, from: number, to: number): boolean {
  return (
    (from >= (firstDay + 1) * DAY || firstDay === FIRST_DAY) &&
    (to < (endDay - 1) * DAY || endDay === LAST_DAY)
  )
}

function daysAround(
  from: number,
  to: number,
  known: Openings | null,
): { firstDay: number; endDay: number } {
  const firstDay = Math.min(Math.floor(from / DAY) - YEAR, known?.firstDay ?? LAST_DAY)
  const endDay = Math.max(Math.ceil(to / DAY) + 2 * YEAR, known?.endDay ?? FIRST_DAY)
  return {
    firstDay: Math.min(LAST_DAY - YEAR, Math.max(FIRST_DAY, firstDay)),
    endDay: Math.max(FIRST_DAY + YEAR, Math.min(LAST_DAY, endDay)),
  }
}

function usualMinutes(week: readonly (readonly { from: number; to: number }[])[]): number {
  const open = week.filter((spans) => spans.length > 0)
  const all = open.flat().reduce((sum, { from, to }) => sum + to - from, 0)
  return open.length === 0 ? 0 : all / open.length / MINUTE
}
