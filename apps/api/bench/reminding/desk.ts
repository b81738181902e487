import { type Db, inTransaction, sql } from '@levee/db'
import { countUnsentNotices, setUpDeadlines } from '../../src/features/deadlines/service.ts'

const TARGET = {
  kind: 'resolution',
  starts: 'received',
  length: { count: 1, unit: 'calendarDays' },
  waitsForOpening: false,
  startDayCounts: false,
  workingDays: 'calendar',
  ends: 'sameTime',
  movesToWorkingDay: false,
  isClear: false,
  leastWorkingDays: 0,
  pausedBy: [],
  warnings: [{ minutes: 0, inWorkingTime: false, to: 'assignee', address: null }],
}

/** Mail of one person that falls due at these instants; its subject is its place. Mails leave at any hour. */
export async function fillDesk(
  db: Db,
  { dueAt, smtpPort, at }: { dueAt: readonly Date[]; smtpPort: number; at: Date },
): Promise<void> {
  await db.run(sql`
    insert into installation (organisation, locale, time_zone, quiet_from, quiet_to)
    values ('Bench', 'en', 'Europe/Paris', '00:00', '00:00')`)
  await db.run(sql`
    insert into mailbox (name, address, protocol, triage_since, outgoing_host, outgoing_port, outgoing_security)
    values ('A', 'a@bench.example', 'push', now(), '127.0.0.1', ${smtpPort}::int, 'none')`)
  await db.run(sql`
    insert into app_user (name, email, role, locale, gets_digest)
    values ('B', 'b@bench.example', 'staff', 'en', false)`)
  await inTransaction(db, (tx) =>
    setUpDeadlines(tx, { organisation: 'B', locale: 'en', timeZone: 'Europe/Paris', at }),
  )
  await db.run(sql`
    update deadline_policy_version set content = content || jsonb_build_object('targets', ${sql.json([TARGET])})`)
  await db.run(sql`
    with c as (
      insert into conversation (mailbox_ids, subject, status, received_at, last_message_at, assignee_id)
      select array[m.id], 'Mail ' || d.place, 'open', ${at}, ${at}, u.id
      from mailbox m cross join app_user u
        cross join unnest(${dueAt.map((due) => due.toISOString())}::timestamptz[]) with ordinality as d(due_at, place)
      returning id, subject)
    insert into deadline (conversation_id, kind, policy_id, policy_version, calendar_id, calendar_version,
      started_at, due_at, near_from, working_minutes, next_warning_at)
    select c.id, 'resolution', p.id, p.version, k.id, k.version, ${at}, d.due_at, d.due_at, 0, d.due_at
    from c join unnest(${dueAt.map((due) => due.toISOString())}::timestamptz[]) with ordinality as d(due_at, place)
        on c.subject = 'Mail ' || d.place
      cross join deadline_policy p cross join calendar k`)
}

export type Told = {
  /** Reminders in the application: of how many deadlines, how many of them more than once. */
  told: number
  toldTwice: number
  /** Mails: sent, and those of which a killed run could not know whether they were. */
  sent: number
  uncertain: number
  /** Of these and of those that failed, how many an admin is shown. */
  shown: number
  open: number
}

/** What was told so far. */
export async function toldSoFar(db: Db): Promise<Told> {
  const row = await db.row<Omit<Told, 'shown'>>(sql`
    select (select count(distinct conversation_id) from notification)::int as told,
      (select count(*) from (select from notification group by conversation_id having count(*) > 1) t)::int as "toldTwice",
      (select count(*) from notice where state = 'sent')::int as sent,
      (select count(*) from notice where state = 'failed')::int as uncertain,
      (select count(*) from notice where state in ('queued', 'sending'))::int as open`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return { ...row, shown: await countUnsentNotices(db, { role: 'admin' }) }
}
