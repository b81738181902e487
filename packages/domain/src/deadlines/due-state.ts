import type { Status } from '../conversations/status.ts'
import type { TrustLevel } from '../trust/trust.ts'
import {
  endOfDay,
  workingInstantBefore,
  WORKING_DAY_MINUTES,
  workingMinutesBetween,
} from './working-time.ts'

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

const NEAR = 3 * WORKING_DAY_MINUTES
const LAST_PART = 0.25 // of the delay

/** How the deadline of a conversation stands at `now`, in working time of `timeZone`. */
export function dueStateOf(deadline: Deadline, now: Date, timeZone: string): DueFacts {
  const { dueAt, status } = deadline
  if (!dueAt) return { dueState: 'none', dueShare: null, dueInWorkingMinutes: null }
  if (status === 'answered' || status === 'archived')
    return { dueState: 'met', dueShare: null, dueInWorkingMinutes: null }
  const left = workingMinutesBetween(now, dueAt, timeZone)
  const share = shareUsed(deadline, dueAt, now, timeZone)
  return {
    dueState: isPaused(deadline, now)
      ? 'paused'
      : runningState(dueAt, { left, share }, now, timeZone),
    dueShare: Math.round(share * 1000) / 1000,
    dueInWorkingMinutes: left < 0 ? Math.ceil(left) : Math.floor(left),
  }
}

/**
 * From when on a deadline counts as near: three working days before it, or earlier when a quarter of
 * the delay is longer than that. `dueStateOf` says the same of every instant.
 */
export function dueSoonAt(start: Date, dueAt: Date, timeZone: string): Date {
  const delay = Math.max(0, workingMinutesBetween(start, dueAt, timeZone))
  return workingInstantBefore(dueAt, Math.max(NEAR, delay * LAST_PART), timeZone)
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
  timeZone: string,
): DueState {
  if (now > dueAt) return 'overdue'
  if (dueAt <= endOfDay(now, timeZone)) return 'dueToday'
  return left <= NEAR || share >= 1 - LAST_PART ? 'dueSoon' : 'running'
}

function shareUsed(
  { dueSetAt, receivedAt }: Deadline,
  dueAt: Date,
  now: Date,
  timeZone: string,
): number {
  const start = dueSetAt ?? receivedAt
  const delay = workingMinutesBetween(start, dueAt, timeZone)
  if (delay <= 0) return now >= dueAt ? 1 : 0 // set for a time outside working hours, or in the past
  return Math.min(1, Math.max(0, workingMinutesBetween(start, now, timeZone) / delay))
}
