import type { DeadlineLevels, DeadlineReport, Figure, ReportDay, ReportRow } from '@levee/contract'

export function aFigure(n: number, filter: Figure['filter'] = { view: 'open' }): Figure {
  return { n, filter }
}

/** Overdue, due today, due soon, on time, paused, without a deadline. */
export function someLevels(
  ...counts: [number, number, number, number, number, number]
): DeadlineLevels {
  const [overdue, dueToday, dueSoon, onTime, paused, none] = counts
  return {
    overdue: aFigure(overdue, { view: 'open', q: 'due:overdue' }),
    dueToday: aFigure(dueToday, { view: 'open', q: 'due:today' }),
    dueSoon: aFigure(dueSoon, { view: 'open', q: 'due:soon' }),
    onTime: aFigure(onTime, { view: 'open', q: 'due:later' }),
    paused: aFigure(paused, { view: 'open', q: 'due:paused' }),
    none: aFigure(none, { view: 'open', q: 'due:none' }),
  }
}

/** A line of the report as the server sends it, with what a test cares about. */
export function aRow(part: Partial<ReportRow> = {}): ReportRow {
  return {
    id: '0190f000-0000-7000-8000-000000000001',
    name: 'Urbanisme',
    open: aFigure(55),
    levels: someLevels(2, 2, 6, 39, 6, 0),
    firstReply: { median: 672, p90: 960, previousMedian: 640, conversations: aFigure(40, {}) },
    resolution: { median: 4368, p90: 6000, previousMedian: 4000, conversations: aFigure(38, {}) },
    capacity: null,
    ...part,
  }
}

/** A day of the calendar as the server sends it, with what a test cares about. */
export function aDay(date: string, due: number, part: Partial<ReportDay> = {}): ReportDay {
  return {
    date,
    isOpen: true,
    closure: null,
    due: aFigure(due, { view: 'open', q: `due:${date}` }),
    capacity: 11,
    away: 0,
    overflow: Math.max(0, due - 11),
    ...part,
  }
}

/** A report as the server sends it, with what a test cares about. */
export function aReport(part: Partial<DeadlineReport> = {}): DeadlineReport {
  const times = { p90: 900, previousMedian: 360, target: 480, conversations: aFigure(90, {}) }
  return {
    at: '2026-03-12T09:42:00Z',
    period: {
      from: '2026-03-01',
      to: '2026-03-12',
      previousFrom: '2026-02-01',
      previousTo: '2026-02-28',
    },
    calendar: { name: 'Town hall', timeZone: 'Europe/Paris', dayMinutes: 480 },
    open: aFigure(214),
    levels: someLevels(4, 9, 18, 166, 17, 0),
    overdueWeekAgo: 7,
    kept: { share: 0.942, previousShare: 0.924, inTime: aFigure(97, {}), late: aFigure(6, {}) },
    today: { received: aFigure(23, {}), closed: aFigure(31, {}) },
    volume: { received: aFigure(240, {}), closed: aFigure(251, {}) },
    backlog: [
      { fromDays: 0, toDays: 7, conversations: aFigure(150) },
      { fromDays: 8, toDays: null, conversations: aFigure(64) },
    ],
    firstReply: { median: 312, ...times },
    resolution: { median: 2352, ...times, previousMedian: 2208, target: 2880 },
    groupBy: 'team',
    rows: [aRow()],
    weeks: [
      {
        from: '2026-03-02',
        to: '2026-03-08',
        firstReply: { median: 330, p90: 900, conversations: aFigure(40, {}) },
        resolution: { median: null, p90: null, conversations: aFigure(0, {}) },
      },
      {
        from: '2026-03-09',
        to: '2026-03-15',
        firstReply: { median: 312, p90: 800, conversations: aFigure(50, {}) },
        resolution: { median: null, p90: null, conversations: aFigure(0, {}) },
      },
    ],
    days: [],
    next: [],
    ...part,
  }
}
