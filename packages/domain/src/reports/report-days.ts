import { addMonths, dayOf, weekdayOfDay } from '../deadlines/work-days.ts'

/** Days since 1 January 1970, the last one included. */
export type DaySpan = { from: number; to: number }

export type ReportPeriod = 'week' | 'month' | 'quarter'

/** The period that a day is in, up to that day, and the whole one before it. */
export function periodsOf(
  period: ReportPeriod,
  today: number,
): { current: DaySpan; previous: DaySpan } {
  const from = startOfPeriod(period, today)
  return {
    current: { from, to: today },
    previous: { from: startOfPeriod(period, from - 1), to: from - 1 },
  }
}

/** The Monday of the week that a day is in. */
export function mondayOf(day: number): number {
  return day - weekdayOfDay(day)
}

/** So many weeks from their Mondays on, the last of which has `today` and ends with it. */
export function weeksUntil(today: number, count: number): DaySpan[] {
  const last = mondayOf(today)
  return Array.from({ length: count }, (_, index) => {
    const from = last - 7 * (count - 1 - index)
    return { from, to: Math.min(from + 6, today) }
  })
}

function startOfPeriod(period: ReportPeriod, day: number): number {
  if (period === 'week') return mondayOf(day)
  const date = new Date(day * 86_400_000)
  const first = dayOf(date.getUTCFullYear(), date.getUTCMonth(), 1)
  return period === 'month' ? first : addMonths(first, -(date.getUTCMonth() % 3))
}
