import { type Queryable, type Sql, sql } from '@levee/db'
import { isClosed, type Status, type View, views } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { visibleMailboxes, visibleTo } from '../conversations/access.ts'
import { hasStatus, viewConditions } from '../conversations/service.ts'

/** Views that hold a part of the desk only, small whatever there is: counted over an index of their own. */
const READ_VIEWS = [
  'mine',
  'team',
  'dueSoon',
  'overdue',
  'quarantine',
  'followed',
] as const satisfies View[]
/** Views that `conversation_count` knows but for what is snoozed out of them. */
const SNOOZED_VIEWS = ['unassigned', 'waiting'] as const satisfies View[]

/** How much mail a viewer may see. */
export type CountRow = Record<(typeof READ_VIEWS)[number], number> & {
  /** By status, with and without an assignee, newsletters apart, snoozed or not. */
  statuses: { status: Status; isAssigned: boolean; isNewsletter: boolean; n: number }[]
  snoozed: Record<(typeof SNOOZED_VIEWS)[number], number>
  /** On the desk, by mailbox. */
  mailboxes: Record<string, number>
}

/** Counts everything in one round trip. */
export async function countRow(db: Queryable, viewer: Viewer, now: Date): Promise<CountRow> {
  const found = await db.row<CountRow>(sql.prepared(countStatement(viewer, now)))
  if (!found) throw new Error('PostgreSQL answered a count without a row.')
  return found
}

/** Reads nothing that grows with the archive, and little that grows with the desk. */
export function countStatement(viewer: Viewer, now: Date): Sql {
  const mailboxIds = visibleMailboxes(viewer)
  const seen = mailboxIds === 'all' ? sql`true` : sql`mailbox_ids && ${mailboxIds}::uuid[]`
  const own = mailboxIds === 'all' ? sql`true` : sql`m.id = any(${mailboxIds}::uuid[])`
  const read = READ_VIEWS.map((view) => {
    const conditions = [...viewConditions(views[view], viewer, now), visibleTo(viewer)]
    return sql`(select count(*) from conversation c where ${sql.join([...statusOf(view), ...conditions], ' and ')})
      as ${sql.identifier(view)}`
  })
  return sql`
    select ${sql.join(read)},
      (select row_to_json(s) from (
        select ${sql.join(SNOOZED_VIEWS.map((view) => snoozedFrom(view, viewer, now)))}
        from conversation c where c.snoozed_until > ${now} and ${visibleTo(viewer)}) s) as snoozed,
      (select coalesce(json_agg(s), '[]') from (
        select status, is_assigned as "isAssigned", is_newsletter as "isNewsletter", sum(n) as n
        from conversation_count where ${seen} group by 1, 2, 3) s) as statuses,
      (select coalesce(json_object_agg(id, n), '{}') from (
        select m.id, sum(n) as n from conversation_count cross join unnest(mailbox_ids) m(id)
        where status in ('open', 'waiting') and ${own} group by 1) s) as mailboxes`
}

/**
 * The quarantine has an index of its own, and says itself which status it holds; what is followed has any status.
 */
function statusOf(view: (typeof READ_VIEWS)[number]): Sql[] {
  const { statuses = [] } = views[view]
  return statuses.length === 0 || statuses.some(isClosed) ? [] : [hasStatus(statuses)]
}

function snoozedFrom(view: (typeof SNOOZED_VIEWS)[number], viewer: Viewer, now: Date): Sql {
  const { hidesSnoozed: _, ...definition } = views[view]
  const conditions = [
    hasStatus(definition.statuses ?? []),
    ...viewConditions(definition, viewer, now),
  ]
  return sql`count(*) filter (where ${sql.join(conditions, ' and ')}) as ${sql.identifier(view)}`
}
