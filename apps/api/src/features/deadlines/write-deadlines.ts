import { type Queryable, type Sql, sql } from '@levee/db'
import type { ClockEvent } from '@levee/domain'
import type { DeadlineChanges } from './deadline-changes.ts'
import type { DeadlineValues } from './read-deadlines.ts'

/** Remembers what happened to conversations, as their logs were read. */
export async function writeClocks(
  tx: Queryable,
  clocks: readonly { id: string; events: readonly ClockEvent[] }[],
): Promise<void> {
  const rows = clocks.map(({ id, events }) => ({ id, events }))
  await tx.run(sql`
    insert into deadline_clock as k (conversation_id, events)
    select id, events from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, events jsonb)
    on conflict (conversation_id) do update set events = excluded.events
    where k.events is distinct from excluded.events`)
}

/** Writes what is different of deadlines, and what lists show of it. */
export async function writeChanges(
  tx: Queryable,
  changes: readonly DeadlineChanges[],
): Promise<void> {
  if (changes.length === 0) return
  const removed = changes.flatMap((each) => each.removed.map(({ id }) => id))
  await Promise.all([
    removed.length > 0 && tx.run(sql`delete from deadline where id = any(${removed}::uuid[])`),
    change(tx, changes),
    add(tx, changes),
    showLeads(tx, changes),
  ])
}

async function change(tx: Queryable, changes: readonly DeadlineChanges[]): Promise<void> {
  const rows = changes.flatMap(({ changed }) => changed)
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await tx.run(sql`
    update deadline d set policy_id = r.policy_id, policy_version = r.policy_version,
      calendar_id = r.calendar_id, calendar_version = r.calendar_version,
      started_at = r.started_at, due_at = r.due_at, near_from = r.near_from,
      working_minutes = r.working_minutes, met_at = r.met_at, paused_at = r.paused_at,
      paused_until = r.paused_until, is_by_hand = r.is_by_hand, next_warning_at = r.next_warning_at
    from (select key as id, ${VALUES} ${unnested(ids, rows)}) r where d.id = r.id`)
}

async function add(tx: Queryable, changes: readonly DeadlineChanges[]): Promise<void> {
  const rows = changes.flatMap(({ conversationId, added }) =>
    added.map((values) => ({ ...values, conversationId })),
  )
  if (rows.length === 0) return
  const ids = rows.map(({ conversationId }) => conversationId)
  await tx.run(sql`
    insert into deadline (conversation_id, ${COLUMNS}) select key, ${VALUES} ${unnested(ids, rows)}`)
}

const COLUMNS = sql`kind, policy_id, policy_version, calendar_id, calendar_version, started_at,
  due_at, near_from, working_minutes, met_at, paused_at, paused_until, is_by_hand, next_warning_at`

const VALUES = sql`kind, policy_id, policy_version, calendar_id, calendar_version, ${instants(
  sql`started_at`,
  sql`due_at`,
  sql`near_from`,
)}, working_minutes, ${instants(sql`met_at`, sql`paused_at`, sql`paused_until`)}, is_by_hand,
  ${instants(sql`next_warning_at`)}`

/** Columns as arrays: of thousands of rows the server reads them several times as fast as it does JSON. */
function unnested(keys: readonly string[], rows: readonly DeadlineValues[]): Sql {
  return sql`from unnest(${keys}::uuid[], ${rows.map(({ kind }) => kind)}::text[],
    ${rows.map(({ policyId }) => policyId)}::uuid[], ${rows.map(({ policyVersion }) => policyVersion)}::int[],
    ${rows.map(({ calendarId }) => calendarId)}::uuid[], ${rows.map(({ calendarVersion }) => calendarVersion)}::int[],
    ${times(rows, ({ startedAt }) => startedAt)}, ${times(rows, ({ dueAt }) => dueAt)},
    ${times(rows, (each) => each.nearFrom)}, ${sql.numbers(rows.map(({ workingMinutes }) => workingMinutes))},
    ${times(rows, ({ metAt }) => metAt)}, ${times(rows, ({ pausedAt }) => pausedAt)},
    ${times(rows, ({ pausedUntil }) => pausedUntil)}, ${rows.map(({ isByHand }) => isByHand)}::boolean[],
    ${times(rows, ({ nextWarningAt }) => nextWarningAt)}) as u(key, ${COLUMNS})`
}

/** Instants go over as ms since the epoch, which is what both sides count in. */
function times<T>(rows: readonly T[], timeOf: (row: T) => Date | null | undefined): Sql {
  return sql.numbers(rows.map((row) => timeOf(row)?.getTime() ?? null))
}

function instants(...columns: Sql[]): Sql {
  return sql.join(columns.map((column) => sql`to_timestamp(${column} / 1000) as ${column}`))
}

/** Mail on the desk shows only what is still open: a date that was met is nobody's next one. */
async function showLeads(tx: Queryable, changes: readonly DeadlineChanges[]): Promise<void> {
  const rows = changes.flatMap(({ conversationId, lead }) =>
    lead === undefined ? [] : [{ conversationId, lead }],
  )
  if (rows.length === 0) return
  const ids = rows.map(({ conversationId }) => conversationId)
  const isMet = rows.map(({ lead }) => (lead?.metAt ?? null) !== null)
  const isOver = sql`(r.is_met and c.status in ('open', 'waiting'))`
  // `mailbox_ids`: PostgreSQL 18 reads the definition of the words anew for each row when nothing is generated anew
  await tx.run(sql`
    update conversation c set mailbox_ids = c.mailbox_ids,
      due_at = case when not ${isOver} then r.due_at end,
      due_soon_at = case when not ${isOver} then r.near_from end,
      due_set_at = case when r.is_by_hand and not ${isOver} then coalesce(c.due_set_at, r.started_at) end,
      due_kind = case when not ${isOver} then r.kind end,
      due_minutes = r.working_minutes, due_paused_at = r.paused_at,
      due_paused_until = r.paused_until, due_calendar_id = r.calendar_id,
      due_calendar_version = r.calendar_version
    from (select id, is_met, kind, is_by_hand, calendar_id, calendar_version, working_minutes, ${LEAD_TIMES}
      from unnest(${ids}::uuid[], ${isMet}::boolean[], ${leadColumns(rows.map(({ lead }) => lead))})
        as u(id, is_met, kind, started_at, due_at, near_from, working_minutes, paused_at, paused_until,
          is_by_hand, calendar_id, calendar_version)) r
    where c.id = r.id`)
}

const LEAD_TIMES = instants(
  sql`started_at`,
  sql`due_at`,
  sql`near_from`,
  sql`paused_at`,
  sql`paused_until`,
)

function leadColumns(leads: readonly (DeadlineValues | null)[]): Sql {
  return sql`${leads.map((lead) => lead?.kind)}::text[], ${times(leads, (lead) => lead?.startedAt)},
    ${times(leads, (lead) => lead?.dueAt)}, ${times(leads, (lead) => lead?.nearFrom)},
    ${sql.numbers(leads.map((lead) => lead?.workingMinutes ?? null))}, ${times(leads, (lead) => lead?.pausedAt)},
    ${times(leads, (lead) => lead?.pausedUntil)}, ${leads.map((lead) => lead?.isByHand)}::boolean[],
    ${leads.map((lead) => lead?.calendarId)}::uuid[], ${leads.map((lead) => lead?.calendarVersion)}::int[]`
}
