import type { Queryable } from '@levee/db'
import { type Closer, dateText, dayOfDate, type DaySpan } from '@levee/domain'
import { absencesBetween } from '../absences/service.ts'
import type { ClosedRow } from './coming-queries.ts'

/** When people are away, by their ids. */
export type Absences = ReadonlyMap<string, readonly DaySpan[]>

/** Who is away on which of these days. */
export async function absencesOn(db: Queryable, { from, to }: DaySpan): Promise<Absences> {
  const rows = await absencesBetween(db, { from: dateText(from), to: dateText(to) })
  const absences = new Map<string, DaySpan[]>()
  for (const row of rows) {
    const span = { from: dayOfDate(row.from), to: dayOfDate(row.to) }
    absences.set(row.userId, [...(absences.get(row.userId) ?? []), span])
  }
  return absences
}

/** Everybody who closed something; what nobody was in charge of goes on whoever is away. */
export function closersOf(
  closed: readonly Pick<ClosedRow, 'userId' | 'n'>[],
  absences: Absences,
): Closer[] {
  const sums = new Map<string | null, number>()
  for (const { userId, n } of closed) sums.set(userId, (sums.get(userId) ?? 0) + n)
  return [...sums].map(([userId, n]) => ({
    closed: n,
    away: (userId !== null && absences.get(userId)) || [],
  }))
}
