import { type Queryable, sql, type Tx } from '@levee/db'
import { type FeedClosure } from '@levee/domain'
import type { Deps } from '../../../deps.ts'

/** A feed, as it is read again. */
export type FeedRow = { id: string; calendarId: string; url: string | null; content: string | null }

/** The feeds that are to be read now, each taken for a while so that nobody else reads it too. */
export async function takeDueFeeds(db: Queryable, now: Date, until: Date): Promise<FeedRow[]> {
  return db.rows<FeedRow>(sql`
    update calendar_feed f set next_read_at = ${until}
    where f.id in (select id from calendar_feed where next_read_at <= ${now}
      order by next_read_at limit 20 for update skip locked)
    returning f.id, f.calendar_id as "calendarId", f.url, f.content`)
}

/** Which URLs a calendar reads: those that are new are read at once. */
export async function setFeedUrls(
  tx: Tx,
  { now }: Pick<Deps, 'now'>,
  { id, urls }: { id: string; urls: readonly string[]; authorId: string },
): Promise<void> {
  const distinct = [...new Set(urls)]
  await tx.run(sql`
    delete from calendar_feed where calendar_id = ${id} and url is not null and url <> all(${distinct}::text[])`)
  await tx.run(sql`
    insert into calendar_feed (calendar_id, name, url, next_read_at)
    select ${id}, url, url, ${now()} from unnest(${distinct}::text[]) as u(url)
    where not exists (select from calendar_feed f where f.calendar_id = ${id} and f.url = u.url)`)
}

export async function insertUpload(
  tx: Tx,
  feed: {
    calendarId: string
    name: string
    content: string
    closures: FeedClosure[]
    at: Date
    next: Date
  },
): Promise<void> {
  await tx.run(sql`
    insert into calendar_feed (calendar_id, name, content, closures, read_at, next_read_at)
    values (${feed.calendarId}, ${feed.name}, ${feed.content}, ${sql.json(feed.closures)}, ${feed.at}, ${feed.next})`)
}

export async function saveReading(
  tx: Tx,
  id: string,
  {
    content,
    closures,
    at,
    next,
  }: { content: string; closures: FeedClosure[]; at: Date; next: Date },
): Promise<void> {
  await tx.run(sql`
    update calendar_feed set content = ${content}, closures = ${sql.json(closures)}, read_at = ${at},
      next_read_at = ${next}, problem = null where id = ${id}`)
}

export async function saveProblem(
  db: Queryable,
  id: string,
  { problem, next }: { problem: string; next: Date },
): Promise<void> {
  await db.run(sql`
    update calendar_feed set problem = ${problem}, next_read_at = ${next} where id = ${id}`)
}
