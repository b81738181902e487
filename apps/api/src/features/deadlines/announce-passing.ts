import { type Queryable, sql } from '@levee/db'
import { announceAll } from '../../http/events.ts'

const MOST_NAMED = 200

/** Lets the screens know of which conversations the date came near or passed, or whose clock runs again by itself. */
export async function announcePassing(db: Queryable, from: Date, to: Date): Promise<void> {
  const rows = await db.rows<{ id: string; mailboxIds: string[]; revision: number }>(sql`
    select c.id, c.mailbox_ids as "mailboxIds", c.revision from conversation c
    where c.status in ('open', 'waiting') and c.due_soon_at > ${from} and c.due_soon_at <= ${to}
    union select c.id, c.mailbox_ids, c.revision from conversation c
    where c.due_at is not null and c.status in ('open', 'waiting') and c.due_at > ${from} and c.due_at <= ${to}
    union select c.id, c.mailbox_ids, c.revision from conversation c
    where c.snoozed_until > ${from} and c.snoozed_until <= ${to} limit ${sql.integer(MOST_NAMED + 1)}`)
  if (rows.length > MOST_NAMED) return announceAll(db, [{ type: 'reset' }])
  await announceAll(db, [
    ...rows.map(({ id, mailboxIds, revision }) => ({
      type: 'conversation.updated' as const,
      conversationId: id,
      mailboxIds,
      revision,
    })),
    ...(rows.length > 0 ? [{ type: 'counts' as const }] : []),
  ])
}
