import type { Queryable } from '@levee/db'
import { recordInSets } from '../activity/record-activity.ts'
import { changedTimes, writeTimes } from './answer-times.ts'
import { conversationEvents } from './conversation-log.ts'
import { type DeadlineChanges, deadlineChanges } from './deadline-changes.ts'
import { loadFrame } from './frame.ts'
import { readDeadlines } from './read-deadlines.ts'
import { logsOf, subjectsById } from './subject-queries.ts'
import { writeChanges, writeClocks } from './write-deadlines.ts'

/**
 * Reads the logs of conversations again and lets their deadlines follow, a few statements for all. Call it
 * once what happened is in the log; the conversations must be locked.
 */
export async function followClocks(
  tx: Queryable,
  conversationIds: readonly string[],
  at: Date,
): Promise<void> {
  const ids = [...new Set(conversationIds)]
  if (ids.length === 0) return
  const [logs, subjects, frame] = await Promise.all([
    logsOf(tx, ids),
    subjectsById(tx, ids),
    loadFrame(tx),
  ])
  const clocks = [...subjects.values()].map((subject) => ({
    ...subject,
    events: conversationEvents(subject.id, logs.get(subject.id) ?? []),
  }))
  const started = clocks.filter(
    ({ id, events, stored }) =>
      events.length > 0 || stored.length > 0 || (subjects.get(id)?.events.length ?? 0) > 0,
  )
  if (started.length === 0) return
  const read = started.map((subject) => {
    const counted = readDeadlines(subject, frame, at).map(({ values }) => values)
    return { subject, counted }
  })
  const changes = read.flatMap(
    ({ subject, counted }) => deadlineChanges(subject, counted, at) ?? [],
  )
  const times = read.flatMap(({ subject, counted }) => {
    const changed = changedTimes(subject, counted, frame)
    return changed ? [{ id: subject.id, times: changed }] : []
  })
  await Promise.all([
    writeClocks(tx, started),
    writeChanges(tx, changes),
    writeTimes(tx, times),
    recordMoves(tx, changes, at),
  ])
}

/** Says in the log of each conversation, which is locked, which deadline moved, from where to where, and why. */
export async function recordMoves(
  tx: Queryable,
  changes: readonly DeadlineChanges[],
  at: Date,
): Promise<void> {
  const moves = changes.flatMap(({ conversationId, moved }) =>
    moved.map(({ before, after }) => ({
      conversationId,
      kind: 'deadlineMoved' as const,
      before: { deadlineKind: before.kind, dueAt: before.dueAt },
      after: { deadlineKind: after.kind, dueAt: after.dueAt, why: whyOf(before, after) },
    })),
  )
  await recordInSets(tx, moves, at)
}

type Moved = DeadlineChanges['moved'][number]

function whyOf(before: Moved['before'], after: Moved['after']): 'policy' | 'calendar' | 'clock' {
  if (before.policyId !== after.policyId || before.policyVersion !== after.policyVersion)
    return 'policy'
  const isSameCalendar =
    before.calendarId === after.calendarId && before.calendarVersion === after.calendarVersion
  return isSameCalendar ? 'clock' : 'calendar'
}
