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
import {
  countSubjects,
  nextSubjects,
  nextUnmeasured,
  openSubjects,
  type SubjectRow,
} from './subject-queries.ts'
import { touchedSubjects } from './touched-subjects.ts'
import { writeChanges } from './write-deadlines.ts'

const PAGE = 2_000 // conversations a transaction: what they take in memory is given back young
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Asks for all open deadlines to be counted again, in the transaction that changes what they are counted by.
 * @param options.calendarId the calendar of which there is another version, where nothing else changed.
 */
export async function askForRecount(
  tx: Tx,
  { jobs, now }: Pick<Deps, 'jobs' | 'now'>,
  { askedBy, calendarId = null }: { askedBy: string | null; calendarId?: string | null },
): Promise<void> {
  const row = await tx.row<{ id: string }>(sql`
    insert into deadline_recount (asked_by, asked_at, calendar_id)
    values (${askedBy}, ${now()}, ${calendarId}) returning id`)
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
 * The job that counts open deadlines by the policies and calendars of now, page by page, and measures what
 * was closed before anything was measured. It may be run again at any time: what is right already is not written.
 */
export async function recountDeadlines(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { recountId }: JobData['recountDeadlines'],
): Promise<void> {
  const frame = await loadFrame(db)
  const touched = await touchedSubjects(db, frame, recountId)
  const total = touched?.length ?? (await countSubjects(db))
  await db.run(sql`
    update deadline_recount set total = ${total}::int, examined = 0, moved = 0
    where id = ${recountId}`)
  await inPages(touched ? '0' : FIRST, (after, found) =>
    inTransaction(db, async (tx) => {
      await tx.run(sql`set local synchronous_commit to off`) // a page that a crash takes back is counted once more
      const { subjects, next } = await nextPage(tx, touched, after)
      found(next)
      const counted = await recountPage(tx, frame, { subjects, now: now() })
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

/** The next conversations, locked; of those that are named, or of all. */
async function nextPage(
  tx: Tx,
  touched: readonly string[] | null,
  after: string,
): Promise<{ subjects: SubjectRow[]; next: string | undefined }> {
  if (touched === null) {
    const subjects = await nextSubjects(tx, after, { limit: PAGE, lock: true })
    return { subjects, next: subjects.length < PAGE ? undefined : subjects.at(-1)?.id }
  }
  const end = Number(after) + PAGE
  const subjects = await openSubjects(tx, touched.slice(Number(after), end))
  return { subjects, next: end < touched.length ? String(end) : undefined }
}

async function recountPage(
  tx: Tx,
  frame: Frame,
  { subjects, now }: { subjects: readonly SubjectRow[]; now: Date },
): Promise<{ examined: number; moved: number }> {
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
