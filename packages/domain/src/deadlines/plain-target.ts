import { PAUSE_REASONS } from './clock.ts'
import type { DeadlineKind, DeadlineTarget } from './policy.ts'

/**
 * The target of a kind where no policy says another: working time in its calendar from when the mail was
 * received, and whatever stops a clock stops it. It is one working minute long, for dates that are set by hand and
 * for time that is only measured.
 */
export function plainTarget(kind: DeadlineKind): DeadlineTarget {
  return {
    kind,
    length: { count: 1, unit: 'workingMinutes' },
    starts: 'received',
    waitsForOpening: false,
    startDayCounts: true,
    workingDays: 'calendar',
    ends: 'sameTime',
    movesToWorkingDay: false,
    isClear: false,
    leastWorkingDays: 0,
    pausedBy: PAUSE_REASONS,
    warnings: [],
  }
}
