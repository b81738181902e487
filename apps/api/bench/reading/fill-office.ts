import { type Db, inTransaction, sql } from '@levee/db'
import { setUpDeadlines } from '../../src/features/deadlines/service.ts'
import { dropIndexes } from './fill.ts'

const STEP = 100_000 // conversations a statement

/**
 * Three years of the mail of a large office, in twelve mailboxes, two hundred people in twenty teams. One of
 * ten is open, all of them of the last year; two of three have a deadline.
 */
export async function fillOffice(db: Db, count: number): Promise<void> {
  await addPeople(db)
  const indexes = await dropIndexes(db)
  for (let from = 1; from <= count; from += STEP)
    await addConversations(db, { from, to: Math.min(count, from + STEP - 1), count })
  for (const definition of indexes) await db.execute(definition)
  await db.execute('vacuum (analyze)')
}

async function addPeople(db: Db): Promise<void> {
  await db.execute(`
    insert into installation (organisation, locale, time_zone) values ('Bench', 'fr', 'Europe/Paris');
    insert into app_user (name, email, role, locale)
      select 'User ' || n, 'user' || n || '@bench.example',
        case n when 1 then 'admin' when 2 then 'manager' else 'staff' end, 'fr'
      from generate_series(1, 200) n;
    insert into team (name) select 'Team ' || n from generate_series(1, 20) n;
    insert into mailbox (name, address, protocol, triage_since)
      select 'Mailbox ' || n, 'box' || n || '@bench.example', 'push', now() from generate_series(1, 12) n;
    insert into mailbox_member select m.id, u.id from mailbox m cross join app_user u
      where u.email = 'user2@bench.example' and m.address <> 'box12@bench.example'`)
  await inTransaction(db, (tx) =>
    setUpDeadlines(tx, {
      organisation: 'Bench',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      at: new Date(),
    }),
  )
}

/** Conversation `n` of `count` arrived at its place in three years. */
async function addConversations(
  db: Db,
  { from, to, count }: { from: number; to: number; count: number },
): Promise<void> {
  await db.run(sql`
    with box as (select array_agg(id order by length(address), address) as ids from mailbox),
    person as (select array_agg(id order by id) as ids from app_user),
    team as (select array_agg(id order by id) as ids from team),
    n as (
      select n, n > ${count}::int * 0.67 and n % 10 < 3 and n % 100 < 98 as on_desk,
        date_trunc('milliseconds', now() - interval '1095 days' * (1 - n::float8 / ${count}) - interval '1 minute') as at,
        hashint4(n)::bigint & 65535 as r1, hashint4(n + 1)::bigint & 65535 as r2, hashint4(n + 2)::bigint & 65535 as r3
      from generate_series(${from}::int, ${to}::int) n),
    t as (select *, at + interval '1 hour' * (1 + r2 % 200) as closed_at,
      case when r3 % 3 > 0 then case when on_desk then now() + interval '1 hour' * (r1 % 1000 - 40)
        else at + interval '1 hour' * (40 + r1 % 200) end end as due_at from n)
    insert into conversation (mailbox_ids, reference, subject, status, assignee_id, team_id, from_name,
      from_address, message_count, received_at, last_message_at, due_at, due_set_at, due_soon_at, snoozed_until,
      first_reply_at, first_reply_minutes, resolved_at, resolution_minutes, deadlines_kept)
    select case when r1 % 50 = 0 then array[box.ids[1 + r2 % 12], box.ids[1 + (r2 + 1) % 12]]
        else array[box.ids[1 + r2 % 12]] end,
      to_char(at, 'YYYY') || '-' || lpad(n::text, 7, '0'), 'Demande ' || n,
      case when on_desk then case when r2 % 9 = 0 then 'waiting' else 'open' end
        when r2 % 4 = 0 then 'answered' else 'archived' end,
      case when r3 % 5 > 0 then person.ids[1 + r1 % 200] end, case when r3 % 10 > 0 then team.ids[1 + (r1 % 200) / 10] end,
      'Nom ' || r1, 'personne' || r1 || '@domaine' || r2 % 500 || '.example', 2, at, least(closed_at, now()),
      due_at, at, due_at - interval '1 day' * (2 + r2 % 5),
      case when on_desk and r2 % 40 = 0 then now() + interval '1 day' end,
      case when not on_desk then least(at + interval '1 hour' * (r3 % 100), now()) end, case when not on_desk then r3 % 3000 end,
      case when not on_desk then least(closed_at, now()) end, case when not on_desk then r2 % 20000 end,
      case when not on_desk and due_at is not null then closed_at <= due_at end
    from t, box, person, team order by n`)
}
