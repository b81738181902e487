import { sql, type Tx } from '@levee/db'
import type { RuleConflict, RuleTrace } from '@levee/domain'
import type { RecordedEffect, RecordedFacts } from './run-record.ts'

/** The rules looked at for one conversation, as it is kept. */
export type Run = {
  id: string
  conversationId: string
  messageId: string | null
  bookId: string
  event: string
  facts: RecordedFacts
  applied: readonly RuleTrace[]
  effects: readonly RecordedEffect[]
  conflicts: readonly RuleConflict[]
  stoppedBy: string | null
  problem: string | null
}

/** Ids for rows that name each other. */
export async function freshIds(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    sql`select new_id() as id from generate_series(1, ${count}::int)`,
  )
  return rows.map(({ id }) => id)
}

/** Keeps runs and which rules acted in them. */
export async function insertRuns(tx: Tx, runs: readonly Run[], at: Date): Promise<void> {
  if (runs.length === 0) return
  await tx.run(sql`
    insert into rule_run (id, conversation_id, message_id, book_id, event, at, facts, applied, effects,
      conflicts, stopped_by, problem)
    select id, "conversationId", "messageId", "bookId", event, ${at}::timestamptz, facts, applied, effects,
      conflicts, "stoppedBy", problem
    from ${recordset(runs)} as r(id uuid, "conversationId" uuid, "messageId" uuid, "bookId" uuid,
      event text, facts jsonb, applied jsonb, effects jsonb, conflicts jsonb, "stoppedBy" uuid, problem text)`)
  const hits = runs.flatMap(({ id, conversationId, applied }) =>
    applied.map(({ ruleId }) => ({ id, conversationId, ruleId })),
  )
  if (hits.length === 0) return
  await tx.run(sql`
    insert into rule_hit (run_id, rule_id, conversation_id, at)
    select id, "ruleId", "conversationId", ${at}::timestamptz
    from ${recordset(hits)} as h(id uuid, "ruleId" uuid, "conversationId" uuid)`)
}

/** A note that a rule writes. */
export type RuleNote = { id: string; conversationId: string; ruleId: string; text: string }

export async function insertNotes(tx: Tx, notes: readonly RuleNote[], at: Date): Promise<void> {
  if (notes.length === 0) return
  await tx.run(sql`
    insert into note (id, conversation_id, rule_id, text, created_at)
    select id, "conversationId", "ruleId", text, ${at}::timestamptz
    from ${recordset(notes)} as n(id uuid, "conversationId" uuid, "ruleId" uuid, text text)`)
}

/** What a rule wants done over the network. */
export type NewTask = RecordedEffect & {
  id: string
  runId: string
  conversationId: string
  messageId: string | null
}

export async function insertTasks(tx: Tx, tasks: readonly NewTask[], at: Date): Promise<void> {
  if (tasks.length === 0) return
  await tx.run(sql`
    insert into rule_task (id, run_id, rule_id, conversation_id, message_id, action, captures, created_at)
    select id, "runId", "ruleId", "conversationId", "messageId", action, captures, ${at}::timestamptz
    from ${recordset(tasks)} as t(id uuid, "runId" uuid, "ruleId" uuid, "conversationId" uuid,
      "messageId" uuid, action jsonb, captures jsonb)`)
}

/** A list as a table. What PostgreSQL cannot hold in a text goes. */
function recordset(rows: readonly object[]) {
  const json = JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  )
  return sql`jsonb_to_recordset(${json}::jsonb)`
}
