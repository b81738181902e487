import { type Queryable, sql } from '@levee/db'
import { type AnswerTimes, answerTimes, policyFor } from '@levee/domain'
import { type Frame, hoursFor } from './frame.ts'
import type { DeadlineValues } from './read-deadlines.ts'
import type { SubjectRow } from './subject-queries.ts'

/** What is stored of how long a conversation took; `deadlinesKept` once it is closed, null without deadlines. */
export type StoredTimes = AnswerTimes & { deadlinesKept: boolean | null }

const NOTHING: StoredTimes = {
  firstReplyAt: null,
  firstReplyMinutes: null,
  resolvedAt: null,
  resolutionMinutes: null,
  deadlinesKept: null,
}

/** How long a conversation took, where that is not what is stored; undefined where it is. */
export function changedTimes(
  subject: Pick<SubjectRow, 'facts' | 'events' | 'times' | 'isRegistered'>,
  counted: readonly DeadlineValues[],
  frame: Frame,
): StoredTimes | undefined {
  const times = timesOf(subject, counted, frame)
  return isSame(subject.times, times) ? undefined : times
}

function timesOf(
  { facts, events, isRegistered }: Pick<SubjectRow, 'facts' | 'events' | 'isRegistered'>,
  counted: readonly DeadlineValues[],
  frame: Frame,
): StoredTimes {
  const hours = hoursFor(frame, policyFor(frame.policies, facts), facts)
  if (!isRegistered || !hours) return NOTHING
  const times = answerTimes(events, hours)
  const isKept = counted.every(({ metAt, dueAt }) => metAt !== null && metAt <= dueAt)
  return { ...times, deadlinesKept: times.resolvedAt && counted.length > 0 ? isKept : null }
}

/** Writes how long conversations took. */
export async function writeTimes(
  tx: Queryable,
  changed: readonly { id: string; times: StoredTimes }[],
): Promise<void> {
  if (changed.length === 0) return
  const rows = changed.map(({ id, times }) => ({ id, ...times }))
  await tx.run(sql`
    update conversation c set first_reply_at = r."firstReplyAt",
      first_reply_minutes = r."firstReplyMinutes", resolved_at = r."resolvedAt",
      resolution_minutes = r."resolutionMinutes", deadlines_kept = r."deadlinesKept"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "firstReplyAt" timestamptz,
      "firstReplyMinutes" int, "resolvedAt" timestamptz, "resolutionMinutes" int,
      "deadlinesKept" boolean)
    where c.id = r.id`)
}

function isSame(one: StoredTimes, other: StoredTimes): boolean {
  return (
    one.firstReplyAt?.getTime() === other.firstReplyAt?.getTime() &&
    one.firstReplyMinutes === other.firstReplyMinutes &&
    one.resolvedAt?.getTime() === other.resolvedAt?.getTime() &&
    one.resolutionMinutes === other.resolutionMinutes &&
    one.deadlinesKept === other.deadlinesKept
  )
}
