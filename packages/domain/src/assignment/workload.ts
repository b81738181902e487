import type { CompiledCalendar } from '../deadlines/compile-calendar.ts'
import { workingMinutesBetween } from '../deadlines/working-time.ts'

/** How many conversations somebody has to do, and how heavy they are together. */
export type Workload = { open: number; weight: number }

export const NO_WORK: Workload = { open: 0, weight: 0 }

/**
 * How heavy an open conversation is: 1 without a date, and up to 1 more the less working time is left, so that
 * what is due now weighs as much as two that have time. A working day before its date it weighs 1½.
 * @param workingMinutes what is left, 0 or less when its date is past; null when it has none.
 * @param dayMinutes how long a working day is.
 */
export function weightOf(workingMinutes: number | null, dayMinutes: number): number {
  if (workingMinutes === null) return 1
  const day = Math.max(1, dayMinutes)
  return 1 + day / (day + Math.max(0, workingMinutes))
}

/** As `weightOf`, of a date and the hours that it is counted by. */
export function weightOfDate(dueAt: Date | null, now: Date, hours: CompiledCalendar): number {
  const left = dueAt && workingMinutesBetween(now, dueAt, hours)
  return weightOf(left, hours.dayMinutes)
}

/** The work of somebody who gets one more. */
export function withOneMore({ open, weight }: Workload, more: number): Workload {
  return { open: open + 1, weight: weight + more }
}
