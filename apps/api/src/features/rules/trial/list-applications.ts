import type { ListedApplication, listRuleApplications as endpoint, Query } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import type { Deps } from '../../../deps.ts'
import { pageOf, requireIdCursor } from '../../../http/pages.ts'
import { requirePermission, type Viewer } from '../../../http/viewer.ts'

const PAGE = 50
const KEPT = 24 * 60 * 60_000 // ms: a count that nobody acted on is old after a day

type Row = Omit<ListedApplication, 'askedAt' | 'finishedAt'> & {
  askedAt: Date
  finishedAt: Date | null
}

/** When a rule was applied to mail that is there, or taken back; not what was only counted and left. */
export async function listApplications(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { id, limit = PAGE, cursor }: Query<typeof endpoint> & { id: string },
): Promise<{ items: ListedApplication[]; nextCursor: string | null }> {
  requirePermission(viewer, 'manageRules')
  requireIdCursor(cursor)
  const since = new Date(now().getTime() - KEPT)
  const page = pageOf(await rowsAfter(db, { id, cursor, since, limit: limit + 1 }), limit)
  return {
    ...page,
    items: page.items.map(({ askedAt, finishedAt, ...row }) => ({
      ...row,
      askedAt: askedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    })),
  }
}

function rowsAfter(
  db: Queryable,
  asked: { id: string; cursor: string | undefined; since: Date; limit: number },
): Promise<Row[]> {
  const place = asked.cursor
    ? sql`(w.created_at, w.id) < (select created_at, id from rule_work where id = ${asked.cursor})`
    : sql`true`
  return db.rows<Row>(sql`
    select w.id, w.kind, w.state, w.phase, (w.rule ->> 'version')::int as version, w.total, w.examined,
      w.changed, w.problem, w.created_at as "askedAt", w.finished_at as "finishedAt",
      jsonb_build_object('id', s.id, 'name', s.name) as "startedBy",
      case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as "undoneBy",
      l."left", case when w.phase = 'undo' then l.made else l.open end as remaining,
      w.phase = 'write' and w.state in ('done', 'cancelled', 'failed') and l.made > 0 as "canUndo"
    from rule_work w join app_user s on s.id = w.started_by left join app_user u on u.id = w.undone_by
      cross join lateral (
        select count(*) filter (where not is_handled and outcome = 'changes')::int as open,
          count(*) filter (where is_handled and activity_id is not null and left_because is null)::int as made,
          count(*) filter (where left_because is not null)::int as "left"
        from rule_work_change c where c.work_id = w.id) l
    where w.rule ->> 'id' = ${asked.id} and w.kind <> 'trial' and ${place}
      and (w.phase <> 'look' or w.state in ('waiting', 'running', 'failed')
        or (w.state = 'previewed' and w.created_at > ${asked.since}::timestamptz))
    order by w.created_at desc, w.id desc limit ${sql.integer(asked.limit)}`)
}
