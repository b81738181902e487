import { sql } from '@levee/db'
import {
  appendMessage,
  createFolder,
  findByMessageId,
  type ImapConnection,
  listFolders,
  openFolder,
} from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { serverMailbox, withMailboxConnection } from '../mirror/service.ts'

/** Whether the server has a mail in its Sent folder: many put there by themselves what they send. */
export async function isInSentFolder(
  deps: Deps,
  { mailboxId, internetMessageId }: { mailboxId: string; internetMessageId: string },
): Promise<boolean> {
  const mailbox = await serverMailbox(deps.db, mailboxId)
  if (!mailbox) return false
  return withMailboxConnection(deps, mailbox, async (connection) => {
    const folder = await sentFolder(connection)
    return folder !== undefined && isIn(connection, folder, internetMessageId)
  })
}

type UnfiledReply = {
  mailboxId: string
  internetMessageId: string
  rawSha256: string
  sentAt: Date
}

/** Puts a mail that was sent into the Sent folder, unless it is there; never on a read-only server. */
export async function keepInSentFolder(deps: Deps, messageId: string): Promise<void> {
  const reply = await deps.db.row<UnfiledReply>(sql`
    select m.mailbox_id as "mailboxId", m.internet_message_id as "internetMessageId",
      m.raw_sha256 as "rawSha256", o.sent_at as "sentAt"
    from message m join outgoing o on o.message_id = m.id
    where m.id = ${messageId} and o.sent_at is not null and o.appended_at is null`)
  const mailbox = reply && (await serverMailbox(deps.db, reply.mailboxId))
  if (!reply || mailbox?.mode !== 'mirror') return
  const raw = await deps.blobs.get(reply.rawSha256)
  await withMailboxConnection(deps, mailbox, async (connection) => {
    const folder = (await sentFolder(connection)) ?? (await madeSentFolder(connection))
    if (await isIn(connection, folder, reply.internetMessageId)) return
    await openFolder(connection, folder, { readOnly: false }) // else the flag would be dropped
    await appendMessage(connection, folder, raw, ['\\Seen'], reply.sentAt)
  })
  await deps.db.run(sql`
    update outgoing set appended_at = ${deps.now()} where message_id = ${messageId}`)
}

const NAME = 'Sent' // RFC 6154's own word

async function sentFolder(connection: ImapConnection): Promise<string | undefined> {
  const folders = await listFolders(connection)
  return folders.find(({ role }) => role === 'sent')?.path
}

async function madeSentFolder(connection: ImapConnection): Promise<string> {
  await createFolder(connection, NAME)
  const folders = await listFolders(connection) // the server may have added a prefix to its name
  return folders.find(({ name }) => name === NAME)?.path ?? NAME
}

async function isIn(
  connection: ImapConnection,
  folder: string,
  internetMessageId: string,
): Promise<boolean> {
  const { exists } = await openFolder(connection, folder, { readOnly: true })
  return exists > 0 && (await findByMessageId(connection, internetMessageId)).length > 0
}
