import type { DeadlineValues } from './read-deadlines.ts'
import type { StoredDeadline, SubjectRow } from './subject-queries.ts'

/** What a count finds different from what is stored. */
export type DeadlineChanges = {
  conversationId: string
  added: DeadlineValues[]
  /** Stored ones of which something is different. */
  changed: (DeadlineValues & Pick<StoredDeadline, 'id'>)[]
  removed: StoredDeadline[]
  /** Open deadlines that stand on another date. */
  moved: { before: StoredDeadline; after: DeadlineValues }[]
  /** What lists show of it, when that is to be written; undefined: nothing changed. */
  lead: DeadlineValues | null | undefined
}

/** Compares what was counted with what is stored; undefined when nothing is different. */
export function deadlineChanges(
  { id, stored }: Pick<SubjectRow, 'id' | 'stored'>,
  counted: readonly DeadlineValues[],
  now: Date,
): DeadlineChanges | undefined {
  const before = new Map(stored.map((each) => [each.kind, each]))
  const kinds = new Set(counted.map(({ kind }) => kind))
  const removed = stored.filter(({ kind }) => !kinds.has(kind))
  const added = counted.filter(({ kind }) => !before.has(kind))
  const different = counted.flatMap((after) => {
    const was = before.get(after.kind)
    return was && !isSame(was, after, now) ? [{ before: was, after }] : []
  })
  if (added.length + different.length + removed.length === 0) return undefined
  return {
    conversationId: id,
    added,
    changed: different.map(({ before: { id: of }, after }) => ({ ...after, id: of })),
    removed,
    moved: different.filter(({ before: was, after }) => isMove(was, after)),
    lead: leadOf(counted),
  }
}

/** What another version leaves as it was stays explained by the version that counted it. */
function isSame(stored: StoredDeadline, counted: DeadlineValues, now: Date): boolean {
  const pause = isOver(stored, now) ? { pausedAt: null, pausedUntil: null } : stored
  return (
    stored.policyId === counted.policyId &&
    stored.calendarId === counted.calendarId &&
    stored.isByHand === counted.isByHand &&
    stored.workingMinutes === counted.workingMinutes &&
    isSameTime(stored.startedAt, counted.startedAt) &&
    isSameTime(stored.dueAt, counted.dueAt) &&
    isSameTime(stored.nearFrom, counted.nearFrom) &&
    isSameTime(stored.metAt, counted.metAt) &&
    isSameTime(pause.pausedAt, counted.pausedAt) &&
    isSameTime(pause.pausedUntil, counted.pausedUntil)
  )
}

/** A pause that ended by itself is written only when something else is. */
function isOver({ pausedUntil }: StoredDeadline, now: Date): boolean {
  return pausedUntil !== null && pausedUntil <= now
}

function isSameTime(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime()
}

/** A date by hand stands in the log already; a clock that began again is another deadline. */
function isMove(before: StoredDeadline, after: DeadlineValues): boolean {
  return (
    !isSameTime(before.dueAt, after.dueAt) &&
    isSameTime(before.startedAt, after.startedAt) &&
    after.metAt === null &&
    !before.isByHand &&
    !after.isByHand
  )
}

/** The deadline that lists show: the earliest one that runs, else that rests, else the last that was met. */
export function leadOf(deadlines: readonly DeadlineValues[]): DeadlineValues | null {
  const byDate = deadlines.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
  const open = byDate.filter(({ metAt }) => metAt === null)
  return open.find(({ pausedAt }) => pausedAt === null) ?? open[0] ?? byDate.at(-1) ?? null
}
