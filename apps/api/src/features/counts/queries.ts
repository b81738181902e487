import { type Queryable, type Sql, sql } from '@levee/db'
import { DESK_STATUSES, isClosed, isView, type Status, type View, views } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { visibleMailboxes, visibleTo } from '../conversations/access.ts'
import { hasStatus, viewConditions } from '../conversations/service.ts'

/** How much mail a viewer may see: what is on the desk by view, what is off it by status. */
export type CountRow = {
  desk: Partial<Record<View, number>>
  closed: Partial<Record<Status, number>>
  quarantine: number
  mailboxes: Record<string, number>
}

/** The views that hold only mail on the desk: they are counted exactly, over a partial index. */
const deskViews = Object.keys(views)
  .filter(isView)
  .filter((view) => views[view].statuses?.some(isClosed) === false)

/** Counts everything in one round trip. Mail off the desk is never read: `closed_count` knows it. */
export async function countRow(db: Queryable, viewer: Viewer, now: Date): Promise<CountRow> {
  const onDesk = sql`${hasStatus(DESK_STATUSES)} and ${visibleTo(viewer)}`
  const mailboxIds = visibleMailboxes(viewer)
  const own = mailboxIds === 'all' ? sql`true` : sql`m.id = any(${mailboxIds}::uuid[])`
  const seen = mailboxIds === 'all' ? sql`true` : sql`mailbox_ids && ${mailboxIds}::uuid[]`
  const found = await db.row<CountRow>(
    sql.prepared(sql`
    select
      (select row_to_json(d) from (
        select ${sql.join(deskViews.map((view) => deskCount(view, viewer, now)))}
        from conversation c where ${onDesk}) d) as desk,
      (select coalesce(json_object_agg(status, n), '{}') from (
        select status, sum(n) as n from closed_count where ${seen} group by status) s) as closed,
      (select count(*) from conversation c
        where c.is_quarantined and c.status <> 'archived' and ${visibleTo(viewer)}) as quarantine,
      (select coalesce(json_object_agg(id, n), '{}') from (
        select m.id, count(*) as n from conversation c cross join unnest(c.mailbox_ids) m(id)
        where ${onDesk} and ${own} group by m.id) b) as mailboxes`),
  )
  if (!found) throw new Error('PostgreSQL answered a count without a row.')
  return found
}

function deskCount(view: View, viewer: Viewer, now: Date): Sql {
  const { statuses = [] } = views[view]
  const conditions = [
    ...(statuses.length < DESK_STATUSES.length ? [hasStatus(statuses)] : []),
    ...viewConditions(views[view], viewer, now),
  ]
  const filter =
    conditions.length > 0 ? sql` filter (where ${sql.join(conditions, ' and ')})` : sql``
  return sql`count(*)${filter} as ${sql.identifier(view)}`
}
