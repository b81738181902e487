import type { CompiledCalendar } from './compile-calendar.ts'
import { MINUTE } from './local-time.ts'
import type { WarningStep } from './policy.ts'
import { lastWorkingInstantBefore, workingInstantAfter } from './working-time.ts'

/** When a warning of a deadline is due: minutes before or after it, of working time or of the clock's. */
export function warningAt(step: WarningStep, dueAt: Date, hours: CompiledCalendar): Date {
  const { minutes, inWorkingTime } = step
  if (!inWorkingTime || minutes === 0) return new Date(dueAt.getTime() + minutes * MINUTE)
  return minutes < 0
    ? lastWorkingInstantBefore(dueAt, -minutes, hours)
    : workingInstantAfter(dueAt, minutes, hours)
}
