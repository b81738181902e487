import type { DeadlineRecount } from '@levee/contract'
import { type Db, inTransaction, sql, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import type { JobData } from '../../jobs.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { changedTimes, writeTimes } from './answer-times.ts'
import { deadlineChanges } from './deadline-changes.ts'
import { recordMoves } from './follow-clocks.ts'
import { type Frame, loadFrame } from './frame.ts'
import { inPages } from './in-pages.ts'
import { readDeadlines } from './read-deadlines.ts'
import { countSubjects, nextSubjects, nextUnmeasured } from './subject-queries.ts'
import { writeChanges } from './write-deadlines.ts'

const PAGE = 2_000 // conversations a transaction: what they take in memory is given back young
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Asks for all open deadlines to be counted again, in the transaction that changes what they are counted by. */
export async function askForRecount(
  tx: Tx,
  { jobs, now }: Pick<Deps, 'jobs' | 'now'>,
  askedBy: string | null,
): Promise<void> {
  const row = await tx.row<{ id: string }>(sql`
    insert into deadline_recount (asked_by, asked_at) values (${askedBy}, ${now()}) returning id`)
  if (row)
    await jobs.enqueue(tx, 'recountDeadlines', { recountId: row.id }, { orderKey: 'recount' })
}

/** The last counts, the newest first. */
export async function listRecounts(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
): Promise<DeadlineRecount[]> {
  requirePermission(viewer, 'manageDeadlines')
  type Row = Omit<DeadlineRecount, 'askedAt' | 'finishedAt'> & {
    askedAt: Date
    finishedAt: Date | null
  }
  const rows = await db.rows<Row>(sql`
    select id, asked_at as "askedAt", examined, total, moved, finished_at as "finishedAt", problem
    from deadline_recount order by asked_at desc, id desc limit 20`)
  return rows.map((row) => ({
    ...row,
    askedAt: row.askedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }))
}

/**
 * The job that counts all open deadlines by the policies and calendars of now, page by page, and measures what
 * was closed before anything was measured. It may be run again at any time: what is right already is not written.
 */
export async function recountDeadlines(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { recountId }: JobData['recountDeadlines'],
): Promise<void> {
  const frame = await loadFrame(db)
  await db.run(sql`
    update deadline_recount set total = ${await countSubjects(db)}::int, examined = 0, moved = 0
    where id = ${recountId}`)
  await inPages(FIRST, (after, found) =>
    inTransaction(db, async (tx) => {
      const counted = await recountPage(tx, frame, { after, found, now: now() })
      await tx.run(sql`
        update deadline_recount set examined = examined + ${counted.examined}::int,
          moved = moved + ${counted.moved}::int where id = ${recountId}`)
    }),
  )
  await measureClosed(db, frame, now)
  await inTransaction(db, async (tx) => {
    await tx.run(sql`update deadline_recount set finished_at = ${now()} where id = ${recountId}`)
    await announce(tx, { type: 'reset' }) // more moved than could be named one by one
  })
}

type Page = { after: string; found: (last: string | undefined) => void; now: Date }

async function recountPage(
  tx: Tx,
  frame: Frame,
  { after, found, now }: Page,
): Promise<{ examined: number; moved: number }> {
  await tx.run(sql`set local synchronous_commit to off`) // a page that a crash takes back is counted once more
  const subjects = await nextSubjects(tx, after, { limit: PAGE, lock: true })
  found(subjects.length < PAGE ? undefined : subjects.at(-1)?.id)
  const changes = subjects.flatMap((subject) => {
    const counted = readDeadlines(subject, frame, now).map(({ values }) => values)
    return deadlineChanges(subject, counted, now) ?? []
  })
  await writeChanges(tx, changes)
  await recordMoves(tx, changes, now)
  return {
    examined: subjects.length,
    moved: changes.reduce((sum, { moved }) => sum + moved.length, 0),
  }
}

/** What was closed keeps the times that were written then: only where there are none are they worked out. */
async function measureClosed(db: Db, frame: Frame, now: () => Date): Promise<void> {
  let last: string | undefined = FIRST
  while (last !== undefined) {
    const after: string = last
    last = await inTransaction(db, async (tx) => {
      const subjects = await nextUnmeasured(tx, after, PAGE)
      const changed = subjects.flatMap((subject) => {
        const counted = readDeadlines(subject, frame, now()).map(({ values }) => values)
        const times = changedTimes(subject, counted, frame)
        return times ? [{ id: subject.id, times }] : []
      })
      await writeTimes(tx, changed)
      return subjects.at(-1)?.id
    })
  }
}
