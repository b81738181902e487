import { sql, type Tx } from '@levee/db'
import type { Deps } from '../../../deps.ts'
import { quietHoursOf } from './notice-settings.ts'
import { afterQuietHours } from './quiet-hours.ts'

type NewNotice = {
  /** Null is somebody outside of the application. */
  userId: string | null
  address: string
  subject: string
  text: string
  /** Where it leads, below the address of this installation. */
  path: string
  mailboxIds: readonly string[]
  /** What tells the same in the application: there stands when the mail fails. */
  notificationIds: readonly string[]
  now: Date
}

/**
 * Queues a mail of Levee's own, from a mailbox that can send: one of those named, else any other. It waits
 * for the end of their quiet hours. Where no mailbox can send, the application alone tells it.
 */
export async function queueNotice(
  tx: Tx,
  { jobs }: Pick<Deps, 'jobs'>,
  { userId, address, subject, text, path, mailboxIds, notificationIds, now }: NewNotice,
): Promise<void> {
  const { timeZone, ...quiet } = await quietHoursOf(tx, userId)
  const sendAt = afterQuietHours(now, quiet, timeZone)
  const notice = await tx.row<{ id: string }>(sql`
    insert into notice (mailbox_id, address, subject, text, path, created_at, send_at)
    select id, ${address}, ${subject}, ${text}, ${path}, ${now}, ${sendAt} from mailbox
    where outgoing_host is not null
    order by array_position(${mailboxIds}::uuid[], id) nulls last, created_at limit 1 returning id`)
  if (!notice) return
  await tx.run(sql`
    update notification set notice_id = ${notice.id} where id = any(${notificationIds}::uuid[])`)
  // what is due at once does not wait until the database's clock has reached ours
  const options = sendAt > now ? { startAfter: sendAt } : {}
  await jobs.enqueue(tx, 'notify', { noticeId: notice.id }, options)
}
