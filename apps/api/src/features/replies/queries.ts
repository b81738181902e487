import { type Queryable, type Sql, sql, type Tx } from '@levee/db'
import type { Address } from '@levee/domain'
import { bringDraftBack } from '../drafts/service.ts'
import type { PreparedReply } from './prepare-reply.ts'

/** The message that a reply answers. */
export type AnsweredRow = {
  id: string
  mailboxId: string
  direction: 'incoming' | 'outgoing'
  internetMessageId: string | null
  inReplyTo: string[]
  references: string[]
  from: Address
  replyTo: Address[]
  to: Address[]
  cc: Address[]
  subject: string
}

/** The latest mail from outside; in a conversation of our own mails only, the latest that left; or the one that is named. */
export async function answeredMessage(
  db: Queryable,
  conversationId: string,
  named?: string,
): Promise<AnsweredRow | undefined> {
  return db.row<AnsweredRow>(sql`
    select id, mailbox_id as "mailboxId", direction, internet_message_id as "internetMessageId",
      in_reply_to as "inReplyTo", reference_ids as "references",
      jsonb_build_object('name', from_name, 'address', from_address) as "from",
      reply_to as "replyTo", to_addresses as "to", cc_addresses as "cc", subject
    from message
    where conversation_id = ${conversationId}
      and (id = ${named ?? null} or (${named ?? null}::uuid is null
        and (direction = 'incoming' or state in ('sent', 'bounced'))))
    order by direction = 'incoming' desc, received_at desc, id desc limit 1`)
}

/** `sender`: what the mail's reader sees as its author, the organisation with the mailbox's name. */
export type SendingMailbox = {
  id: string
  name: string
  sender: string
  address: string
  canSend: boolean
}

export async function sendingMailboxes(db: Queryable, ids: string[]): Promise<SendingMailbox[]> {
  return db.rows<SendingMailbox>(sql`
    select mailbox.id, name, address, outgoing_host is not null as "canSend",
      case when strpos(name, organisation) > 0 then name
        else concat_ws(', ', organisation, name) end as sender
    from mailbox left join installation on true where mailbox.id = any(${ids}::uuid[])`)
}

/** Every address that is ours. */
export async function mailboxAddresses(db: Queryable): Promise<string[]> {
  const rows = await db.rows<{ address: string }>(sql`select address from mailbox`)
  return rows.map(({ address }) => address)
}

export type StoredUpload = {
  id: string
  name: string
  contentType: string
  size: number
  blobSha256: string
}

export async function uploadsOf(
  db: Queryable,
  usable: Sql,
  ids: string[],
): Promise<StoredUpload[]> {
  return db.rows<StoredUpload>(sql`
    select u.id, u.name, u.content_type as "contentType", u.size, u.blob_sha256 as "blobSha256"
    from upload u where u.id = any(${ids}::uuid[]) and ${usable}`)
}

/** Where the files of a message are, without those in files. */
export async function filePlaces(db: Queryable, messageId: string): Promise<number[]> {
  const rows = await db.rows<{ index: number }>(sql`
    select index from attachment where message_id = ${messageId} and within is null order by index`)
  return rows.map(({ index }) => index)
}

/** A file as it is sent; one with a Content-ID is shown by the HTML. */
export type SentFile = Omit<StoredUpload, 'id'> & { contentId: string | null }

type NewReply = {
  conversationId: string
  authorId: string
  state: 'queued' | 'awaitingApproval'
  now: Date
}

/** Stores the reply as a message that is to be sent. @returns its id. */
export async function insertReply(
  tx: Tx,
  reply: PreparedReply,
  { conversationId, authorId, state, now }: NewReply,
): Promise<string> {
  const { mailbox, parsed, recipients } = reply
  const row = await tx.row<{ id: string }>(sql`
    insert into message (conversation_id, mailbox_id, direction, state, raw_sha256, content_sha256,
      size, internet_message_id, in_reply_to, reference_ids, from_name, from_address, to_addresses,
      cc_addresses, bcc_addresses, subject, sent_at, received_at, text, has_html, headers, threading,
      author_id)
    values (${conversationId}, ${mailbox.id}, 'outgoing', ${state}, ${reply.rawSha256},
      ${reply.contentSha256}, ${reply.size}, ${parsed.internetMessageId}, ${parsed.inReplyTo}::text[],
      ${parsed.references}::text[], ${mailbox.sender}, ${mailbox.address}, ${sql.json(recipients.to)},
      ${sql.json(recipients.cc)}, ${sql.json(recipients.bcc)}, ${parsed.subject}, ${parsed.date},
      ${now}, ${parsed.text}, ${parsed.hasHtml}, ${sql.json(parsed.headers)},
      ${sql.json({ reason: reply.isForward ? 'forward' : 'reply' })}, ${authorId})
    returning id`)
  if (!row) throw new Error('The reply was not stored.')
  const files = reply.files.map((file, index) => ({ ...file, index }))
  await tx.run(sql`
    insert into attachment (message_id, index, name, content_type, size, inline, content_id, blob_sha256)
    select ${row.id}, index, name, "contentType", size, "contentId" is not null, "contentId", "blobSha256"
    from jsonb_to_recordset(${sql.json(files)}) as file(index int, name text, "contentType" text,
      size bigint, "contentId" text, "blobSha256" text)`)
  return row.id
}

export async function insertOutgoing(
  tx: Tx,
  messageId: string,
  reply: PreparedReply,
  before: { status: string; snoozedUntil: Date | null } | null,
): Promise<void> {
  const { to, cc, bcc } = reply.recipients
  const envelopeTo = [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))]
  await tx.run(sql`
    insert into outgoing (message_id, envelope_from, envelope_to, send_at, set_status,
      status_before, snoozed_before, answers_message_id, scheduled, cancel_if_answered)
    values (${messageId}, ${reply.mailbox.address}, ${envelopeTo}::text[], ${reply.sendAt},
      ${reply.setStatus ?? null}, ${before?.status ?? null}, ${before?.snoozedUntil ?? null},
      ${reply.isForward ? null : (reply.answers?.id ?? null)}, ${reply.isScheduled}, ${reply.cancelIfAnswered})`)
}

type ConversationChange = { mailboxIds: string[]; revision: number; status: string }

/** The conversation has one more message, and the status that came with it. */
export async function addMessageToConversation(
  tx: Tx,
  { id, at, status }: { id: string; at: Date; status: string | null },
): Promise<ConversationChange> {
  return changed(
    await tx.row<ConversationChange>(sql`
      update conversation set revision = revision + 1, message_count = message_count + 1,
        last_message_at = greatest(last_message_at, ${at}), status = coalesce(${status}, status),
        snoozed_until = case when ${status}::text is null then snoozed_until end
      where id = ${id} returning mailbox_ids as "mailboxIds", revision, status`),
  )
}

/** An outgoing message, locked together with its conversation. */
export type LockedReply = {
  id: string
  conversationId: string
  mailboxId: string
  authorId: string | null
  state: string
  sendAt: Date
  scheduled: boolean
  /** Of the conversation. */
  status: string
  setStatus: string | null
  statusBefore: string | null
  snoozedBefore: Date | null
}

export async function lockReply(tx: Tx, messageId: string): Promise<LockedReply | undefined> {
  await tx.row(sql`
    select from conversation
    where id = (select conversation_id from message where id = ${messageId}) for no key update`)
  return tx.row<LockedReply>(sql`
    select m.id, m.conversation_id as "conversationId", m.mailbox_id as "mailboxId",
      m.author_id as "authorId", m.state, c.status, o.send_at as "sendAt", o.scheduled, o.set_status as "setStatus", o.status_before as "statusBefore",
      o.snoozed_before as "snoozedBefore"
    from message m join outgoing o on o.message_id = m.id
    join conversation c on c.id = m.conversation_id
    where m.id = ${messageId} for update of m`)
}

/** It does not leave; the draft that it was comes back. */
export async function cancelMessage(tx: Tx, messageId: string): Promise<void> {
  await tx.run(sql`update message set state = 'cancelled' where id = ${messageId}`)
  await bringDraftBack(tx, messageId)
}

/**
 * The conversation is as it was before the reply, unless somebody gave it another status since; one that
 * the reply started is put away, with nothing in it.
 */
export async function removeMessageFromConversation(
  tx: Tx,
  { conversationId, status, setStatus, statusBefore, snoozedBefore }: LockedReply,
): Promise<ConversationChange> {
  const restores = statusBefore !== null && status === setStatus
  return changed(
    await tx.row<ConversationChange>(sql`
      update conversation c set revision = revision + 1, message_count = message_count - 1,
        status = case when message_count = 1 then 'archived' else ${restores ? statusBefore : status} end,
        snoozed_until = case when ${restores} then ${snoozedBefore}::timestamptz else snoozed_until end,
        last_message_at = coalesce((select max(received_at) from message
          where conversation_id = c.id and state <> 'cancelled'), last_message_at)
      where id = ${conversationId} returning mailbox_ids as "mailboxIds", revision, status`),
  )
}

/** The reply waits to be sent again, from a fresh start. */
export async function queueAgain(tx: Tx, messageId: string, now: Date): Promise<void> {
  await tx.run(sql`update message set state = 'queued', problem = null where id = ${messageId}`)
  await tx.run(sql`
    update outgoing set attempts = 0, last_error = null, is_uncertain = false, send_at = ${now}
    where message_id = ${messageId}`)
}

export async function touchConversation(tx: Tx, id: string): Promise<ConversationChange> {
  return changed(
    await tx.row<ConversationChange>(sql`
      update conversation set revision = revision + 1 where id = ${id}
      returning mailbox_ids as "mailboxIds", revision, status`),
  )
}

function changed(row: ConversationChange | undefined): ConversationChange {
  if (!row) throw new Error('The conversation of a reply does not exist.')
  return row
}
