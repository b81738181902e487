import { inTransaction, sql, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { isSeenByUser } from '../conversations/access.ts'
import { queueNotice } from '../deadlines/service.ts'
import { newsMail, type Told } from './news-mail.ts'

type NewsDeps = Pick<Deps, 'db' | 'jobs' | 'now'>

const PATIENCE = 10 * 60_000 // ms in which somebody may read it in the application first
const MOST_LINES = 50

type Person = { id: string; email: string; locale: 'fr' | 'en'; organisation: string }

/**
 * Writes to people what they were told and did not read for a while: one mail each with all of it, which waits for
 * the end of their quiet hours. Several processes may do so at once.
 */
export async function sendNews(deps: NewsDeps): Promise<void> {
  const now = deps.now()
  const people = await deps.db.rows<Person>(sql`
    select u.id, u.email, u.locale, i.organisation from app_user u cross join installation i
    where u.disabled_at is null and u.gets_news and exists (select from notification n
      where n.user_id = u.id and n.read_at is null and n.mailed_at is null
        and n.kind in ('mention', 'assigned', 'followed')
        and n.at <= ${new Date(now.getTime() - PATIENCE)})`)
  for (const person of people)
    await inTransaction(deps.db, (tx) => writeTo(tx, deps, { person, now }))
}

async function writeTo(
  tx: Tx,
  deps: NewsDeps,
  { person, now }: { person: Person; now: Date },
): Promise<void> {
  const waiting = await tx.rows<{ id: string }>(sql`
    select id from notification where user_id = ${person.id} and read_at is null and mailed_at is null
      and kind in ('mention', 'assigned', 'followed') for update skip locked`)
  const ids = waiting.map(({ id }) => id)
  const told = await tx.rows<Told & { id: string }>(sql`
    select n.id, n.kind, n.topic, c.reference, c.subject, a.name as actor, c.mailbox_ids as "mailboxIds",
      case when n.kind = 'mention' then left(t.text, 300) end as note
    from notification n join conversation c on c.id = n.conversation_id
      join app_user u on u.id = n.user_id and ${isSeenByUser(sql`u`, sql`c.mailbox_ids`)}
      left join app_user a on a.id = n.actor_id left join note t on t.id = n.note_id and t.deleted_at is null
    where n.id = any(${ids}::uuid[]) order by n.kind = 'mention' desc, n.at limit ${sql.integer(MOST_LINES)}`)
  await tx.run(sql`update notification set mailed_at = ${now} where id = any(${ids}::uuid[])`)
  if (told.length === 0) return
  const { id: userId, email: address, ...reader } = person
  const mailboxIds = told[0]?.mailboxIds ?? []
  const mail = newsMail(told, reader)
  await queueNotice(tx, deps, {
    ...mail,
    userId,
    address,
    path: '/notifications',
    mailboxIds,
    notificationIds: told.map(({ id }) => id),
    now,
  })
}
