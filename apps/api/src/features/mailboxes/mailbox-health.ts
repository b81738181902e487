import type { MailboxHealth } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { arrivalsOf, type BusyHour, LEARNED_WEEKS, type Quota } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { ourTimeZone, requireMailbox, seenBy } from './queries.ts'

/** What came in the last day beside what usually comes, and how full the mailbox is. @throws {DomainError} `not-found`. */
export async function mailboxHealth(
  { db, now }: Deps,
  viewer: Viewer,
  id: string,
): Promise<MailboxHealth> {
  await requireMailbox(db, id, seenBy(viewer))
  const at = now()
  const hours = arrivalsOf(await deliveredHours(db, id, at), at, await ourTimeZone(db))
  return {
    hours: hours.map((hour) => ({ ...hour, at: hour.at.toISOString() })),
    quota: await quotaOf(db, id),
  }
}

/** Messages by the hour in which the server received them, as the ledger has them; what was sent is none. */
function deliveredHours(db: Queryable, mailboxId: string, now: Date): Promise<BusyHour[]> {
  const from = new Date(now.getTime() - LEARNED_WEEKS * 7 * 86_400_000)
  return db.rows<BusyHour>(sql`
    select date_trunc('hour', internal_date) as at, count(distinct message_id)::integer as messages
    from delivery
    where mailbox_id = ${mailboxId} and fate <> 'sent' and internal_date between ${from} and ${now}
    group by 1 order by 1`)
}

async function quotaOf(db: Queryable, mailboxId: string): Promise<Quota | null> {
  const row = await db.row<{ used: number | null; limit: number | null }>(sql`
    select quota_used as used, quota_limit as "limit" from mailbox where id = ${mailboxId}`)
  if (!row || row.used === null) return null
  return { used: row.used, limit: row.limit ?? 0 }
}
