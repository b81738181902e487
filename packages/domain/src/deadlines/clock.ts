import type { DeadlineKind } from './policy.ts'
import type { DeadlineTrace } from './trace.ts'

/** `waiting` for somebody outside, `suspicious`, `setAside` as spam, `snoozed`, or `onPurpose` with a note. */
export const PAUSE_REASONS = ['waiting', 'suspicious', 'setAside', 'snoozed', 'onPurpose'] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

/** What happened to a conversation, as far as clocks care. Ordered by `at`. */
export type ClockEvent = { at: Date } & (
  | { type: 'received' | 'incoming' | 'registered' | 'assigned' }
  | { type: 'opinionAsked' | 'opinionGiven' | 'acknowledged' | 'replied' | 'resolved' | 'reopened' }
  /** A reply came back undelivered: nobody has been answered. */
  | { type: 'returned' }
  | { type: 'paused'; reason: PauseReason; note?: string }
  | { type: 'resumed'; reason: PauseReason }
  /** Somebody set the date by hand; null gives it back to the policy. */
  | { type: 'setByHand'; kind: DeadlineKind; dueAt: Date | null; note?: string }
)

/** A stretch of time in which a clock stood; `to` null while it still does. */
export type Pause = { from: Date; to: Date | null; reason: PauseReason | 'resolved'; note?: string }

/** How one deadline of a conversation stands. */
export type ClockReading = {
  kind: DeadlineKind
  startedAt: Date
  /** While it is paused, when it would be due had it resumed at once. */
  dueAt: Date
  state: 'running' | 'paused' | 'met' | 'missed'
  /** When it was met, in time or late (`missed`); null while it is open. */
  metAt: Date | null
  pausedAt: Date | null
  pauses: readonly Pause[]
  /** The whole delay in working minutes, without its pauses: what `dueShare` is a share of. */
  workingMinutes: number
  isByHand: boolean
  /** Worked out when it is asked for: most readings change nothing, and need none. */
  readonly trace: DeadlineTrace
}
