import { sql, type Tx } from '@levee/db'
import { conversationPath } from '../../conversation-path.ts'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import { queueNotice } from '../deadlines/service.ts'
import { replyMail } from './reply-mail.ts'
import type { ReplyNews } from './reply-titles.ts'

type Telling = {
  conversationId: string
  /** null: no person wrote it. */
  authorId: string | null
  kind: ReplyNews
  at: Date
  /** Why, where a person says it. */
  reason?: string
}

/** Tells who wrote a reply what became of it, in the application and by mail. */
export async function tellAuthor(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { authorId, ...telling }: Telling,
): Promise<void> {
  if (authorId !== null) await tellOfReply(tx, deps, { ...telling, userIds: [authorId] })
}

type Told = {
  notificationId: string
  userId: string
  address: string
  locale: 'fr' | 'en'
  reference: string | null
  subject: string
  mailboxIds: string[]
  organisation: string
}

/** Tells these people, as far as they may see the conversation. */
export async function tellOfReply(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  telling: Omit<Telling, 'authorId'> & { userIds: readonly string[] },
): Promise<void> {
  const { conversationId, kind, at, userIds, reason } = telling
  const told = await tx.rows<Told>(sql`
    with told as (
      insert into notification (user_id, conversation_id, kind, at)
      select u.id, c.id, ${kind}, ${at}::timestamptz
      from conversation c join app_user u on u.id = any(${userIds}::uuid[]) and u.disabled_at is null
      where c.id = ${conversationId} and (u.role = 'admin' or c.mailbox_ids && array(
        select mailbox_id from mailbox_member m where m.user_id = u.id
        union select mailbox_id from mailbox_team join team_member g using (team_id) where g.user_id = u.id))
      returning id, user_id, conversation_id)
    select t.id as "notificationId", u.id as "userId", u.email as address, u.locale, c.reference, c.subject,
      c.mailbox_ids as "mailboxIds", i.organisation
    from told t join app_user u on u.id = t.user_id join conversation c on c.id = t.conversation_id
      cross join installation i`)
  for (const { notificationId, userId, address, mailboxIds, ...about } of told)
    await queueNotice(tx, deps, {
      ...replyMail({ ...about, kind, reason }),
      userId,
      address,
      path: conversationPath(conversationId, about.reference),
      mailboxIds,
      notificationIds: [notificationId],
      now: at,
    })
  await announceAll(
    tx,
    told.map(({ userId }) => ({ type: 'notification', userId })),
  )
}
