/** A day of what is to come: how much falls due on it, how much is usually closed on it. */
export type ComingDay = { day: number; due: number; capacity: number }

/** `done` of what is due by then; `late`: what is due by then and left when the day is over. */
export type ForecastDay = ComingDay & { done: number; late: number; overflows: boolean }

const TINY = 1e-9 // of a conversation: what is left of adding fractions

/**
 * What comes of open deadlines at the usual pace, when the most urgent is always done first: work begins with
 * what is overdue, and a quiet day is used for the days after it.
 * A day overflows when not all that is due by then can be closed by its end.
 * @param days in order.
 * @param overdue what is late already.
 */
export function forecastDays(days: readonly ComingDay[], overdue: number): ForecastDay[] {
  const total = overdue + days.reduce((sum, { due }) => sum + due, 0)
  let dueUntil = overdue
  let doneUntil = 0
  return days.map((day) => {
    dueUntil += day.due
    const done = Math.min(day.capacity, total - doneUntil)
    doneUntil += done
    const late = Math.max(0, dueUntil - doneUntil)
    const isNone = late < TINY
    return { ...day, done, late: isNone ? 0 : late, overflows: !isNone }
  })
}

/** The first day that overflows; null when none does. */
export function firstOverflow(days: readonly ForecastDay[]): number | null {
  return days.find(({ overflows }) => overflows)?.day ?? null
}
