import type { Calendar } from '@levee/contract'
import { inTransaction, sql, type Tx } from '@levee/db'
import { DomainError, type FeedClosure } from '@levee/domain'
import { fetchCalendar, PublicFetchError, readClosures } from '@levee/mail'
import type { Deps } from '../../../deps.ts'
import { requirePermission, type Viewer } from '../../../http/viewer.ts'
import { calendarById, feedClosures, insertVersion, lockCalendar } from './calendar-queries.ts'
import {
  type FeedRow,
  insertUpload,
  saveProblem,
  saveReading,
  takeDueFeeds,
} from './holiday-feed-queries.ts'
import { askForRecount } from '../recount.ts'

type FeedDeps = Pick<Deps, 'db' | 'jobs' | 'now' | 'internet' | 'log'>

const DAY = 86_400_000 // ms
const RETRY = 3_600_000 // ms after a failure
const TAKEN = 300_000 // ms in which one process reads a feed
const YEARS_AHEAD = 4 // further than deadlines are counted

/** Keeps an uploaded iCalendar file and closes what it says. */
export async function uploadFeed(
  deps: FeedDeps,
  viewer: Viewer,
  { id, name, content }: { id: string; name: string; content: string },
): Promise<Calendar> {
  requirePermission(viewer, 'manageDeadlines')
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const { content: calendar } = await lockCalendar(tx, id)
    const closures = readClosures(content, frameOf(at, calendar.timeZone))
    await insertUpload(tx, { calendarId: id, name, content, closures, at, next: later(at, DAY) })
    await followFeeds(tx, deps, id, viewer.id)
    return calendarById(tx, id)
  })
}

/** Forgets a feed, and opens again what it closed. */
export async function removeFeed(
  deps: FeedDeps,
  viewer: Viewer,
  { id, feedId }: { id: string; feedId: string },
): Promise<Calendar> {
  requirePermission(viewer, 'manageDeadlines')
  return inTransaction(deps.db, async (tx) => {
    await lockCalendar(tx, id)
    const removed = await tx.run(sql`
      delete from calendar_feed where id = ${feedId} and calendar_id = ${id}`)
    if (removed === 0) throw new DomainError('not-found', 'There is no such feed.')
    await followFeeds(tx, deps, id, viewer.id)
    return calendarById(tx, id)
  })
}

/** Reads the feeds of a calendar again, whatever their time. */
export async function readFeedsNow(deps: FeedDeps, viewer: Viewer, id: string): Promise<Calendar> {
  requirePermission(viewer, 'manageDeadlines')
  await calendarById(deps.db, id)
  const feeds = await deps.db.rows<FeedRow>(sql`
    select id, calendar_id as "calendarId", url, content from calendar_feed where calendar_id = ${id}`)
  for (const feed of feeds) await readFeed(deps, feed)
  return calendarById(deps.db, id)
}

/** Reads the feeds whose time has come: once a day, an hour after a failure. */
export async function readDueFeeds(deps: FeedDeps): Promise<void> {
  const at = deps.now()
  for (const feed of await takeDueFeeds(deps.db, at, later(at, TAKEN))) await readFeed(deps, feed)
}

async function readFeed(deps: FeedDeps, feed: FeedRow): Promise<void> {
  const at = deps.now()
  try {
    const content = feed.url ? await fetchCalendar(feed.url, deps.internet) : (feed.content ?? '')
    await inTransaction(deps.db, async (tx) => {
      const { content: calendar } = await lockCalendar(tx, feed.calendarId)
      const closures = readClosures(content, frameOf(at, calendar.timeZone))
      await saveReading(tx, feed.id, { content, closures, at, next: later(at, DAY) })
      await followFeeds(tx, deps, feed.calendarId, null)
    })
  } catch (error) {
    if (!(error instanceof PublicFetchError || error instanceof DomainError)) throw error
    deps.log.warn({ err: error, feedId: feed.id }, 'A calendar feed could not be read.')
    await saveProblem(deps.db, feed.id, { problem: error.message, next: later(at, RETRY) })
  }
}

/** The next version of a calendar, where its feeds say something else than before. */
async function followFeeds(
  tx: Tx,
  deps: FeedDeps,
  id: string,
  authorId: string | null,
): Promise<void> {
  const { version, content } = await lockCalendar(tx, id)
  const closures = await feedClosures(tx, id)
  if (isSame(closures, content.feedClosures)) return
  const changed = { ...content, feedClosures: closures }
  await insertVersion(tx, id, version + 1, { content: changed, authorId, at: deps.now() })
  await askForRecount(tx, deps, { askedBy: authorId, calendarId: id })
}

function isSame(one: readonly FeedClosure[], other: readonly FeedClosure[]): boolean {
  return textOf(one) === textOf(other)
}

/** `jsonb` gives members in an order of its own. */
function textOf(closures: readonly FeedClosure[]): string {
  return JSON.stringify(
    closures.map(({ name, from, to, hours }) => [
      name,
      from,
      to,
      hours?.map((each) => [each.from, each.to]),
    ]),
  )
}

function frameOf(at: Date, timeZone: string): Parameters<typeof readClosures>[1] {
  const year = at.getUTCFullYear()
  return { from: `${year - 1}-01-01`, to: `${year + YEARS_AHEAD}-12-31`, timeZone }
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms)
}
