import type { DeadlineLevels, ReportGroup, WorkingTimes } from '@levee/contract'
import {
  dateText,
  type DaySpan,
  DUE_LEVELS,
  type DueLevel,
  type Percentiles,
  percentilesOf,
} from '@levee/domain'
import type { DeskRow, RepliedRow } from './queries.ts'
import { daysText, type ReportFrame } from './report-frame.ts'
import { figure, type Selection } from './selection.ts'
import { within } from './slices.ts'

const LEVELS = {
  overdue: 'overdue',
  dueToday: 'today',
  dueSoon: 'soon',
  onTime: 'later',
  paused: 'paused',
  none: 'none',
} satisfies Record<keyof DeadlineLevels, DueLevel>

/** How the desk, or a row's part of it, stands. */
export function levelsOf(rows: readonly DeskRow[], selection: Selection): DeadlineLevels {
  const of = (name: keyof DeadlineLevels) => {
    const level = LEVELS[name]
    const n = sum(rows.filter((row) => row.level === DUE_LEVELS.indexOf(level)))
    return figure(n, selection, { view: 'open', q: [`due:${level}`] })
  }
  return {
    overdue: of('overdue'),
    dueToday: of('dueToday'),
    dueSoon: of('dueSoon'),
    onTime: of('onTime'),
    paused: of('paused'),
    none: of('none'),
  }
}

/** What is measured of some days, of `replied:` or of `closed:`. */
export type Measured = {
  field: 'replied' | 'closed'
  rows: readonly RepliedRow[]
  starts: readonly number[]
  selection: Selection
}

/** How long it took in some days. */
export function timesOf({ field, rows, starts, selection }: Measured, days: DaySpan): WorkingTimes {
  const { median, p90, n } = percentilesIn({ rows, starts }, days)
  return { median, p90, conversations: figure(n, selection, { q: [`${field}:${daysText(days)}`] }) }
}

/** As `timesOf`, of the period of a report, beside the one before. */
export function comparedTimes(
  measured: Measured,
  { current, previous }: ReportFrame,
): WorkingTimes & { previousMedian: number | null } {
  const { median } = percentilesIn(measured, previous)
  return { ...timesOf(measured, current), previousMedian: median }
}

function percentilesIn(
  { rows, starts }: Pick<Measured, 'rows' | 'starts'>,
  days: DaySpan,
): Percentiles {
  return percentilesOf(within(rows, starts, days))
}

/** A range of the filter box, open where null. */
export function openDays(field: string, from: number | null, to: number | null): string {
  return `${field}:${from === null ? '' : dateText(from)}..${to === null ? '' : dateText(to)}`
}

/** How many they are together. */
export function sum(rows: readonly { n: number }[]): number {
  return rows.reduce((total, { n }) => total + n, 0)
}

/** How many were measured together. */
export function countOfMeasured(rows: readonly { minutes: Int32Array }[]): number {
  return rows.reduce((total, { minutes }) => total + minutes.length, 0)
}

/** By what a report's rows are made when nobody says. */
export const USUAL_GROUP: ReportGroup = 'team'
