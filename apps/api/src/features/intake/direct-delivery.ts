import { type Db, inTransaction, sql } from '@levee/db'

/** What came without a mail server is filed under a folder without a name, which no server has. */
const PATH = ''

export type DirectDelivery = {
  mailbox: { id: string; triageSince: Date }
  folder: { id: string; role: 'inbox'; uidValidity: number; uid: number }
}

/** The next free place in the ledger for a message that was handed to a mailbox. */
export function nextDirectDelivery(db: Db, mailboxId: string): Promise<DirectDelivery> {
  return inTransaction(db, async (tx) => {
    const place = await tx.row<{ id: string; uid: number }>(sql`
      insert into folder as f (mailbox_id, path, role, uid_validity, next_uid, server_count)
      values (${mailboxId}, ${PATH}, 'inbox', 1, 2, 1)
      on conflict (mailbox_id, path) do update
        set next_uid = f.next_uid + 1, server_count = f.server_count + 1
      returning id, next_uid - 1 as uid`)
    const mailbox = await tx.row<{ triageSince: Date }>(
      sql`select triage_since as "triageSince" from mailbox where id = ${mailboxId}`,
    )
    if (!place || !mailbox) throw new Error(`There is no mailbox ${mailboxId}.`)
    return {
      mailbox: { id: mailboxId, triageSince: mailbox.triageSince },
      folder: { ...place, role: 'inbox', uidValidity: 1 },
    }
  })
}

/** The message that this mailbox received with these bytes. */
export function heldBy(
  db: Db,
  mailboxId: string,
  { contentSha256, rawSha256 }: { contentSha256: string; rawSha256: string },
): Promise<{ messageId: string; conversationId: string } | undefined> {
  return db.row(sql`
    select m.id as "messageId", m.conversation_id as "conversationId" from message m
    where m.content_sha256 in (${contentSha256}, ${rawSha256}) and exists (
      select from delivery d where d.message_id = m.id and d.mailbox_id = ${mailboxId}
        and d.raw_sha256 = ${rawSha256})`)
}
