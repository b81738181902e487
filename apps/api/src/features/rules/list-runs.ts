import type { ListedRun, listRuleRuns as endpoint, Query } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { pageOf, requireIdCursor } from '../../http/pages.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import type { RecordedEffect } from './run-record.ts'

const PAGE = 50

/** What became of the tasks of a run, by their ids. */
type Tasks = Record<string, { state: 'waiting' | 'done' | 'failed'; detail: string | null }>
type Row = Omit<ListedRun, 'at' | 'effects'> & {
  at: Date
  effects: RecordedEffect[]
  tasks: Tasks | null
}

/** What a rule did on each occasion; of no rule, where looking at the rules or doing what they say failed. */
export async function listRuns(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  { rule, only, limit = PAGE, cursor }: Query<typeof endpoint>,
): Promise<{ items: ListedRun[]; nextCursor: string | null }> {
  requirePermission(viewer, 'manageRules')
  requireIdCursor(cursor)
  const page = pageOf(await runsAfter(db, { rule, only, cursor, limit: limit + 1 }), limit)
  return {
    ...page,
    items: page.items.map(({ at, effects, tasks, ...row }) => ({
      ...row,
      at: at.toISOString(),
      effects: effects
        .filter(({ ruleId }) => rule === undefined || ruleId === rule)
        .map((effect) => sentEffect(effect, tasks ?? {})),
    })),
  }
}

/** What was handed to a job is told as the job left it. */
function sentEffect(
  { ruleId, version, action, outcome, problem, taskId }: RecordedEffect,
  tasks: Tasks,
): ListedRun['effects'][number] {
  const task = taskId === undefined ? undefined : tasks[taskId]
  const told = { ruleId, version, action }
  if (task?.state === 'failed') return { ...told, outcome: 'failed', problem: task.detail }
  if (task?.state === 'done') return { ...told, outcome: 'done', problem: null }
  return { ...told, outcome, problem: problem ?? null }
}

type Asked = {
  rule: string | undefined
  only: 'failed' | undefined
  cursor: string | undefined
  limit: number
}

function runsAfter(db: Queryable, { rule, only, cursor, limit }: Asked): Promise<Row[]> {
  const from =
    rule === undefined
      ? sql`rule_run r where r.problem is not null`
      : sql`rule_hit h join rule_run r on r.id = h.run_id where h.rule_id = ${rule}`
  const place = cursor
    ? sql`(r.at, r.id) < (select at, id from rule_run where id = ${cursor})`
    : sql`true`
  const which =
    only === 'failed' && rule !== undefined
      ? sql`(r.effects @> ${JSON.stringify([{ ruleId: rule, outcome: 'refused' }])}::jsonb
          or exists (select from rule_task t where t.run_id = r.id and t.rule_id = ${rule}
            and t.state = 'failed'))`
      : sql`true`
  return db.rows<Row>(sql`
    select r.id, r.at, r.event, c.id as "conversationId", c.reference, c.subject, r.effects, r.problem,
      (select jsonb_object_agg(t.id, jsonb_build_object('state', t.state, 'detail', t.detail))
        from rule_task t where t.run_id = r.id) as tasks
    from (select r.* from ${from} and ${which} and ${place} order by r.at desc, r.id desc
        limit ${sql.integer(limit)}) r
      join conversation c on c.id = r.conversation_id
    order by r.at desc, r.id desc`)
}
