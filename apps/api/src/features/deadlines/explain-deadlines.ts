import type { PolicyDeadline } from '@levee/contract'
import type { Queryable } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation } from '../conversations/access.ts'
import {
  type Frame,
  hoursOf,
  loadFrame,
  type CalendarContent,
  type PolicyContent,
} from './frame.ts'
import { type CountedReading, readDeadlines } from './read-deadlines.ts'
import { type StoredDeadline, subjectsById, type SubjectRow } from './subject-queries.ts'
import { calendarVersion, policyVersion } from './version-queries.ts'

/** The deadlines of a conversation with how each date came about, by the versions that they were counted by. */
export async function explainDeadlines(
  { db, now }: { db: Queryable; now: () => Date },
  conversationId: string,
): Promise<PolicyDeadline[]> {
  const subject = (await subjectsById(db, [conversationId])).get(conversationId)
  if (!subject || subject.stored.length === 0) return []
  const at = now()
  const frame = await loadFrame(db)
  const explained: PolicyDeadline[] = []
  for (const stored of subject.stored) {
    const then = await frameOf(db, frame, stored)
    const counted = readDeadlines(onlyBy(subject, stored), then, at)
    const found = counted.find(({ values }) => values.kind === stored.kind)
    if (found) explained.push(deadlineOf(stored, found, at))
  }
  return explained
}

/** One of them. */
export async function explainDeadline(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { id, deadlineId }: { id: string; deadlineId: string },
): Promise<PolicyDeadline> {
  const conversation = await accessConversation(db, viewer, id)
  const deadlines = await explainDeadlines({ db, now }, conversation.id)
  const found = deadlines.find((each) => each.id === deadlineId)
  if (!found) throw new DomainError('not-found', 'There is no such deadline.')
  return found
}

/** The policy that counted a deadline is the one that explains it, whatever the conditions say by now. */
function onlyBy(subject: SubjectRow, { policyId }: StoredDeadline): SubjectRow {
  return { ...subject, facts: { ...subject.facts, policyId } }
}

/** What a deadline was counted by, when it was. */
async function frameOf(db: Queryable, frame: Frame, stored: StoredDeadline): Promise<Frame> {
  const { policyId, policyVersion: policyNumber, calendarId, calendarVersion: number } = stored
  const calendar =
    calendarId === null ? undefined : await calendarVersion(db, { id: calendarId, version: number })
  const policy =
    policyId === null ? undefined : await policyVersion(db, { id: policyId, version: policyNumber })
  return thenFrame(frame, stored, { calendar, policy })
}

function thenFrame(
  frame: Frame,
  { policyId, policyVersion: version, calendarId, calendarVersion: number }: StoredDeadline,
  {
    calendar,
    policy,
  }: { calendar?: CalendarContent | undefined; policy?: PolicyContent | undefined },
): Frame {
  const hours = calendarId !== null && calendar ? hoursOf(calendarId, number, calendar) : undefined
  return {
    ...frame,
    calendars: hours ? new Map([[calendarId ?? '', hours]]) : frame.calendars,
    defaultId: hours ? calendarId : frame.defaultId,
    policies:
      policyId !== null && policy ? [{ id: policyId, version, position: 0, ...policy }] : [],
  }
}

function deadlineOf(
  stored: StoredDeadline,
  { reading }: CountedReading,
  now: Date,
): PolicyDeadline {
  const { id, kind, startedAt, dueAt, metAt, pausedAt, isByHand, policyId } = stored
  return {
    id,
    kind,
    startedAt: startedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    state: stateOf(stored, now),
    metAt: metAt?.toISOString() ?? null,
    pausedAt: isPaused(stored, now) ? (pausedAt?.toISOString() ?? null) : null,
    isByHand,
    policyId,
    policyVersion: stored.policyVersion,
    calendarVersion: stored.calendarVersion,
    trace: { ...reading.trace, steps: [...reading.trace.steps] },
  }
}

function isPaused({ pausedAt, pausedUntil }: StoredDeadline, now: Date): boolean {
  return pausedAt !== null && (pausedUntil === null || pausedUntil > now)
}

function stateOf(stored: StoredDeadline, now: Date): PolicyDeadline['state'] {
  const { metAt, dueAt } = stored
  if (metAt !== null) return metAt > dueAt ? 'missed' : 'met'
  if (isPaused(stored, now)) return 'paused'
  return now > dueAt ? 'missed' : 'running'
}
