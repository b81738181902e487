import type { DeadlineReportQuery } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import {
  type CompiledCalendar,
  dateText,
  dayOfDate,
  type DaySpan,
  type DeadlineKind,
  instantOf,
  localDay,
  mondayOf,
  periodsOf,
  plainWeek,
  weeksUntil,
} from '@levee/domain'
import { type Frame, hoursFor, loadFrame } from '../deadlines/service.ts'
import type { Selection } from './selection.ts'

const WEEKS = 12
export const PACE_WEEKS = 8
const CALENDAR_DAYS = 21

/** The days that a report is about, on the wall of the organisation, and whose hours it counts by. */
export type ReportFrame = {
  now: Date
  timeZone: string
  hours: CompiledCalendar
  policies: Frame['policies']
  hoursOfTeam: (teamId: string | null) => CompiledCalendar
  today: number
  current: DaySpan
  previous: DaySpan
  weeks: DaySpan[]
  /** Whole weeks, as far as there was mail. */
  paceDays: DaySpan
  calendarFrom: number
  calendarTo: number
}

/** Works out the days of a report. */
export async function reportFrame(
  db: Queryable,
  now: Date,
  query: Selection & Pick<DeadlineReportQuery, 'period' | 'from'>,
): Promise<ReportFrame> {
  const { timeZone, firstAt } = await organisation(db)
  const frame = await loadFrame(db)
  const today = localDay(now.getTime(), timeZone)
  const { mailboxId, teamId = null } = query
  const facts = { mailboxIds: mailboxId ? [mailboxId] : [], teamId }
  const calendarFrom = mondayOf(query.from ? dayOfDate(query.from) : today)
  return {
    now,
    timeZone,
    hours: hoursFor(frame, null, facts) ?? plainWeek(timeZone),
    hoursOfTeam: (id) => hoursFor(frame, null, { ...facts, teamId: id }) ?? plainWeek(timeZone),
    policies: frame.policies,
    today,
    ...periodsOf(query.period ?? 'month', today),
    weeks: weeksUntil(today, WEEKS),
    paceDays: paceDays(today, firstAt ? localDay(firstAt.getTime(), timeZone) : today),
    calendarFrom,
    calendarTo: calendarFrom + CALENDAR_DAYS - 1,
  }
}

/** The whole weeks before this one; what there is of this one where mail began with it. */
function paceDays(today: number, first: number): DaySpan {
  const monday = mondayOf(today)
  const from = Math.max(monday - 7 * PACE_WEEKS, first)
  return from < monday ? { from, to: monday - 1 } : { from, to: today }
}

async function organisation(db: Queryable): Promise<{ timeZone: string; firstAt: Date | null }> {
  const row = await db.row<{ timeZone: string; firstAt: Date | null }>(sql`
    select time_zone as "timeZone", (select min(c.received_at) from conversation c
      where c.reference is not null and c.merged_into is null) as "firstAt" from installation`)
  return row ?? { timeZone: 'UTC', firstAt: null }
}

/** Midnights at which days begin. */
export function startsOf(days: readonly number[], { timeZone }: ReportFrame): Date[] {
  return days.map((day) => new Date(instantOf(day, 0, timeZone)))
}

/** Days as the filter box takes them. */
export function daysText({ from, to }: DaySpan): string {
  return from === to ? dateText(from) : `${dateText(from)}..${dateText(to)}`
}

/** The working minutes that the policy for all other mail allows; null where it says none. */
export function targetOf(kind: DeadlineKind, { policies, hours }: ReportFrame): number | null {
  const fallback = policies.find(({ conditions }) => conditions === null)
  const length = fallback?.targets.find((target) => target.kind === kind)?.length
  if (length?.unit === 'workingMinutes') return length.count
  return length?.unit === 'workingDays' ? length.count * hours.dayMinutes : null
}
