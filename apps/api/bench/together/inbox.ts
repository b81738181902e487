import { type Db, sql } from '@levee/db'
import { hashSecret, newSecret } from '../../src/http/credentials.ts'

/** Somebody of the desk, signed in. */
export type Colleague = { id: string; name: string; cookie: string }

export type Inbox = { mailboxId: string; tagIds: string[]; colleagues: Colleague[] }

/** Puts all of the seed's mail on the desk of one mailbox, which so many people work in. */
export async function oneInbox(db: Db, people: number): Promise<Inbox> {
  const mailbox = await db.row<{ id: string }>(sql`select id from mailbox order by address limit 1`)
  if (!mailbox) throw new Error('The seed has no mailbox.')
  await db.run(sql`
    update conversation set mailbox_ids = array[${mailbox.id}::uuid], status = 'open', assignee_id = null,
      team_id = null, snoozed_until = null, is_quarantined = false, spam_reason = null`)
  await db.run(sql`
    update mailbox set outgoing_host = '127.0.0.1', outgoing_port = 9, outgoing_security = 'none'
    where id = ${mailbox.id}`)
  await db.run(sql`
    insert into app_user (name, email, role, locale)
    select 'Colleague ' || n, 'colleague' || n || '@bench.example', 'staff', 'fr'
    from generate_series(1, ${people}::int) n`)
  const rows = await db.rows<{ id: string; name: string }>(sql`
    select id, name from app_user where email like 'colleague%' order by id`)
  await db.run(sql`
    insert into mailbox_member (mailbox_id, user_id)
    select ${mailbox.id}, unnest(${rows.map(({ id }) => id)}::uuid[])`)
  const tags = await db.rows<{ id: string }>(sql`select id from tag order by id`)
  await db.execute('vacuum (analyze)')
  const colleagues: Colleague[] = []
  for (const row of rows) colleagues.push({ ...row, cookie: await session(db, row.id) })
  return { mailboxId: mailbox.id, tagIds: tags.map(({ id }) => id), colleagues }
}

async function session(db: Db, userId: string): Promise<string> {
  const secret = newSecret()
  await db.run(sql`insert into session (token_hash, user_id, expires_at)
    values (${hashSecret(secret)}, ${userId}, now() + interval '1 day')`)
  return `levee_session=${secret}`
}
