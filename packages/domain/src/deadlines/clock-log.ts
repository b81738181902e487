import { isClosed, type Status } from '../conversations/status.ts'
import type { ClockEvent, PauseReason } from './clock.ts'
import { DEADLINE_KINDS, type DeadlineKind } from './policy.ts'

/** An entry of the activity log of a conversation, as far as clocks read it. */
export type LogEntry = {
  kind: string
  at: Date
  before: Readonly<Record<string, unknown>>
  after: Readonly<Record<string, unknown>>
}

const STATUSES: readonly Status[] = ['open', 'waiting', 'answered', 'archived', 'spam']

/** What several entries together say, read from the first to the last. */
type Reader = {
  events: ClockEvent[]
  hasReceived: boolean
  snoozedUntil: Date | null
  /** Mails that passed one on: that they come back takes no answer back. */
  passedOn: Set<unknown>
}

const SAID: Partial<
  Record<string, 'registered' | 'acknowledged' | 'opinionAsked' | 'opinionGiven'>
> = {
  registered: 'registered',
  acknowledged: 'acknowledged',
  opinionAsked: 'opinionAsked',
  opinionGiven: 'opinionGiven',
}

/**
 * What happened to a conversation, from its activity log alone. A snooze ends by itself: what is to end
 * after `now` has not ended. A mail counts from `after.receivedAt`, where the entry says it.
 * @param log in the order in which it was written.
 * @param byHand the deadline that `dueAt` is, where an entry says none (`after.deadlineKind`).
 */
export function clockEventsOf(
  log: readonly LogEntry[],
  { now, byHand }: { now: Date; byHand: DeadlineKind },
): readonly ClockEvent[] {
  const reader: Reader = { events: [], hasReceived: false, snoozedUntil: null, passedOn: new Set() }
  for (const entry of log) {
    endSnooze(reader, entry.at)
    readMail(reader, entry)
    readStatus(reader, entry)
    readSnooze(reader, entry)
    readTrust(reader, entry)
    readPause(reader, entry)
    readHand(reader, entry, byHand)
  }
  endSnooze(reader, now)
  return reader.events.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

function readMail(reader: Reader, { kind, at, after, before }: LogEntry): void {
  const { events } = reader
  const said = SAID[kind]
  if (said) events.push({ type: said, at })
  if (kind === 'received' && (after['automatic'] ?? 'no') === 'no') {
    events.push({
      type: reader.hasReceived ? 'incoming' : 'received',
      at: timeOf(after['receivedAt']) ?? at,
    })
    reader.hasReceived = true
  }
  if (kind === 'sent' && after['forwarded'] !== true)
    events.push({ type: 'replied', at: timeOf(after['sentAt']) ?? at })
  if (kind === 'forwarded' || after['forwarded'] === true) reader.passedOn.add(after['messageId'])
  const isReturned = kind === 'bounced' || kind === 'sendFailed'
  if (isReturned && !reader.passedOn.has(after['messageId'])) events.push({ type: 'returned', at })
  if (isSet(after, 'assigneeId', before) || isSet(after, 'teamId', before))
    events.push({ type: 'assigned', at })
}

function readStatus({ events }: Reader, { at, before, after }: LogEntry): void {
  const [was, is] = [statusOf(before['status']), statusOf(after['status'])]
  if (is === null || was === is) return
  pauseWhile(events, at, 'waiting', was === 'waiting', is === 'waiting')
  pauseWhile(events, at, 'setAside', was === 'spam', is === 'spam')
  const isDone = isClosed(is) && is !== 'spam'
  const wasDone = was !== null && isClosed(was) && was !== 'spam'
  if (isDone && !wasDone) events.push({ type: 'resolved', at })
  if (wasDone && !isDone) events.push({ type: 'reopened', at })
}

function readSnooze(reader: Reader, { at, after }: LogEntry): void {
  if (!('snoozedUntil' in after)) return
  const until = timeOf(after['snoozedUntil'])
  pauseWhile(reader.events, at, 'snoozed', reader.snoozedUntil !== null, until !== null)
  reader.snoozedUntil = until
}

function endSnooze(reader: Reader, now: Date): void {
  const { snoozedUntil, events } = reader
  if (snoozedUntil === null || snoozedUntil > now) return
  events.push({ type: 'resumed', reason: 'snoozed', at: snoozedUntil })
  reader.snoozedUntil = null
}

function readTrust({ events }: Reader, { at, before, after }: LogEntry): void {
  if (!('trust' in after)) return
  pauseWhile(events, at, 'suspicious', before['trust'] === 'danger', after['trust'] === 'danger')
}

function readPause({ events }: Reader, { kind, at, after }: LogEntry): void {
  const note = typeof after['note'] === 'string' ? { note: after['note'] } : {}
  if (kind === 'paused') events.push({ type: 'paused', reason: 'onPurpose', at, ...note })
  if (kind === 'resumed') events.push({ type: 'resumed', reason: 'onPurpose', at })
}

/** A date that a policy moved is no date by hand: only one whose entry says when it was set. */
function readHand({ events }: Reader, { at, after }: LogEntry, byHand: DeadlineKind): void {
  if (!('dueAt' in after) || !('dueSetAt' in after)) return
  const isByHand = typeof after['dueSetAt'] === 'string'
  const kind = DEADLINE_KINDS.find((each) => each === after['deadlineKind']) ?? byHand
  const note = typeof after['note'] === 'string' ? { note: after['note'] } : {}
  const dueAt = isByHand ? timeOf(after['dueAt']) : null
  events.push({ type: 'setByHand', kind, at, dueAt, ...note })
}

function pauseWhile(
  events: ClockEvent[],
  at: Date,
  reason: PauseReason,
  ...[was, is]: [boolean, boolean]
): void {
  if (is && !was) events.push({ type: 'paused', reason, at })
  if (was && !is) events.push({ type: 'resumed', reason, at })
}

function isSet(
  after: LogEntry['after'],
  field: 'assigneeId' | 'teamId',
  before: LogEntry['before'],
): boolean {
  return typeof after[field] === 'string' && (before[field] ?? null) === null
}

function statusOf(value: unknown): Status | null {
  return STATUSES.find((each) => each === value) ?? null
}

function timeOf(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null
}
