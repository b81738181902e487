import type { Closure, LocalDate } from './calendar.ts'
import type { Pause } from './clock.ts'
import type { DayEnd, DeadlineKind, DeadlineTarget, StartEvent } from './policy.ts'

/** An instant as it is stored in JSON: ISO 8601, UTC. */
export type InstantText = string

/** One step of how a date came about, in the order of time. */
export type TraceStep =
  | { step: 'started'; at: InstantText; by: StartEvent }
  /** Nothing counts until the next opening. */
  | { step: 'waitedForOpening'; from: InstantText; to: InstantText }
  /** The day of the start does not count. */
  | { step: 'startDay'; date: LocalDate }
  /** Days that counted alike, from the first to the last; `minutes` of working time of all of them, 0 where days are counted. */
  | {
      step: 'counted'
      from: InstantText
      to: InstantText
      firstDay: LocalDate
      lastDay: LocalDate
      days: number
      minutes: number
    }
  | { step: 'months'; from: LocalDate; to: LocalDate; count: number }
  /** Days that did not count, and why. */
  | { step: 'closed'; firstDay: LocalDate; lastDay: LocalDate; days: number; because: Closure }
  | {
      step: 'paused'
      from: InstantText
      to: InstantText | null
      reason: Pause['reason']
      note?: string
    }
  /** Days by which a pause puts off the end. */
  | { step: 'prolonged'; from: LocalDate; to: LocalDate; days: number }
  | { step: 'clearDay'; date: LocalDate }
  /** The last day was no working day, or there were too few before it. */
  | {
      step: 'moved'
      from: LocalDate
      to: LocalDate
      because: Closure | { kind: 'tooFewWorkingDays' }
    }
  | { step: 'setByHand'; at: InstantText; dueAt: InstantText; note?: string }
  | { step: 'due'; at: InstantText; lastDay: LocalDate; ends: DayEnd | 'exact' }

/** How a date came about: enough to say it in words, and to count it again. */
export type DeadlineTrace = {
  kind: DeadlineKind
  length: DeadlineTarget['length']
  policy: { id: string; version: number; name: string }
  calendar: { id: string; version: number; name: string }
  timeZone: string
  steps: readonly TraceStep[]
}
