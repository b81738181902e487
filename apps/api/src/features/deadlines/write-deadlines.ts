import { type Queryable, sql } from '@levee/db'
import type { ClockEvent } from '@levee/domain'
import type { DeadlineChanges } from './deadline-changes.ts'

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
  if (removed.length > 0) await tx.run(sql`delete from deadline where id = any(${removed}::uuid[])`)
  await upsert(tx, changes)
  await showLeads(tx, changes)
}

async function upsert(tx: Queryable, changes: readonly DeadlineChanges[]): Promise<void> {
  const rows = changes.flatMap(({ conversationId, written }) =>
    written.map((values) => ({ ...values, conversationId })),
  )
  if (rows.length === 0) return
  await tx.run(sql`
    insert into deadline (conversation_id, kind, policy_id, policy_version, calendar_id,
      calendar_version, started_at, due_at, near_from, working_minutes, met_at, paused_at,
      paused_until, is_by_hand, next_warning_at)
    select "conversationId", kind, "policyId", "policyVersion", "calendarId", "calendarVersion",
      "startedAt", "dueAt", "nearFrom", "workingMinutes", "metAt", "pausedAt", "pausedUntil",
      "isByHand", "nextWarningAt"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("conversationId" uuid, kind text,
      "policyId" uuid, "policyVersion" int, "calendarId" uuid, "calendarVersion" int,
      "startedAt" timestamptz, "dueAt" timestamptz, "nearFrom" timestamptz,
      "workingMinutes" double precision, "metAt" timestamptz, "pausedAt" timestamptz,
      "pausedUntil" timestamptz, "isByHand" boolean, "nextWarningAt" timestamptz)
    on conflict (conversation_id, kind) do update set policy_id = excluded.policy_id,
      policy_version = excluded.policy_version, calendar_id = excluded.calendar_id,
      calendar_version = excluded.calendar_version, started_at = excluded.started_at,
      due_at = excluded.due_at, near_from = excluded.near_from,
      working_minutes = excluded.working_minutes, met_at = excluded.met_at,
      paused_at = excluded.paused_at, paused_until = excluded.paused_until,
      is_by_hand = excluded.is_by_hand, next_warning_at = excluded.next_warning_at`)
}

/** Mail on the desk shows only what is still open: a date that was met is nobody's next one. */
async function showLeads(tx: Queryable, changes: readonly DeadlineChanges[]): Promise<void> {
  const rows = changes.flatMap(({ conversationId: id, lead }) =>
    lead === undefined ? [] : [{ ...lead, id, isMet: (lead?.metAt ?? null) !== null }],
  )
  const isOver = sql`(r."isMet" and c.status in ('open', 'waiting'))`
  await tx.run(sql`
    update conversation c set
      due_at = case when not ${isOver} then r."dueAt" end,
      due_soon_at = case when not ${isOver} then r."nearFrom" end,
      due_set_at = case when r."isByHand" and not ${isOver} then coalesce(c.due_set_at, r."startedAt") end,
      due_kind = case when not ${isOver} then r.kind end,
      due_minutes = r."workingMinutes", due_paused_at = r."pausedAt",
      due_paused_until = r."pausedUntil", due_calendar_id = r."calendarId",
      due_calendar_version = r."calendarVersion"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "isMet" boolean, kind text,
      "startedAt" timestamptz, "dueAt" timestamptz, "nearFrom" timestamptz, "workingMinutes" double precision,
      "pausedAt" timestamptz, "pausedUntil" timestamptz, "isByHand" boolean, "calendarId" uuid,
      "calendarVersion" int)
    where c.id = r.id`)
}
