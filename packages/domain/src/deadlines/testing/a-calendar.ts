import type { Calendar, OpenHours } from '../calendar.ts'
import { type CompiledCalendar, compiledCalendar } from '../compile-calendar.ts'
import type { DeadlineTarget } from '../policy.ts'

const OFFICE: readonly OpenHours[] = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:00' },
]

/** Monday to Friday with a lunch break, in Paris, without holidays. */
export function aCalendar(over: Partial<Calendar> = {}): Calendar {
  return {
    id: 'calendar',
    version: 1,
    name: 'Office',
    timeZone: 'Europe/Paris',
    week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
    exceptions: [],
    holidays: null,
    feedClosures: [],
    ...over,
  }
}

export function hoursOf(calendar: Calendar): CompiledCalendar {
  return compiledCalendar(calendar)
}

/** A first reply within one working day. */
export function aTarget(over: Partial<DeadlineTarget> = {}): DeadlineTarget {
  return {
    kind: 'firstReply',
    length: { count: 1, unit: 'workingDays' },
    starts: 'received',
    waitsForOpening: true,
    startDayCounts: false,
    workingDays: 'calendar',
    ends: 'closeOfBusiness',
    movesToWorkingDay: false,
    isClear: false,
    leastWorkingDays: 0,
    pausedBy: ['waiting', 'suspicious', 'setAside', 'snoozed', 'onPurpose'],
    warnings: [],
    ...over,
  }
}
