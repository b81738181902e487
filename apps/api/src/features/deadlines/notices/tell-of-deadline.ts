import { type Queryable, sql, type Tx } from '@levee/db'
import type { DeadlineKind, WarningStep } from '@levee/domain'
import { conversationPath } from '../../../conversation-path.ts'
import type { Deps } from '../../../deps.ts'
import { announceAll } from '../../../http/events.ts'
import { standInOf } from '../../absences/service.ts'
import { queueNotice } from './queue-notice.ts'
import { warningMail } from './warning-mail.ts'

type Telling = {
  conversationId: string
  kind: DeadlineKind
  dueAt: Date
  steps: readonly WarningStep[]
  now: Date
}

/** Somebody who is told: a user, or an address outside of the application. absentee: whose place they take. */
type Recipient = {
  userId: string | null
  address: string
  locale: 'fr' | 'en'
  absentee: { id: string; name: string } | null
}

type About = {
  assigneeId: string | null
  assigneeName: string | null
  teamId: string | null
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
    select c.reference, c.subject, c.mailbox_ids as "mailboxIds", i.time_zone as "timeZone", i.organisation,
      c.assignee_id as "assigneeId", c.team_id as "teamId", u.name as "assigneeName"
    from conversation c cross join installation i left join app_user u on u.id = c.assignee_id
    where c.id = ${conversationId}`)
  if (!about) return
  const recipients = await recipientsOf(tx, { ...about, conversationId, steps, now })
  const users = recipients.flatMap(({ userId }) => (userId === null ? [] : [userId]))
  const absentees = recipients.flatMap(({ userId, absentee }) =>
    userId === null ? [] : [absentee?.id ?? null],
  )
  const isPast = dueAt <= now
  const told = await tx.rows<{ id: string; userId: string }>(sql`
    insert into notification (user_id, stands_in_for, conversation_id, kind, deadline_kind, due_at, at)
    select id, absentee, ${conversationId}, ${isPast ? 'deadlinePassed' : 'deadlineNear'}, ${kind}, ${dueAt}, ${now}
    from unnest(${users}::uuid[], ${absentees}::uuid[]) as u(id, absentee) returning id, user_id as "userId"`)
  const notificationOf = new Map(told.map(({ id, userId }) => [userId, id]))
  const path = conversationPath(conversationId, about.reference)
  for (const { userId, address, locale, absentee } of recipients) {
    const mail = warningMail({ ...about, kind, dueAt, isPast, locale, absentee: absentee?.name })
    const notificationId = userId === null ? undefined : notificationOf.get(userId)
    await queueNotice(tx, deps, {
      ...mail,
      userId,
      address,
      path,
      mailboxIds: about.mailboxIds,
      notificationIds: notificationId === undefined ? [] : [notificationId],
      now,
    })
  }
  await announceAll(
    tx,
    users.map((userId) => ({ type: 'notification', userId })),
  )
}

type Asked = About & Pick<Telling, 'conversationId' | 'steps' | 'now'>

async function recipientsOf(tx: Queryable, asked: Asked): Promise<Recipient[]> {
  const { conversationId, steps } = asked
  const wanted = new Set(steps.map(({ to }) => to))
  const inCharge = await personInCharge(tx, asked)
  const toTeam = wanted.has('team') || (wanted.has('assignee') && inCharge.standIn === null)
  const toManager = wanted.has('manager') || (wanted.has('assignee') && inCharge.isLost)
  const rows = await tx.rows<Omit<Recipient, 'absentee'>>(sql`
    select distinct u.id as "userId", u.email as address, u.locale
    from conversation c join app_user u on u.disabled_at is null and (
      ${wanted.has('assignee')} and u.id = coalesce(${inCharge.standIn}::uuid, c.assignee_id)
      or ${toTeam} and exists (select from team_member t where t.team_id = c.team_id and t.user_id = u.id)
      or ${toManager} and u.role in ('manager', 'admin') and (
        exists (select from team_member t where t.team_id = c.team_id and t.user_id = u.id)
        or exists (select from mailbox_member m where m.mailbox_id = any(c.mailbox_ids) and m.user_id = u.id)))
    where c.id = ${conversationId} order by 1`)
  const absentee = inCharge.standIn === asked.assigneeId ? null : absenteeOf(asked)
  const found = rows.map((row) => ({
    ...row,
    absentee: row.userId === inCharge.standIn ? absentee : null,
  }))
  return [...found, ...(await outsiders(tx, steps, found))]
}

function absenteeOf({ assigneeId, assigneeName }: About): Recipient['absentee'] {
  return assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' }
}

/** Who is told instead of the one in charge. Without anybody the whole team hears of it, and managers where there is none. */
async function personInCharge(
  tx: Queryable,
  { assigneeId, mailboxIds, now, teamId }: Asked,
): Promise<{ standIn: string | null; isLost: boolean }> {
  if (assigneeId === null) return { standIn: null, isLost: false }
  const standIn = await standInOf(tx, assigneeId, { mailboxIds, now })
  return { standIn, isLost: standIn === null && teamId === null }
}

async function outsiders(
  tx: Queryable,
  steps: readonly WarningStep[],
  found: readonly Recipient[],
): Promise<Recipient[]> {
  const addresses = steps.flatMap(({ to, address }) =>
    to === 'address' && address ? [address] : [],
  )
  const known = new Set(found.map(({ address }) => address.toLowerCase()))
  const outside = [...new Set(addresses)].filter((address) => !known.has(address.toLowerCase()))
  if (outside.length === 0) return []
  const row = await tx.row<{ locale: 'fr' | 'en' }>(sql`select locale from installation`)
  const locale = row?.locale ?? 'en'
  return outside.map((address) => ({ userId: null, address, locale, absentee: null }))
}
