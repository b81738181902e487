import { inTransaction, sql, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { queueNotice } from './notices.ts'
import { todayAt } from './quiet-hours.ts'
import { deadlineSettings } from './settings.ts'
import { digestMail } from './warning-mail.ts'

type Item = { reference: string | null; subject: string; dueAt: Date; mailboxIds: string[] }
type Person = { id: string; email: string; locale: 'fr' | 'en' }

const MOST_ITEMS = 50

/** Writes to each person once a day what is overdue or near of the mail that they are in charge of. */
export async function sendDigests(deps: Pick<Deps, 'db' | 'jobs' | 'now'>): Promise<void> {
  const now = deps.now()
  const organisation = await deps.db.row<{ timeZone: string; organisation: string }>(sql`
    select time_zone as "timeZone", organisation from installation`)
  if (!organisation) return
  const { digestAt } = await deadlineSettings(deps)
  const { day, hasCome } = todayAt(now, digestAt, organisation.timeZone)
  if (!hasCome) return
  const people = await deps.db.rows<Person>(sql`
    select u.id, u.email, u.locale from app_user u where u.disabled_at is null
      and not exists (select from deadline_digest g where g.user_id = u.id and g.day = ${day}::date)`)
  for (const person of people)
    await inTransaction(deps.db, (tx) => digestOf(tx, deps, { ...organisation, person, day, now }))
}

type Digest = { person: Person; day: string; now: Date; timeZone: string; organisation: string }

async function digestOf(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { person, day, ...frame }: Digest,
): Promise<void> {
  const isFirst = await tx.run(sql`
    insert into deadline_digest (user_id, day) values (${person.id}, ${day}::date) on conflict do nothing`)
  if (isFirst === 0) return
  const items = await tx.rows<Item>(sql`
    select c.reference, c.subject, c.due_at as "dueAt", c.mailbox_ids as "mailboxIds"
    from conversation c where c.assignee_id = ${person.id} and c.status = 'open' and c.trust <> 'danger'
      and c.due_soon_at <= ${frame.now} and (c.snoozed_until is null or c.snoozed_until <= ${frame.now})
      and (c.due_paused_at is null or c.due_paused_until <= ${frame.now})
    order by c.due_at limit ${sql.integer(MOST_ITEMS)}`)
  const mail = digestMail(items, { ...frame, locale: person.locale })
  if (!mail) return
  const mailboxIds = items[0]?.mailboxIds ?? []
  await queueNotice(tx, deps, { ...mail, address: person.email, mailboxIds, now: frame.now })
}
