import { type Queryable, sql } from '@levee/db'
import type { DirectDelivery } from '../direct-delivery.ts'

/** Which of these contents (SHA-256) a mailbox has, on whatever way it got them. */
export async function contentsIn(
  db: Queryable,
  mailboxId: string,
  contents: readonly string[],
): Promise<Set<string>> {
  const rows = await db.rows<{ content: string }>(sql`
    select m.content_sha256 as content from message m
    where m.content_sha256 = any(${contents}::text[]) and exists (
      select from delivery d where d.message_id = m.id and d.mailbox_id = ${mailboxId})`)
  return new Set(rows.map(({ content }) => content))
}

/** How many deliveries from this place on were set aside as unreadable. */
export async function quarantinedSince(
  db: Queryable,
  { mailbox, folder }: DirectDelivery,
  messages: number,
): Promise<number> {
  const row = await db.row<{ n: number }>(sql`
    select count(*)::int as n from delivery
    where mailbox_id = ${mailbox.id} and folder_id = ${folder.id} and fate = 'quarantined'
      and uid_validity = ${folder.uidValidity} and uid >= ${folder.uid}::bigint
      and uid < ${folder.uid + messages}::bigint`)
  return row?.n ?? 0
}
