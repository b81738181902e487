import type {
  ApplicationScope,
  LeftConversation,
  RuleChange,
  RuleToTry,
  TrialCounts,
} from '@levee/contract'
import type { RuleAction } from '@levee/domain'
import { type Queryable, type Sql, sql, type Tx } from '@levee/db'
import { announce } from '../../../http/events.ts'
import type { Place } from './stored-messages.ts'

export type WorkKind = 'trial' | 'apply' | 'rollBack'
export type WorkState =
  | 'waiting'
  | 'running'
  | 'previewed'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'cancelled'
  | 'failed'

/** Long work with a rule, as it is stored. */
export type Work = TrialCounts & {
  id: string
  kind: WorkKind
  state: WorkState
  /** What is being done: looking at messages, writing what was found, or taking it back. */
  phase: 'look' | 'write' | 'undo'
  rule: RuleToTry & { version?: number; leftOut?: RuleAction[] }
  scope: ApplicationScope
  place: Place | null
  total: number | null
  problem: string | null
  startedBy: string
  startedAt: Date | null
  finishedAt: Date | null
  undoneBy: string | null
}

const workColumns: Sql = sql`
  w.id, w.kind, w.state, w.phase, w.rule, w.scope, w.place, w.total, w.examined, w.matched, w.changed,
  w.taken, w.to_check as "toCheck", w.deadlines_moved as "deadlinesMoved", w.problem,
  w.started_by as "startedBy", w.started_at as "startedAt", w.finished_at as "finishedAt",
  w.undone_by as "undoneBy"`

/** Writes down that something is to be done with a rule. */
export async function insertWork(
  tx: Tx,
  work: Pick<Work, 'kind' | 'rule' | 'scope' | 'startedBy'> & { at: Date },
): Promise<string> {
  const row = await tx.row<{ id: string }>(sql`
    insert into rule_work (kind, rule, scope, started_by, created_at)
    values (${work.kind}, ${sql.json(work.rule)}, ${sql.json(work.scope)}, ${work.startedBy}, ${work.at})
    returning id`)
  if (!row) throw new Error('A work was written without a row.')
  return row.id
}

/** One work of these kinds. */
export function findWork(
  db: Queryable,
  id: string,
  { kinds, lock = false }: { kinds: readonly WorkKind[]; lock?: boolean },
): Promise<Work | undefined> {
  return db.row<Work>(sql`
    select ${workColumns} from rule_work w where id = ${id} and kind = any(${kinds}::text[])
    ${lock ? sql`for update` : sql``}`)
}

/** Moves a work to another state. */
export async function saveState(
  tx: Tx,
  id: string,
  to: { state: WorkState; phase?: Work['phase']; at: Date; undoneBy?: string },
): Promise<void> {
  const isEnd = to.state !== 'waiting' && to.state !== 'running' && to.state !== 'undoing'
  await tx.run(sql`
    update rule_work set state = ${to.state}, phase = coalesce(${to.phase ?? null}::text, phase),
      undone_by = coalesce(${to.undoneBy ?? null}::uuid, undone_by), problem = null, started_at = coalesce(started_at, ${to.at}::timestamptz),
      finished_at = case when ${isEnd}::boolean then ${to.at}::timestamptz end
    where id = ${id}`)
  await announce(tx, { type: 'rules.progress', workId: id })
}

/** Why an attempt failed, while it is tried again; null once it goes on. */
export async function noteProblem(
  db: Queryable,
  id: string,
  problem: string | null,
): Promise<void> {
  await db.run(sql`update rule_work set problem = ${problem} where id = ${id}`)
}

/** Adds what one page came to, and from where the next one goes on. */
export async function saveProgress(
  tx: Tx,
  id: string,
  { counts, place, total }: { counts: TrialCounts; place: Place | null; total: number | null },
): Promise<void> {
  await tx.run(sql`
    update rule_work set examined = examined + ${counts.examined}::int, matched = matched + ${counts.matched}::int,
      changed = changed + ${counts.changed}::int, taken = taken + ${counts.taken}::int,
      to_check = to_check + ${counts.toCheck}::int,
      deadlines_moved = deadlines_moved + ${counts.deadlinesMoved}::int,
      place = ${place === null ? null : JSON.stringify(place)}::jsonb, total = coalesce(total, ${total}::int)
    where id = ${id}`)
  await announce(tx, { type: 'rules.progress', workId: id })
}

/** Keeps what was found. */
export async function insertChanges(
  tx: Tx,
  workId: string,
  changes: readonly RuleChange[],
): Promise<void> {
  if (changes.length === 0) return
  await tx.run(sql`
    insert into rule_work_change (work_id, received_at, message_id, conversation_id, outcome, change)
    select ${workId}, (c ->> 'receivedAt')::timestamptz, (c ->> 'messageId')::uuid,
      (c ->> 'conversationId')::uuid, c ->> 'outcome', c
    from jsonb_array_elements(${JSON.stringify(changes)}::jsonb) c on conflict do nothing`)
}

/** A page of what was found, the newest mail first. */
export function changesPage(
  db: Queryable,
  workId: string,
  { after, limit }: { after: Place | null; limit: number },
): Promise<{ change: RuleChange }[]> {
  const place = after
    ? sql`(received_at, message_id) < (${after.receivedAt}::timestamptz, ${after.messageId}::uuid)`
    : sql`true`
  return db.rows(sql`
    select change from rule_work_change where work_id = ${workId} and ${place}
    order by received_at desc, message_id desc limit ${sql.integer(limit)}`)
}

const MOST_LEFT = 1000 // of which each is to be looked at by a person

/** What an undo or a roll-back left as it is. */
export function leftOf(db: Queryable, workId: string): Promise<LeftConversation[]> {
  return db.rows(sql`
    select c.id as "conversationId", c.reference, c.subject, w.left_because as reason
    from rule_work_change w join conversation c on c.id = w.conversation_id
    where w.work_id = ${workId} and w.left_because is not null
    order by w.received_at desc limit ${sql.integer(MOST_LEFT)}`)
}

/** What is still to be written: messages of which each is the last of its conversation. */
export function openChanges(
  tx: Tx,
  workId: string,
  limit: number,
): Promise<{ messageId: string; conversationId: string }[]> {
  return tx.rows(sql`
    select message_id as "messageId", conversation_id as "conversationId" from rule_work_change
    where work_id = ${workId} and not is_handled and outcome = 'changes'
    order by message_id limit ${sql.integer(limit)}`)
}

/** Marks changes as dealt with: with the log entry of what was done, or why nothing was. */
export async function handleChanges(
  tx: Tx,
  workId: string,
  handled: readonly {
    conversationId: string
    activityId: string | null
    leftBecause: LeftConversation['reason'] | null
  }[],
): Promise<void> {
  await tx.run(sql`
    update rule_work_change w set is_handled = true, activity_id = h."activityId",
      left_because = h."leftBecause"
    from jsonb_to_recordset(${JSON.stringify(handled)}::jsonb) as
      h("conversationId" uuid, "activityId" uuid, "leftBecause" text)
    where w.work_id = ${workId} and w.conversation_id = h."conversationId"`)
  await announce(tx, { type: 'rules.progress', workId })
}

/** How many changes of a work are still to be written, or to be taken back. */
export async function countRemaining(
  db: Queryable,
  { id, phase }: Pick<Work, 'id' | 'phase'>,
): Promise<number> {
  const which =
    phase === 'undo'
      ? sql`is_handled and activity_id is not null and left_because is null`
      : sql`not is_handled and outcome = 'changes'`
  const row = await db.row<{ remaining: number }>(sql`
    select count(*)::int as remaining from rule_work_change where work_id = ${id} and ${which}`)
  return row?.remaining ?? 0
}

/** The changes that were made and can be taken back, with what the log says of them. */
export function madeChanges(
  tx: Tx,
  workId: string,
  limit: number,
): Promise<{ conversationId: string; activityId: string }[]> {
  return tx.rows(sql`
    select conversation_id as "conversationId", activity_id as "activityId" from rule_work_change
    where work_id = ${workId} and is_handled and activity_id is not null and left_because is null
    order by message_id limit ${sql.integer(limit)}`)
}
