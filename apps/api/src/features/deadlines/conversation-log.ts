import { type ClockEvent, clockEventsOf, type LogEntry } from '@levee/domain'

/** An entry of the log as it is stored, of a conversation or of one that was merged into it. */
export type StoredEntry = LogEntry & { id: string; conversationId: string; undoes: string | null }

/** The end of time, so that a snooze is known to end when it will. */
const ALWAYS = new Date(8_640_000_000_000_000)

/**
 * What happened to a conversation as far as clocks care, from the log alone: what was taken back has not
 * happened, mail that was moved to another conversation counts there.
 */
export function conversationEvents(
  conversationId: string,
  log: readonly StoredEntry[],
): readonly ClockEvent[] {
  const standing = standingIn(log)
  const gone = movedAway(conversationId, log.filter(standing))
  const setStatus = statusesOfReplies(log)
  let status: unknown
  const story = log.flatMap((entry): LogEntry[] => {
    if (entry.conversationId !== conversationId) return mailOf(entry)
    if ((entry.kind === 'paused' || entry.kind === 'resumed') && !standing(entry)) return []
    const said = withReplyStatus(withDeadlineOfUndone(entry, log), setStatus, status)
    status = said.after['status'] ?? status
    return [...mailMovedHere(entry), isGone(entry, gone) ? { ...said, kind: 'moved' } : said]
  })
  const inOrder = story.toSorted((one, other) => timeOf(one) - timeOf(other))
  return clockEventsOf(inOrder, { now: ALWAYS, byHand: 'resolution' })
}

/** Whether an entry stands: what took it back may itself have been taken back. */
function standingIn(log: readonly StoredEntry[]): (entry: StoredEntry) => boolean {
  const undoneBy = new Map(log.map((entry) => [entry.undoes, entry]))
  const stands = (entry: StoredEntry): boolean => {
    const undoing = undoneBy.get(entry.id)
    return undoing === undefined || !stands(undoing)
  }
  return stands
}

/** Messages that a split took out. */
function movedAway(conversationId: string, log: readonly StoredEntry[]): ReadonlySet<unknown> {
  const ids = log
    .filter((entry) => entry.kind === 'split' && entry.conversationId === conversationId)
    .flatMap(({ after }) => (Array.isArray(after['messageIds']) ? after['messageIds'] : []))
  return new Set<unknown>(ids)
}

function isGone({ kind, after }: StoredEntry, gone: ReadonlySet<unknown>): boolean {
  return (kind === 'received' || kind === 'sent') && gone.has(after['messageId'])
}

/** Of what became part of a conversation only the mail counts: its status was its own. */
function mailOf({ kind, at, after }: StoredEntry): LogEntry[] {
  if (kind !== 'received' && kind !== 'sent') return []
  const { receivedAt, sentAt, automatic, forwarded } = after
  return [{ kind, at, before: {}, after: { receivedAt, sentAt, automatic, forwarded } }]
}

/** The mail with which a split made a conversation. */
function mailMovedHere({ kind, at, after }: StoredEntry): LogEntry[] {
  const mail: unknown = after['mail']
  if (kind !== 'splitFrom' || !Array.isArray(mail)) return []
  return mail.map((each: Record<string, unknown>) => ({
    kind: each['direction'] === 'outgoing' ? 'sent' : 'received',
    at,
    before: {},
    after: {
      receivedAt: each['receivedAt'],
      sentAt: each['receivedAt'],
      automatic: each['automatic'],
    },
  }))
}

/** What replies that were queued ask for, by their message. */
function statusesOfReplies(log: readonly StoredEntry[]): ReadonlyMap<unknown, unknown> {
  return new Map(
    log
      .filter(({ kind }) => kind === 'replied' || kind === 'forwarded')
      .filter(({ after }) => typeof after['setStatus'] === 'string')
      .map(({ after }) => [after['messageId'], after['setStatus']]),
  )
}

/** A date that is given back is of the deadline of which it was taken. */
function withDeadlineOfUndone(entry: StoredEntry, log: readonly StoredEntry[]): StoredEntry {
  const { after, undoes } = entry
  if (undoes === null || !('dueAt' in after) || 'deadlineKind' in after) return entry
  const undone = log.find(({ id }) => id === undoes)
  const { deadlineKind } = undone ? withDeadlineOfUndone(undone, log).after : {}
  return deadlineKind === undefined ? entry : { ...entry, after: { ...after, deadlineKind } }
}

/** The status that came with a reply counts from when it was sent. */
function withReplyStatus(
  entry: StoredEntry,
  setStatus: ReadonlyMap<unknown, unknown>,
  before: unknown,
): LogEntry {
  const { kind, after } = entry
  const status = kind === 'sent' && setStatus.get(after['messageId'])
  if (!status || after['status'] !== undefined || after['problem'] !== undefined) return entry
  return { ...entry, before: { ...entry.before, status: before }, after: { ...after, status } }
}

function timeOf({ at, after }: LogEntry): number {
  const time = after['receivedAt'] ?? after['sentAt']
  return typeof time === 'string' ? Date.parse(time) : at.getTime()
}
