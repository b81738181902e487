import type { Query, UnsentNotice, listUnsentNotices as endpoint } from '@levee/contract'
import { inTransaction, type Queryable, sql, type Tx } from '@levee/db'
import { DomainError, may } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import { announceAll } from '../../../http/events.ts'
import { requireIdCursor } from '../../../http/pages.ts'
import { requirePermission, type Viewer } from '../../../http/viewer.ts'

const PAGE = 50
const isUnsent = sql`n.state = 'failed' and n.dismissed_at is null`

/** Mails of Levee's own that were not sent, or perhaps not, and that nobody dismissed; the latest first. */
export async function listUnsentNotices(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  { limit = PAGE, cursor }: Query<typeof endpoint>,
): Promise<{ items: UnsentNotice[]; nextCursor: string | null }> {
  requirePermission(viewer, 'manageMailboxes')
  requireIdCursor(cursor)
  const place = cursor
    ? sql`(n.send_at, n.id) < (select send_at, id from notice where id = ${cursor})`
    : sql`true`
  const rows = await db.rows<Omit<UnsentNotice, 'triedAt'> & { triedAt: Date }>(sql`
    select n.id, n.address, n.subject, n.problem, n.is_uncertain as "isUncertain", n.send_at as "triedAt"
    from notice n where ${isUnsent} and ${place}
    order by n.send_at desc, n.id desc limit ${sql.integer(limit + 1)}`)
  const items = rows.slice(0, limit).map((row) => ({ ...row, triedAt: row.triedAt.toISOString() }))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** How many there are; none for whoever may not see them. */
export async function countUnsentNotices(
  db: Queryable,
  { role }: Pick<Viewer, 'role'>,
): Promise<number> {
  if (!may(role, 'manageMailboxes')) return 0
  const row = await db.row<{ count: number }>(sql`
    select count(*)::int as count from notice n where ${isUnsent}`)
  return row?.count ?? 0
}

/**
 * Sends a notice again that failed, from another mailbox where its own cannot send any more.
 * @throws {DomainError} `conflict`, when it did not fail: somebody else sends it again already.
 */
export async function resendNotice(
  { db, jobs, now }: Pick<Deps, 'db' | 'jobs' | 'now'>,
  viewer: Viewer,
  id: string,
): Promise<void> {
  requirePermission(viewer, 'manageMailboxes')
  await inTransaction(db, async (tx) => {
    const queued = await tx.run(sql`
      update notice set state = 'queued', attempts = 0, send_at = ${now()}, problem = null,
        is_uncertain = false, dismissed_at = null,
        mailbox_id = coalesce((select m.id from mailbox m where m.outgoing_host is not null
          order by m.id = notice.mailbox_id desc, m.created_at limit 1), mailbox_id)
      where id = ${id} and state = 'failed'`)
    if (queued === 0) throw await whyNot(tx, id)
    await jobs.enqueue(tx, 'notify', { noticeId: id })
    await announceNotice(tx, id)
  })
}

/**
 * Says that nothing is to be done about a notice that failed, or takes that back.
 * @throws {DomainError} `conflict`, when it did not fail: somebody sends it again.
 */
export async function dismissNotice(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { id, dismissed }: { id: string; dismissed: boolean },
): Promise<void> {
  requirePermission(viewer, 'manageMailboxes')
  await inTransaction(db, async (tx) => {
    const found = await tx.run(sql`
      update notice set dismissed_at = ${dismissed ? now() : null} where id = ${id} and state = 'failed'`)
    if (found === 0) throw await whyNot(tx, id)
    await announceNotice(tx, id)
  })
}

/** Lets the screens look again that show how a notice stands: those of admins, and of whom it tells. */
export async function announceNotice(db: Queryable, id: string): Promise<void> {
  const told = await db.rows<{ userId: string }>(sql`
    select distinct user_id as "userId" from notification where notice_id = ${id}`)
  const toUsers = told.map(({ userId }) => ({ type: 'notification', userId }) as const)
  await announceAll(db, [{ type: 'notices' }, ...toUsers])
}

async function whyNot(tx: Tx, id: string): Promise<DomainError> {
  const known = await tx.row(sql`select from notice where id = ${id}`)
  return known
    ? new DomainError('conflict', 'Somebody sends this mail again already.')
    : new DomainError('not-found', 'There is no such mail.')
}
