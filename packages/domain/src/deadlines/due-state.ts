import type { Status } from '../conversations/status.ts'
import type { TrustLevel } from '../trust/trust.ts'
import type { CompiledCalendar } from './compile-calendar.ts'
import { endOfDay, workingInstantBefore, workingMinutesBetween } from './working-time.ts'

export type DueState = 'none' | 'running' | 'dueSoon' | 'dueToday' | 'overdue' | 'paused' | 'met'

/** What decides how a deadline stands. */
export type Deadline = {
  status: Status
  receivedAt: Date
  dueAt: Date | null
  /** When somebody set `dueAt`: the delay starts there. Null where it started with the mail. */
  dueSetAt: Date | null
  snoozedUntil: Date | null
  /** Nobody has to answer what is probably forged. */
  trust: TrustLevel
}

export type DueFacts = {
  dueState: DueState
  /** How much of the delay is used, 0–1 in working time; null without a running or paused deadline. */
  dueShare: number | null
  /** Whole working minutes left, negative when overdue; null like `dueShare`. */
  dueInWorkingMinutes: number | null
}

/** A deadline that a clock gave, as far as it decides how it stands. */
export type ClockedDeadline = {
  dueAt: Date
  /** The whole delay in working minutes, without pauses. */
  workingMinutes: number
  pausedAt: Date | null
  isMet: boolean
}

const NEAR_DAYS = 3
const LAST_PART = 0.25 // of the delay
const MET: DueFacts = { dueState: 'met', dueShare: null, dueInWorkingMinutes: null }

/** How the deadline of a conversation stands at `now`, in the working time of its calendar. */
export function dueStateOf(deadline: Deadline, now: Date, hours: CompiledCalendar): DueFacts {
  const { dueAt, status } = deadline
  if (!dueAt) return { dueState: 'none', dueShare: null, dueInWorkingMinutes: null }
  const workingMinutes = workingMinutesBetween(
    deadline.dueSetAt ?? deadline.receivedAt,
    dueAt,
    hours,
  )
  const pausedAt = isPaused(deadline, now) ? now : null
  const isMet = status === 'answered' || status === 'archived'
  return dueFactsOf({ dueAt, workingMinutes, pausedAt, isMet }, now, hours)
}

/** How a deadline stands at `now`; what is paused stands as it did when its clock stopped. */
export function dueFactsOf(
  deadline: ClockedDeadline,
  now: Date,
  hours: CompiledCalendar,
): DueFacts {
  const { dueAt, workingMinutes, pausedAt } = deadline
  if (deadline.isMet) return MET
  const seenAt = pausedAt ?? now
  const left = workingMinutesBetween(seenAt, dueAt, hours)
  const share = shareUsed(workingMinutes, left, seenAt >= dueAt)
  return {
    dueState: pausedAt ? 'paused' : runningState(dueAt, { left, share }, now, hours),
    dueShare: Math.round(share * 1000) / 1000,
    dueInWorkingMinutes: left < 0 ? Math.ceil(left) : Math.floor(left),
  }
}

/**
 * From when on a deadline counts as near: three working days before it, or earlier when a quarter of
 * the delay is longer than that. `dueStateOf` says the same of every instant.
 */
export function dueSoonAt(start: Date, dueAt: Date, hours: CompiledCalendar): Date {
  return nearFrom(dueAt, Math.max(0, workingMinutesBetween(start, dueAt, hours)), hours)
}

/** As `dueSoonAt`, of a delay of so many working minutes. */
export function nearFrom(dueAt: Date, workingMinutes: number, hours: CompiledCalendar): Date {
  const near = Math.max(nearMinutes(hours), workingMinutes * LAST_PART)
  return workingInstantBefore(dueAt, near, hours)
}

function nearMinutes({ dayMinutes }: CompiledCalendar): number {
  return NEAR_DAYS * dayMinutes
}

/** Clocks rest while somebody outside is awaited, while the mail is set aside or suspicious, and while it is snoozed. */
function isPaused({ status, snoozedUntil, trust }: Deadline, now: Date): boolean {
  if (trust === 'danger') return true
  return status === 'waiting' || status === 'spam' || (snoozedUntil !== null && snoozedUntil > now)
}

function runningState(
  dueAt: Date,
  { left, share }: { left: number; share: number },
  now: Date,
  hours: CompiledCalendar,
): DueState {
  if (now > dueAt) return 'overdue'
  if (dueAt <= endOfDay(now, hours.timeZone)) return 'dueToday'
  return left <= nearMinutes(hours) || share >= 1 - LAST_PART ? 'dueSoon' : 'running'
}

/** A delay without working time was set for a time outside of it, or for one in the past. */
function shareUsed(delay: number, left: number, isOver: boolean): number {
  if (delay <= 0) return isOver ? 1 : 0
  return Math.min(1, Math.max(0, (delay - left) / delay))
}
