import { createHash } from 'node:crypto'
import type { Browser } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'

type BrowserRow = Omit<Browser, 'fingerprint' | 'createdAt' | 'lastToldAt'> & {
  endpoint: string
  createdAt: Date
  lastToldAt: Date | null
}

const columns = sql`
  b.id, b.name, b.endpoint, b.shows_subject as "showsSubject", b.created_at as "createdAt",
  b.last_told_at as "lastToldAt", b.problem`

export async function browsersOf(db: Queryable, userId: string): Promise<Browser[]> {
  const rows = await db.rows<BrowserRow>(sql`
    select ${columns} from browser b where b.user_id = ${userId} order by b.created_at, b.id`)
  return rows.map(browserOf)
}

export type NewBrowser = {
  userId: string
  tokenHash: Buffer | null
  name: string
  endpoint: string
  p256dh: string
  authSecret: Buffer
  replaces: string | null
  at: Date
}

/** Keeps a browser; the one that has the endpoint, or had the one before, is brought up to date. */
export async function saveBrowser(db: Queryable, browser: NewBrowser): Promise<Browser> {
  const { userId, tokenHash, name, endpoint, p256dh, authSecret, at, replaces } = browser
  if (replaces !== null && replaces !== endpoint)
    await db.run(sql`
      update browser set endpoint = ${endpoint} where endpoint = ${replaces} and user_id = ${userId}
        and not exists (select from browser other where other.endpoint = ${endpoint})`)
  const row = await db.row<BrowserRow>(sql`
    insert into browser as b (user_id, token_hash, name, endpoint, p256dh, auth_secret, created_at)
    values (${userId}, ${tokenHash}, ${name}, ${endpoint}, ${p256dh}, ${authSecret}, ${at})
    on conflict (endpoint) do update set token_hash = excluded.token_hash, name = excluded.name,
      p256dh = excluded.p256dh, auth_secret = excluded.auth_secret, problem = null,
      user_id = excluded.user_id,
      shows_subject = b.shows_subject and b.user_id = excluded.user_id,
      created_at = case when b.user_id = excluded.user_id then b.created_at else excluded.created_at end
    returning ${columns}`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return browserOf(row)
}

/** What waits for others who had this browser before is not for whoever has it now. */
export async function deleteNoticesOfOthers(
  db: Queryable,
  browser: { id: string; userId: string },
): Promise<void> {
  await db.run(sql`
    delete from browser_notice w using notification n
    where w.browser_id = ${browser.id} and n.id = w.notification_id and n.user_id <> ${browser.userId}`)
}

export async function updateBrowser(
  db: Queryable,
  { id, userId, showsSubject }: { id: string; userId: string; showsSubject: boolean },
): Promise<Browser | undefined> {
  const row = await db.row<BrowserRow>(sql`
    update browser b set shows_subject = ${showsSubject} where b.id = ${id} and b.user_id = ${userId}
    returning ${columns}`)
  return row && browserOf(row)
}

export async function deleteBrowser(db: Queryable, userId: string, id: string): Promise<number> {
  return db.run(sql`delete from browser where id = ${id} and user_id = ${userId}`)
}

function browserOf({ endpoint, createdAt, lastToldAt, ...row }: BrowserRow): Browser {
  return {
    ...row,
    fingerprint: createHash('sha256').update(endpoint).digest('base64url'),
    createdAt: createdAt.toISOString(),
    lastToldAt: lastToldAt?.toISOString() ?? null,
  }
}
