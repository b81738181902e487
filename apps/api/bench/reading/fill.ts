import { type Db, openDatabase, sql } from '@levee/db'

const DESK = 3000 // conversations: what a desk can hold, whatever the size of its archive
const OPEN_SHARE = 0.04
const STEP = 50_000 // conversations a statement

/**
 * Fills an empty, migrated database with five years of mail: most of it archived, a desk's worth of
 * it open, twelve mailboxes of very different size, thirty users in six teams.
 */
export async function fill(url: string, count: number): Promise<void> {
  const db = await openDatabase(url, { max: 2 })
  try {
    await addPeople(db)
    const indexes = await dropIndexes(db)
    const openFrom = count - Math.min(DESK, Math.round(count * OPEN_SHARE)) * 2 // every other one is open
    for (let from = 1; from <= count; from += STEP)
      await addConversations(db, { from, to: Math.min(count, from + STEP - 1), count, openFrom })
    await addTagsAndReads(db)
    for (const definition of indexes) await db.execute(definition)
    await db.execute('vacuum (analyze)')
  } finally {
    await db.close()
  }
}

async function addPeople(db: Db): Promise<void> {
  await db.execute(`
    insert into installation (organisation, locale, time_zone) values ('Bench', 'fr', 'Europe/Paris');
    insert into app_user (name, email, role, locale)
      select 'User ' || n, 'user' || n || '@bench.example', case when n = 1 then 'admin' else 'staff' end, 'fr'
      from generate_series(1, 30) n;
    insert into team (name) select 'Team ' || n from generate_series(1, 6) n;
    insert into tag (name, color) select 'Tag ' || n, 'reed' from generate_series(1, 20) n;
    insert into mailbox (name, address, protocol, triage_since)
      select 'Mailbox ' || n, 'box' || n || '@bench.example', 'push', now() from generate_series(1, 12) n;
    insert into team_member select t.id, u.id from (select id, row_number() over (order by id) n from team) t
      join (select id, row_number() over (order by length(email), email) n from app_user) u on u.n % 6 + 1 = t.n;
    insert into mailbox_member select m.id, u.id
      from (select id, row_number() over (order by length(address), address) n from mailbox) m
      join (select id, row_number() over (order by length(email), email) n from app_user) u
        on u.n > 1 and (u.n % 12 + 1 = m.n or (u.n % 3 = 0 and m.n <= 8))`)
}

/** They are made again when everything is in, which takes a third of the time. */
export async function dropIndexes(db: Db): Promise<string[]> {
  const found = await db.rows<{ name: string; definition: string }>(sql`
    select i.relname as name, pg_get_indexdef(x.indexrelid) as definition
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where t.relname in ('conversation', 'message', 'conversation_tag') and not x.indisunique`)
  for (const { name } of found) await db.run(sql`drop index ${sql.identifier(name)}`)
  return found.map(({ definition }) => definition)
}

type Step = { from: number; to: number; count: number; openFrom: number }

/** Conversation `n` of `count` arrived at its place in five years, more and more every year. */
async function addConversations(db: Db, { from, to, count, openFrom }: Step): Promise<void> {
  await db.run(sql`
    with box as (select array_agg(id order by length(address), address) as ids from mailbox),
    person as (select array_agg(id order by id) as ids from app_user),
    team as (select array_agg(id order by id) as ids from team),
    n as (
      select n, (n >= ${openFrom} and n % 2 = 0) as on_desk,
        date_trunc('milliseconds', now() - interval '1825 days' * (1 - sqrt(n::float8 / ${count})) - interval '1 minute') as at,
        1 + floor(12 * power(hashint4(n)::bigint & 65535, 2) / 65536 / 65536)::int as m,
        hashint4(n + 1)::bigint & 65535 as r1, hashint4(n + 2)::bigint & 65535 as r2,
        hashint4(n + 3)::bigint & 65535 as r3
      from generate_series(${from}::int, ${to}::int) n),
    c as (
      insert into conversation (mailbox_ids, reference, subject, snippet, status, priority, assignee_id,
        team_id, from_name, from_address, message_count, has_attachments, is_quarantined, imported,
        received_at, last_message_at, due_at, due_set_at, due_soon_at, revision)
      select case when r1 % 50 = 0 then array[box.ids[m], box.ids[m % 12 + 1]] else array[box.ids[m]] end,
        to_char(at, 'YYYY') || '-' || lpad(n::text, 7, '0'),
        (array['Demande de permis', 'Terrasse été', 'Fuite d''eau', 'Réclamation', 'Invitation', 'Facture',
          'Question sur le marché', 'Élagage', 'Nuisances sonores', 'Inscription'])[1 + r1 % 10]
          || ' ' || (array['rue des Tanneurs', 'place du Port', 'quai Nord', 'école Jules-Ferry', 'avenue Foch'])[1 + r2 % 5]
          || ' ' || n,
        'Bonjour, je me permets de vous écrire au sujet de ' || md5(n::text) || ', que nous avions évoqué au téléphone.',
        case when on_desk then case when r2 % 5 = 0 then 'waiting' else 'open' end
          when r2 % 20 = 0 then 'spam' when r2 % 9 = 0 then 'answered' else 'archived' end,
        case when r3 % 20 = 0 then 'high' else 'normal' end,
        case when r3 % 2 = 0 then person.ids[1 + r1 % 30] end, case when r3 % 3 = 0 then team.ids[1 + r2 % 6] end,
        (array['Jeanne', 'Karim', 'Claire', 'Paul', 'Anne', 'Luc', 'Zoé', 'Noël'])[1 + r2 % 8] || ' Nom' || r1,
        'personne' || r1 || '@domaine' || r2 % 500 || '.example', 1 + (r1 % 3 = 0)::int, r2 % 4 = 0,
        r3 % 1000 = 0, false, at, at + (interval '1 day' * (r1 % 3 = 0)::int) * 0.5,
        case when r1 % 3 = 0 then at + interval '1 day' * (5 + r3 % 60) end,
        case when r1 % 3 = 0 then at end,
        case when r1 % 3 = 0 then at + interval '1 day' * (2 + r3 % 60) end, 1 + r3 % 4
      from n, box, person, team order by n
      returning id, mailbox_ids, subject, from_name, from_address, received_at, last_message_at, message_count)
    insert into message (conversation_id, mailbox_id, direction, state, internet_message_id, from_name,
      from_address, subject, received_at, text, created_at)
    select c.id, c.mailbox_ids[1], case when k = 1 then 'incoming' else 'outgoing' end,
      case when k = 1 then 'received' else 'sent' end, c.id || '-' || k || '@bench.example', c.from_name,
      c.from_address, c.subject, case when k = 1 then c.received_at else c.last_message_at end,
      repeat('Bonjour, voici la demande dont nous avons parlé. ', 8), c.received_at
    from c cross join generate_series(1, c.message_count) k`)
}

/** Two of three have a tag; two users have read most of it. */
async function addTagsAndReads(db: Db): Promise<void> {
  await db.run(sql`
    insert into conversation_tag (conversation_id, tag_id)
    select c.id, t.ids[1 + (hashtext(c.id::text) & 65535) % 20]
    from conversation c, (select array_agg(id order by id) as ids from tag) t
    where hashtext(c.id::text) % 3 <> 0`)
  await db.run(sql`
    insert into conversation_read (user_id, conversation_id, read_at)
    select u.id, c.id, c.received_at from conversation c, app_user u
    where u.email in ('user1@bench.example', 'user2@bench.example') and hashtext(c.id::text) % 4 <> 0`)
}
