import { type Db, inTransaction, sql } from '@levee/db'
import type { ReadMessage } from './read-messages.ts'

/** What came without a mail server is filed under a folder without a name, which no server has. */
const PATH = ''

export type DirectDelivery = {
  mailbox: { id: string; triageSince: Date }
  folder: { id: string; role: 'inbox'; uidValidity: number; isDirect: true; uid: number }
}

/** The next free places in the ledger for messages that were handed to a mailbox; `uid` is the first one. */
export function nextDirectDelivery(
  db: Db,
  mailboxId: string,
  messages = 1,
): Promise<DirectDelivery> {
  return inTransaction(db, async (tx) => {
    const place = await tx.row<{ id: string; uid: number }>(sql`
      insert into folder as f (mailbox_id, path, role, uid_validity, next_uid)
      values (${mailboxId}, ${PATH}, 'inbox', 1, 1 + ${messages}::int)
      on conflict (mailbox_id, path) do update set next_uid = f.next_uid + ${messages}::int
      returning id, next_uid - ${messages}::int as uid`)
    const mailbox = await tx.row<{ triageSince: Date }>(
      sql`select triage_since as "triageSince" from mailbox where id = ${mailboxId}`,
    )
    if (!place || !mailbox) throw new Error(`There is no mailbox ${mailboxId}.`)
    return {
      mailbox: { id: mailboxId, triageSince: mailbox.triageSince },
      folder: { ...place, role: 'inbox', uidValidity: 1, isDirect: true },
    }
  })
}

/** The message that this mailbox received with these bytes, as they were transmitted. */
export function heldBy(
  db: Db,
  mailboxId: string,
  { contentSha256, transmittedSha256 }: Pick<ReadMessage, 'contentSha256' | 'transmittedSha256'>,
): Promise<{ messageId: string; conversationId: string } | undefined> {
  return db.row(sql`
    select m.id as "messageId", m.conversation_id as "conversationId" from message m
    where m.content_sha256 in (${contentSha256}, ${transmittedSha256}) and exists (
      select from delivery d where d.message_id = m.id and d.mailbox_id = ${mailboxId}
        and coalesce(d.transmitted_sha256, d.raw_sha256) = ${transmittedSha256})`)
}
