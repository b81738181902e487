import type { DaySpan } from '@levee/domain'
import type { ReportFrame } from './report-frame.ts'

/** A key of a row: of a team or a person, or all the mailboxes that received a conversation. */
export type Key = string | readonly string[] | null

/** What was counted of one key in one slice of days. */
export type Sliced = { key: Key; slice: number }

/**
 * Days at which slices begin, and the day after the last: what falls into one slice is of the same week, period
 * and so on, so that each conversation is counted once for all of them.
 */
export function sliceStarts({ weeks, current, previous, paceDays, today }: ReportFrame): number[] {
  const spans = [...weeks, current, previous, paceDays, { from: today, to: today }]
  const days = spans.flatMap(({ from, to }) => [from, to + 1])
  return [...new Set(days)].toSorted((one, other) => one - other)
}

/** What of it lies within some days. */
export function within<T extends Sliced>(
  rows: readonly T[],
  starts: readonly number[],
  { from, to }: DaySpan,
): T[] {
  return rows.filter(({ slice }) => {
    const start = starts[slice] ?? Infinity
    return start >= from && start <= to
  })
}

/** What was counted, by the rows of a table: a conversation of several mailboxes is in the row of each. */
export function byRow<T extends { key: Key }>(counted: readonly T[]): Map<string | null, T[]> {
  const rows = new Map<string | null, T[]>()
  for (const each of counted)
    for (const id of idsOf(each.key)) {
      const row = rows.get(id)
      if (row) row.push(each)
      else rows.set(id, [each])
    }
  return rows
}

function idsOf(key: Key): readonly (string | null)[] {
  return key === null || typeof key === 'string' ? [key] : key
}
