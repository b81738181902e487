import type { Absence } from '@levee/contract'

/** Who is away on a day (YYYY-MM-DD), by their id. */
export function awayOn(absences: readonly Absence[], day: string): ReadonlyMap<string, Absence> {
  const now = absences.filter(({ from, to }) => from <= day && day <= to)
  return new Map(now.map((absence) => [absence.userId, absence]))
}
