import { randomBytes } from 'node:crypto'
import { sql, type Tx } from '@levee/db'
import {
  type Address,
  readSubject,
  replySubject,
  signedMessageId,
  threadHeaders,
} from '@levee/domain'
import { composeMessage, type ParsedMessage } from '@levee/mail'
import { signer } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import { addMessageToConversation, type SendingMailbox, sendingMailboxes } from './queries.ts'

type File = { name: string; contentType: string; size: number; blobSha256: string }

/** A mail that a machine answers with. */
export type AutomaticMail = {
  conversationId: string
  mailboxId: string
  mailboxIds: readonly string[]
  to: Address
  /** The mail that it answers. */
  answered: Parameters<typeof threadHeaders>[0] & { subject: string }
  /** Null: that of the mail that it answers. */
  subject: string | null
  html: string
  files: readonly File[]
}

/** One whose bytes are stored. */
type Composed = Pick<AutomaticMail, 'conversationId' | 'to' | 'files'> & {
  mailbox: SendingMailbox
  parsed: ParsedMessage
  rawSha256: string
  contentSha256: string
  size: number
  at: Date
}

/**
 * Writes an automatic answer and stores its bytes, before any row speaks of it. It says that no person wrote it
 * (RFC 3834 §5), in the words of the standard and of those who have their own. Undefined: no mailbox can send it.
 */
export async function composeAutomatic(
  deps: Deps,
  mail: AutomaticMail,
): Promise<Composed | undefined> {
  const { conversationId, to, answered, files } = mail
  const candidates = [...new Set([mail.mailboxId, ...mail.mailboxIds])]
  const mailboxes = await sendingMailboxes(deps.db, candidates)
  const inOrder = candidates.flatMap((id) => mailboxes.find((one) => one.id === id) ?? [])
  const mailbox = inOrder.find(({ canSend }) => canSend)
  if (!mailbox) return undefined
  const at = deps.now()
  const { html, text } = await deps.reader.written(mail.html, { kind: 'mail', contentIds: {} })
  const { inReplyTo, references } = threadHeaders(answered)
  const attachments = []
  for (const { name, contentType, blobSha256 } of files)
    attachments.push({ name, contentType, content: await deps.blobs.get(blobSha256) })
  const raw = await composeMessage({
    from: { name: mailbox.sender, address: mailbox.address },
    to: [to],
    subject: readSubject(mail.subject ?? replySubject(answered.subject)),
    text,
    html,
    attachments,
    internetMessageId: signedMessageId(
      { nonce: randomBytes(8).toString('hex'), conversationId },
      mailbox.address,
      signer(deps.keys.threading),
    ),
    ...(inReplyTo && { inReplyTo }),
    references,
    date: at,
    autoSubmitted: 'auto-replied',
  })
  const [read] = await deps.reader.read([Uint8Array.from(raw)])
  if (!read?.ok) throw new Error(`A mail that we wrote cannot be read: ${read?.problem}`)
  const rawSha256 = await deps.blobs.put(raw)
  const { contentSha256, size, message: parsed } = read
  return { conversationId, to, files, mailbox, parsed, rawSha256, contentSha256, size, at }
}

/** Queues an automatic answer. It is an acknowledgement: nobody's wait for a person's answer ends by it. @returns its id. */
export async function queueAutomatic(
  tx: Tx,
  { jobs }: Pick<Deps, 'jobs'>,
  { conversationId, to, files, mailbox, parsed, at, ...stored }: Composed,
): Promise<string> {
  const row = await tx.row<{ id: string }>(sql`
    insert into message (conversation_id, mailbox_id, direction, state, raw_sha256, content_sha256, size,
      internet_message_id, in_reply_to, reference_ids, from_name, from_address, to_addresses, subject,
      sent_at, received_at, text, has_html, headers, threading)
    values (${conversationId}, ${mailbox.id}, 'outgoing', 'queued', ${stored.rawSha256},
      ${stored.contentSha256}, ${stored.size}, ${parsed.internetMessageId}, ${parsed.inReplyTo}::text[],
      ${parsed.references}::text[], ${mailbox.sender}, ${mailbox.address}, ${sql.json(parsed.to)},
      ${parsed.subject}, ${at}, ${at}, ${parsed.text}, ${parsed.hasHtml}, ${sql.json(parsed.headers)},
      ${sql.json({ reason: 'acknowledgement' })})
    returning id`)
  if (!row) throw new Error('The answer was not stored.')
  const numbered = files.map((file, index) => ({ ...file, index }))
  await tx.run(sql`
    insert into attachment (message_id, index, name, content_type, size, blob_sha256)
    select ${row.id}, index, name, "contentType", size, "blobSha256"
    from jsonb_to_recordset(${sql.json(numbered)})
      as file(index int, name text, "contentType" text, size bigint, "blobSha256" text)`)
  await tx.run(sql`
    insert into outgoing (message_id, envelope_from, envelope_to, send_at)
    values (${row.id}, ${mailbox.address}, ${[to.address]}::text[], ${at})`)
  const changed = await addMessageToConversation(tx, { id: conversationId, at, status: null })
  await jobs.enqueue(tx, 'send', { messageId: row.id })
  await announce(tx, { type: 'conversation.updated', conversationId, ...changed })
  return row.id
}
