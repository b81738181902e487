import { inTransaction, type Sql, sql, type Tx } from '@levee/db'
import { standInFor } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import { awayToday } from '../../absences/service.ts'
import { queueNotice } from './queue-notice.ts'
import { todayAt } from './quiet-hours.ts'
import { digestMail } from './warning-mail.ts'

type Item = { reference: string | null; subject: string; dueAt: Date; mailboxIds: string[] }
type Person = { id: string; email: string; locale: 'fr' | 'en'; digestAt: string }

const MOST_ITEMS = 50

/**
 * Writes to each person once a day what is overdue or near of the mail that they are in charge of, and of that
 * of those for whom they stand in. Who is away reads it only when nobody stands in.
 */
export async function sendDigests(deps: Pick<Deps, 'db' | 'jobs' | 'now'>): Promise<void> {
  const now = deps.now()
  const organisation = await deps.db.row<{ timeZone: string; organisation: string }>(sql`
    select time_zone as "timeZone", organisation from installation`)
  if (!organisation) return
  const { timeZone } = organisation
  const { day } = todayAt(now, '00:00', timeZone)
  const waiting = await deps.db.rows<Person>(sql`
    select u.id, u.email, u.locale, coalesce(u.digest_at, i.digest_at) as "digestAt"
    from app_user u cross join installation i where u.disabled_at is null and u.gets_digest
      and not exists (select from deadline_digest g where g.user_id = u.id and g.day = ${day}::date)`)
  const people = waiting.filter(({ digestAt }) => todayAt(now, digestAt, timeZone).hasCome)
  if (people.length === 0) return
  const away = await awayToday(deps.db, now)
  const standIns = [...away.keys()].map((id) => ({ id, standIn: standInFor(id, away) }))
  for (const person of people) {
    const isReplaced = standIns.some(({ id, standIn }) => id === person.id && standIn !== null)
    const inPlaceOf = standIns.filter(({ standIn }) => standIn === person.id).map(({ id }) => id)
    const owners = isReplaced ? [] : [person.id, ...inPlaceOf]
    await inTransaction(deps.db, (tx) =>
      digestOf(tx, deps, { ...organisation, person, owners, day, now }),
    )
  }
}

type Digest = {
  person: Person
  /** Whose mail it tells of. */
  owners: string[]
  day: string
  now: Date
  timeZone: string
  organisation: string
}

async function digestOf(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { person, owners, day, ...frame }: Digest,
): Promise<void> {
  const isFirst = await tx.run(sql`
    insert into deadline_digest (user_id, day) values (${person.id}, ${day}::date) on conflict do nothing`)
  if (isFirst === 0) return
  const items = await tx.rows<Item>(sql`
    select c.reference, c.subject, c.due_at as "dueAt", c.mailbox_ids as "mailboxIds"
    from conversation c where c.assignee_id = any(${owners}::uuid[]) and c.status = 'open' and c.trust <> 'danger'
      and (c.assignee_id = ${person.id} or ${maySee(person.id)})
      and c.due_soon_at <= ${frame.now} and (c.snoozed_until is null or c.snoozed_until <= ${frame.now})
      and (c.due_paused_at is null or c.due_paused_until <= ${frame.now})
    order by c.due_at limit ${sql.integer(MOST_ITEMS)}`)
  const mail = digestMail(items, { ...frame, locale: person.locale })
  if (!mail) return
  const mailboxIds = items[0]?.mailboxIds ?? []
  await queueNotice(tx, deps, {
    ...mail,
    userId: person.id,
    address: person.email,
    path: '/v/mine?sort=deadline',
    mailboxIds,
    notificationIds: [],
    now: frame.now,
  })
}

/** Whether somebody who stands in may see a conversation `c`. */
function maySee(userId: string): Sql {
  return sql`(exists (select from app_user u where u.id = ${userId} and u.role = 'admin')
    or exists (select from mailbox_member m where m.user_id = ${userId} and m.mailbox_id = any(c.mailbox_ids))
    or exists (select from mailbox_team m join team_member t using (team_id)
      where t.user_id = ${userId} and m.mailbox_id = any(c.mailbox_ids)))`
}
