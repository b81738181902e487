import type { Calendar, Closure, OpenHours, WallTime } from './calendar.ts'
import { dayOfDate, type HolidaySource } from './holidays.ts'
import { DAY, HOUR, MINUTE } from './local-time.ts'
import { weekdayOfDay } from './work-days.ts'

/** Open from one time to another on the wall, ms after midnight. */
export type Span = { from: number; to: number }

/** A day of a calendar: when it is open, and why it is not, or less than its week says. */
export type DayPlan = { spans: readonly Span[]; closure: Closure | null }

/** Tells each day of a calendar; a public holiday of the law stands beside it. */
export type DayPlanner = {
  /** Monday first. */
  week: readonly (readonly Span[])[]
  planOf: (day: number) => DayPlan
  /** The public holiday of a day, whether the house opens on it or not. */
  holidayOn: (day: number) => Closure | null
}

const WEEKLY: DayPlan = { spans: [], closure: { kind: 'weekly' } }
const WHOLE_DAY: readonly Span[] = [{ from: 0, to: DAY }]

/** What a calendar says of each day. Closed on purpose beats open on purpose, which beats holidays, which beat the week. */
export function dayPlanner(calendar: Calendar, holidaysOf: HolidaySource): DayPlanner {
  const week = calendar.week.map((hours) => spansOf(hours))
  const usual = week.find((spans) => spans.length > 0) ?? WHOLE_DAY
  const exceptions = calendar.exceptions.map(dated)
  const feed = calendar.feedClosures.map(dated)
  const holidayOn = holidayTable(calendar, holidaysOf)
  const planOf = (day: number): DayPlan => {
    const ofWeek = week[weekdayOfDay(day)] ?? []
    let plan = ofWeek.length > 0 ? { spans: ofWeek, closure: null } : WEEKLY
    const holiday = holidayOn(day)
    if (holiday) plan = { spans: [], closure: holiday }
    for (const closed of feed)
      if (isOn(closed, day)) plan = without(plan, closed.spans, { kind: 'feed', name: closed.name })
    const today = exceptions.filter((exception) => isOn(exception, day))
    const open = today.filter(({ kind }) => kind === 'open')
    if (open.length > 0)
      plan = { spans: joined(open, ofWeek.length > 0 ? ofWeek : usual), closure: null }
    for (const { kind, name, spans } of today)
      if (kind === 'closed') plan = without(plan, spans, { kind: 'exception', name })
    return plan
  }
  return { week, planOf, holidayOn }
}

type Dated = { first: number; last: number; spans: readonly Span[] | null }

function dated<T extends { from: string; to: string; hours: readonly OpenHours[] | null }>(
  entry: T,
): T & Dated {
  const spans = entry.hours && spansOf(entry.hours)
  return { ...entry, first: dayOfDate(entry.from), last: dayOfDate(entry.to), spans }
}

function isOn({ first, last }: Dated, day: number): boolean {
  return day >= first && day <= last
}

function holidayTable(
  { holidays }: Calendar,
  holidaysOf: HolidaySource,
): (day: number) => Closure | null {
  if (!holidays) return () => null
  const years = new Map<number, Map<number, Closure>>()
  return (day) => {
    const year = new Date(day * DAY).getUTCFullYear()
    let known = years.get(year)
    if (!known) {
      known = new Map(
        holidaysOf(holidays, year).map(({ date, key, name }) => [
          dayOfDate(date),
          { kind: 'holiday', key, name },
        ]),
      )
      years.set(year, known)
    }
    return known.get(day) ?? null
  }
}

/** In the order of the day; what touches or overlaps is one. */
function spansOf(hours: readonly OpenHours[]): readonly Span[] {
  return merged(hours.map(({ from, to }) => ({ from: wallTime(from), to: wallTime(to) })))
}

function joined(open: readonly Dated[], usual: readonly Span[]): readonly Span[] {
  return merged(open.flatMap(({ spans }) => spans ?? usual))
}

function merged(spans: readonly Span[]): readonly Span[] {
  const list: Span[] = []
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    if (to <= from) continue
    const last = list.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else list.push({ from, to })
  }
  return list
}

/** What is left of a day; null takes all of it. A day that was closed already keeps its reason. */
function without(plan: DayPlan, closed: readonly Span[] | null, because: Closure): DayPlan {
  if (plan.spans.length === 0) return plan
  const spans = (closed ?? WHOLE_DAY).reduce(cut, plan.spans)
  return lengthOf(spans) === lengthOf(plan.spans) ? plan : { spans, closure: because }
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0)
}

function cut(spans: readonly Span[], closed: Span): readonly Span[] {
  return spans.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, closed.from) },
      { from: Math.max(from, closed.to), to },
    ].filter((left) => left.to > left.from),
  )
}

function wallTime(text: WallTime): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * HOUR + minutes * MINUTE
}
