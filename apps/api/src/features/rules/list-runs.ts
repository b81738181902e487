import type { ListedRun, listRuleRuns as endpoint, Query } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { requireIdCursor } from '../../http/foreign-cursor.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import type { RecordedEffect } from './run-record.ts'

const PAGE = 50

type Row = Omit<ListedRun, 'at' | 'effects'> & { at: Date; effects: RecordedEffect[] }

/** What a rule did on each occasion; of no rule, where looking at the rules or doing what they say failed. */
export async function listRuns(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  { rule, limit = PAGE, cursor }: Query<typeof endpoint>,
): Promise<{ items: ListedRun[]; nextCursor: string | null }> {
  requirePermission(viewer, 'manageRules')
  requireIdCursor(cursor)
  const rows = await runsAfter(db, { rule, cursor, limit: limit + 1 })
  const items = rows.slice(0, limit).map(({ at, effects, ...row }) => ({
    ...row,
    at: at.toISOString(),
    effects: effects
      .filter(({ ruleId }) => rule === undefined || ruleId === rule)
      .map(({ ruleId, version, action, outcome, problem }) => ({
        ruleId,
        version,
        action,
        outcome,
        problem: problem ?? null,
      })),
  }))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

function runsAfter(
  db: Queryable,
  { rule, cursor, limit }: { rule: string | undefined; cursor: string | undefined; limit: number },
): Promise<Row[]> {
  const from =
    rule === undefined
      ? sql`rule_run r where r.problem is not null`
      : sql`rule_hit h join rule_run r on r.id = h.run_id where h.rule_id = ${rule}`
  const place = cursor
    ? sql`(r.at, r.id) < (select at, id from rule_run where id = ${cursor})`
    : sql`true`
  return db.rows<Row>(sql`
    select r.id, r.at, r.event, c.id as "conversationId", c.reference, c.subject, r.effects, r.problem
    from (select r.* from ${from} and ${place} order by r.at desc, r.id desc
        limit ${sql.integer(limit)}) r
      join conversation c on c.id = r.conversation_id
    order by r.at desc, r.id desc`)
}
