import { inTransaction, sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { type Loop, repeat } from '../../repeat.ts'
import { storeFacts } from './mailbox-sending.ts'

const LOOK = 5 * 60_000 // ms
const FORGOTTEN = '15 minutes' // after its time, in which a reply that is tried has been
const FILED = '3 days' // in which Sent gets the copy of what was sent
const AT_ONCE = 200 // replies

/**
 * Looks for replies whose time came and that no job sends any more, and once a day at what the DNS says of
 * the domains that mail is sent from. Several processes may do so at once.
 */
export async function startWatchingOutbox(deps: Deps): Promise<Loop> {
  return repeat(deps.log, {
    every: LOOK,
    look: async (stopping) => {
      await sendForgotten(deps)
      await lookUpDomains(deps, stopping)
    },
    says: 'The outbox was not looked through; that is tried again.',
  })
}

/**
 * A job that failed too often is gone, but the reply is still to be sent, or its copy to be put into Sent.
 * @returns how many there were.
 */
export async function sendForgotten({
  db,
  jobs,
  now,
}: Pick<Deps, 'db' | 'jobs' | 'now'>): Promise<number> {
  return inTransaction(db, async (tx) => {
    const forgotten = await tx.rows<{ messageId: string }>(sql`
      select m.id as "messageId" from message m join outgoing o on o.message_id = m.id
        join mailbox b on b.id = m.mailbox_id
      where (m.state in ('queued', 'sending') or (o.appended_at is null
          and o.sent_at > ${now()}::timestamptz - ${FILED}::interval
          and b.protocol = 'imap' and b.mode = 'mirror'))
        and greatest(o.send_at, o.attempted_at) < ${now()}::timestamptz - ${FORGOTTEN}::interval
        and not exists (select from pgboss.job j where j.name = 'send'
          and j.state in ('created', 'retry', 'active') and j.data ->> 'messageId' = m.id::text)
      order by o.send_at limit ${AT_ONCE}::int`)
    await jobs.enqueueAll(tx, 'send', forgotten)
    return forgotten.length
  })
}

/** Of each mailbox that sends, once a day. */
export async function lookUpDomains(
  deps: Pick<Deps, 'db' | 'dns' | 'now'>,
  signal: AbortSignal,
): Promise<void> {
  const due = await deps.db.rows<{ id: string; address: string }>(sql`
    select b.id, b.address from mailbox b left join mailbox_sending s on s.mailbox_id = b.id
    where b.outgoing_host is not null and not b.paused
      and coalesce(s.looked_up_at, '-infinity') < ${deps.now()}::timestamptz - interval '1 day'`)
  for (const mailbox of due) {
    if (signal.aborted) return
    await storeFacts(deps, mailbox)
  }
}
