import type { DeadlineMoves } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import type { Frame } from './frame.ts'
import { readDeadlines } from './read-deadlines.ts'
import { nextSubjects, type SubjectRow } from './subject-queries.ts'

const PAGE = 5_000 // conversations
const MOST_LISTED = 100
const FIRST = '00000000-0000-0000-0000-000000000000'

type Move = {
  conversationId: string
  kind: DeadlineMoves['items'][number]['kind']
  before: Date | null
  after: Date | null
}

/** Which open deadlines would stand on another date if they were counted by this; nothing is written. */
export async function whatWouldMove(
  db: Queryable,
  frame: Frame,
  now: Date,
): Promise<DeadlineMoves> {
  const moves: Move[] = []
  let examined = 0
  for (let after = FIRST; ;) {
    const page = await nextSubjects(db, after, { limit: PAGE, lock: false })
    for (const subject of page) moves.push(...movesOf(subject, frame, now))
    examined += page.length
    if (page.length < PAGE) break
    after = page.at(-1)?.id ?? after
  }
  return summed(db, { moves, examined, now })
}

function movesOf(subject: SubjectRow, frame: Frame, now: Date): Move[] {
  const { id: conversationId, stored } = subject
  const counted = readDeadlines(subject, frame, now).map(({ values }) => values)
  const before = new Map(stored.map((each) => [each.kind, each]))
  const after = new Map(counted.map((each) => [each.kind, each]))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((kind): Move[] => {
    const [was, is] = [before.get(kind), after.get(kind)]
    const open = { was: openDate(was), is: openDate(is) }
    if (open.was?.getTime() === open.is?.getTime()) return []
    return [{ conversationId, kind, before: open.was, after: open.is }]
  })
}

function openDate(deadline: { dueAt: Date; metAt: Date | null } | undefined): Date | null {
  return deadline && deadline.metAt === null ? deadline.dueAt : null
}

async function summed(
  db: Queryable,
  { moves, examined, now }: { moves: Move[]; examined: number; now: Date },
): Promise<DeadlineMoves> {
  const count = (is: (move: Move) => boolean): number => moves.filter(is).length
  const isPast = (date: Date | null): boolean => date !== null && date < now
  const inOrder = moves.toSorted((one, other) => urgency(one, now) - urgency(other, now))
  return {
    examined,
    later: count(({ before, after }) => before !== null && after !== null && after > before),
    earlier: count(({ before, after }) => before !== null && after !== null && after < before),
    started: count(({ before }) => before === null),
    ended: count(({ after }) => after === null),
    breachesCreated: count(({ before, after }) => isPast(after) && !isPast(before)),
    breachesCured: count(({ before, after }) => isPast(before) && !isPast(after)),
    items: await named(db, inOrder.slice(0, MOST_LISTED)),
  }
}

/** Breaches that would be made first, then those cured, then the nearest dates. */
function urgency({ before, after }: Move, now: Date): number {
  const isLate = after !== null && after < now
  const wasLate = before !== null && before < now
  const rank = isLate === wasLate ? 2 : isLate ? 0 : 1
  return rank * 1e14 + (after ?? before ?? now).getTime()
}

async function named(db: Queryable, moves: readonly Move[]): Promise<DeadlineMoves['items']> {
  const ids = moves.map(({ conversationId }) => conversationId)
  const rows = await db.rows<{ id: string; reference: string | null; subject: string }>(sql`
    select id, reference, subject from conversation where id = any(${ids}::uuid[])`)
  const names = new Map(rows.map((row) => [row.id, row]))
  return moves.map(({ conversationId, kind, before, after }) => ({
    conversationId,
    reference: names.get(conversationId)?.reference ?? null,
    subject: names.get(conversationId)?.subject ?? '',
    kind,
    before: before?.toISOString() ?? null,
    after: after?.toISOString() ?? null,
  }))
}
