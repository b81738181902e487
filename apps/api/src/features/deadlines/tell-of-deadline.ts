import { type Queryable, sql, type Tx } from '@levee/db'
import type { DeadlineKind, WarningStep } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import { queueNotice } from './notices.ts'
import { warningMail } from './warning-mail.ts'

type Telling = {
  conversationId: string
  kind: DeadlineKind
  dueAt: Date
  steps: readonly WarningStep[]
  now: Date
}

/** Somebody who is told: a user, or an address outside of the application. */
type Recipient = { userId: string | null; address: string; locale: 'fr' | 'en' }

type About = {
  reference: string | null
  subject: string
  mailboxIds: string[]
  timeZone: string
  organisation: string
}

/** Tells whom the steps of a deadline name, in the application and by mail; each person once. */
export async function tellOfDeadline(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { conversationId, kind, dueAt, steps, now }: Telling,
): Promise<void> {
  const about = await tx.row<About>(sql`
    select c.reference, c.subject, c.mailbox_ids as "mailboxIds", i.time_zone as "timeZone", i.organisation
    from conversation c cross join installation i where c.id = ${conversationId}`)
  if (!about) return
  const recipients = await recipientsOf(tx, conversationId, steps)
  const users = recipients.flatMap(({ userId }) => (userId === null ? [] : [userId]))
  const isPast = dueAt <= now
  await tx.run(sql`
    insert into notification (user_id, conversation_id, kind, deadline_kind, due_at, at)
    select id, ${conversationId}, ${isPast ? 'deadlinePassed' : 'deadlineNear'}, ${kind}, ${dueAt}, ${now}
    from unnest(${users}::uuid[]) as u(id)`)
  for (const { address, locale } of recipients) {
    const mail = warningMail({ ...about, kind, dueAt, isPast, locale })
    await queueNotice(tx, deps, { ...mail, address, mailboxIds: about.mailboxIds, now })
  }
  await announceAll(
    tx,
    users.map((userId) => ({ type: 'notification', userId })),
  )
}

async function recipientsOf(
  tx: Queryable,
  conversationId: string,
  steps: readonly WarningStep[],
): Promise<Recipient[]> {
  const wanted = new Set(steps.map(({ to }) => to))
  const found = await tx.rows<Recipient>(sql`
    select distinct u.id as "userId", u.email as address, u.locale
    from conversation c join app_user u on u.disabled_at is null and (
      ${wanted.has('assignee')} and u.id = c.assignee_id
      -- nobody is in charge: the whole team hears of it
      or ${wanted.has('team') || wanted.has('assignee')} and (${wanted.has('team')} or c.assignee_id is null)
        and exists (select from team_member t where t.team_id = c.team_id and t.user_id = u.id)
      or ${wanted.has('manager')} and u.role in ('manager', 'admin') and (
        exists (select from team_member t where t.team_id = c.team_id and t.user_id = u.id)
        or exists (select from mailbox_member m where m.mailbox_id = any(c.mailbox_ids) and m.user_id = u.id)))
    where c.id = ${conversationId} order by 1`)
  const addresses = steps.flatMap(({ to, address }) =>
    to === 'address' && address ? [address] : [],
  )
  const known = new Set(found.map(({ address }) => address.toLowerCase()))
  const outside = [...new Set(addresses)].filter((address) => !known.has(address.toLowerCase()))
  if (outside.length === 0) return found
  const row = await tx.row<{ locale: 'fr' | 'en' }>(sql`select locale from installation`)
  const locale = row?.locale ?? 'en'
  return [...found, ...outside.map((address) => ({ userId: null, address, locale }))]
}
