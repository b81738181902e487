import type { Attachment, Message } from '@levee/contract'
import { type Queryable, type Sql, sql } from '@levee/db'
import type { Authentication, TrustLevel, TrustReason } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { isVisibleMessage, visibleTo } from '../conversations/access.ts'

/** A message as it is stored. */
export type MessageRow = Pick<
  Message,
  | 'id'
  | 'conversationId'
  | 'direction'
  | 'channel'
  | 'internetMessageId'
  | 'replyTo'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'subject'
  | 'text'
  | 'hasHtml'
  | 'state'
  | 'headers'
  | 'authorId'
  | 'automatic'
  | 'failedRecipients'
  | 'sending'
> & {
  fromName: string
  fromAddress: string
  date: Date | null
  receivedAt: Date
  problem: string | null
  /** Somebody chose to always show the pictures of its sender. */
  areImagesAllowed: boolean
  authentication: Authentication | null
  trustLevel: TrustLevel | null
  trustReasons: TrustReason[]
  claim: Message['trust']['claim']
  attachments: (Omit<Attachment, 'preview' | 'contents'> & { within: number | null })[]
}

const columns: Sql = sql`
  m.id, m.conversation_id as "conversationId", m.direction, m.channel,
  m.internet_message_id as "internetMessageId", m.from_name as "fromName",
  m.from_address as "fromAddress", m.reply_to as "replyTo", m.to_addresses as "to",
  m.cc_addresses as cc, m.bcc_addresses as bcc, m.subject, m.sent_at as date,
  m.received_at as "receivedAt", m.text, m.has_html as "hasHtml", m.state, m.problem, m.headers,
  m.author_id as "authorId", m.automatic, m.failed_recipients as "failedRecipients",
  exists (select 1 from image_sender s where s.address = lower(m.from_address))
    as "areImagesAllowed",
  m.authentication, m.trust_level as "trustLevel", m.trust_reasons as "trustReasons",
  (select json_build_object('reason', l.reason, 'claimedBy', l.claimed_by, 'claimedAt',
      to_char(l.claimed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'confirmedBy', l.confirmed_by)
    from legitimacy_claim l where l.message_id = m.id) as claim,
  (select json_build_object('sendAt', to_char(o.send_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'scheduled', o.scheduled, 'cancelIfAnswered', o.cancel_if_answered, 'isUncertain', o.is_uncertain,
      'approvedBy', o.approved_by, 'approval', coalesce(s.approval, 'none'),
      'approverIds', coalesce(s.approver_ids, '{}'))
    from outgoing o left join mailbox_sending s on s.mailbox_id = m.mailbox_id
    where o.message_id = m.id) as sending,
  coalesce((select json_agg(json_build_object('index', a.index, 'name', a.name,
      'contentType', a.content_type, 'size', a.size, 'inline', a.inline, 'within', a.within,
      'card', a.card, 'state', a.state, 'findings', a.findings) order by a.index)
    from attachment a where a.message_id = m.id), '[]') as attachments`

/** The messages of a conversation, the oldest first; the caller has checked that the viewer may see it. */
export async function messagesIn(tx: Queryable, conversationId: string): Promise<MessageRow[]> {
  return tx.rows<MessageRow>(sql`
    select ${columns} from message m where m.conversation_id = ${conversationId}
    order by m.received_at, m.id`)
}

/** The message with this id, if the viewer may see its conversation. */
export async function findMessage(
  tx: Queryable,
  viewer: Viewer,
  id: string,
): Promise<MessageRow | undefined> {
  return tx.row<MessageRow>(sql`
    select ${columns} from message m join conversation c on c.id = m.conversation_id
    where m.id = ${id} and ${visibleTo(viewer)}`)
}

/** From now on the pictures of this sender are shown without being asked for. */
export async function allowImages(
  tx: Queryable,
  address: string,
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await tx.run(sql`
    insert into image_sender (address, allowed_by, allowed_at)
    values (lower(${address}), ${by}, ${at}) on conflict do nothing`)
}

/** From now on the pictures of this sender are blocked again. */
export async function blockImages(tx: Queryable, address: string): Promise<void> {
  await tx.run(sql`delete from image_sender where address = lower(${address})`)
}

/** Where the bytes of a message are. `isSuspicious`: its links must not be opened. */
export type StoredSource = { rawSha256: string | null; isSuspicious: boolean }

/** The source of a message, if the viewer may see its conversation. */
export async function findSource(
  tx: Queryable,
  viewer: Viewer,
  id: string,
): Promise<StoredSource | undefined> {
  return tx.row<StoredSource>(
    sql.prepared(sql`
    select m.raw_sha256 as "rawSha256",
      m.trust_level is not distinct from 'danger' as "isSuspicious"
    from message m where m.id = ${id} and ${isVisibleMessage(viewer)}`),
  )
}

/** What people call a message: the number of its conversation, and when it came. */
export async function findName(
  tx: Queryable,
  id: string,
): Promise<{ reference: string | null; receivedAt: Date } | undefined> {
  return tx.row(sql`
    select c.reference, m.received_at as "receivedAt"
    from message m join conversation c on c.id = m.conversation_id where m.id = ${id}`)
}
