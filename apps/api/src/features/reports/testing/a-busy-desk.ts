import { type Db, sql } from '@levee/db'

/** Who and what mail of a desk is of; null: of none. */
export type BusyDesk = {
  mailboxIds: readonly string[]
  teamIds: readonly (string | null)[]
  userIds: readonly (string | null)[]
  now: Date
}

/**
 * Mail of half a year in every state that a report tells apart, some of it on the very edges of days. What
 * each is follows from its number alone.
 */
export async function fillBusyDesk(db: Db, count: number, desk: BusyDesk): Promise<void> {
  const { mailboxIds, teamIds, userIds, now } = desk
  await db.run(sql`
    with n as (select n, (hashint4(n)::bigint & 1023) as r, (hashint4(n + 7)::bigint & 1023) as s,
        ${now}::timestamptz as now from generate_series(1, ${count}::int) n),
    c as (select n, r, s, now, now - interval '1 hour' * (r * r % 4000) as at,
        (array['open', 'open', 'open', 'waiting', 'answered', 'archived', 'archived', 'spam'])[1 + s % 8] as status,
        case when n % 3 > 0 then case n % 5
          when 0 then date_trunc('day', now at time zone 'Europe/Paris') at time zone 'Europe/Paris' + interval '1 day' * (r % 4)
          else now + interval '1 hour' * (r % 500 - 100) end end as due_at from n),
    d as (select *, status in ('answered', 'archived') as is_closed,
        least(at + interval '1 hour' * (s % 300), now) as closed_at from c)
    insert into conversation (mailbox_ids, reference, subject, status, team_id, assignee_id, received_at,
      last_message_at, due_at, due_soon_at, snoozed_until, trust, due_paused_at, due_paused_until,
      first_reply_at, first_reply_minutes, resolved_at, resolution_minutes, deadlines_kept)
    select case when n % 6 = 0 then (${mailboxIds}::uuid[])[1:2]
        else (${mailboxIds}::uuid[])[1 + n % cardinality(${mailboxIds}::uuid[]):1 + n % cardinality(${mailboxIds}::uuid[])] end,
      case when n % 9 > 0 then '2026-' || n end, 'Terrasse ' || n, status,
      (${teamIds}::uuid[])[1 + r % cardinality(${teamIds}::uuid[])],
      (${userIds}::uuid[])[1 + s % cardinality(${userIds}::uuid[])], at, at, due_at,
      due_at - interval '1 day' * (n % 4),
      case when n % 13 = 0 then now + interval '1 hour' * (n % 3 - 1) end,
      case when n % 17 = 0 then 'danger' else 'unknown' end,
      case when n % 11 = 0 then at end,
      case when n % 22 = 0 then now + interval '1 hour' * (n % 5 - 2) end,
      case when n % 9 > 0 and s % 3 > 0 then closed_at end, case when n % 9 > 0 and s % 3 > 0 then r end,
      case when n % 9 > 0 and is_closed then closed_at end,
      case when n % 9 > 0 and is_closed then r * 2 end,
      case when n % 9 > 0 and is_closed and due_at is not null then closed_at <= due_at end
    from d`)
}
