import { type Db, sql } from '@levee/db'
import type { ConversationFields, TrustLevel } from '@levee/domain'

/** What a test says of a conversation; the rest is an open mail that arrived on Monday morning. */
export type NewTestConversation = Partial<ConversationFields> & {
  mailbox?: { id: string }
  mailboxes?: { id: string }[]
  from?: { name: string; address: string }
  reference?: string
  receivedAt?: Date
  isQuarantined?: boolean
  isNewsletter?: boolean
  hasAttachments?: boolean
  imported?: boolean
  text?: string
  trust?: TrustLevel
}

const MONDAY_MORNING = new Date('2026-03-02T08:30:00Z')

/** A conversation of one received message, as it is stored; its change of state is not logged. */
export async function aConversation(
  db: Db,
  conversation: NewTestConversation,
): Promise<{ id: string; messageId: string; revision: number }> {
  const { mailboxes = [], mailbox, status = 'open', text = 'Bonjour' } = conversation
  const mailboxIds = (mailbox ? [mailbox, ...mailboxes] : mailboxes).map(({ id }) => id)
  const { from = { name: 'Jeanne Morvan', address: 'jeanne@morvan.example' } } = conversation
  const { subject = 'Terrasse', receivedAt = MONDAY_MORNING, tagIds = [] } = conversation
  const {
    isNewsletter = false,
    isQuarantined = false,
    hasAttachments = false,
    imported = false,
  } = conversation
  const inserted = await db.row<{ id: string; messageId: string }>(sql`
    with c as (
      insert into conversation (mailbox_ids, reference, subject, snippet, status, priority,
        assignee_id, team_id, from_name, from_address, message_count, has_attachments,
        is_quarantined, is_newsletter, imported, received_at, last_message_at, due_at, due_set_at, due_soon_at,
        snoozed_until, trust, spam_reason)
      values (${mailboxIds}, ${conversation.reference}, ${subject}, ${text}, ${status},
        ${conversation.priority ?? 'normal'}, ${conversation.assigneeId}, ${conversation.teamId},
        ${from.name}, ${from.address}, 1, ${hasAttachments}, ${isQuarantined}, ${isNewsletter}, ${imported},
        ${receivedAt}, ${receivedAt}, ${conversation.dueAt},
        ${conversation.dueSetAt ?? conversation.dueAt},
        ${conversation.dueSoonAt ?? conversation.dueAt}, ${conversation.snoozedUntil},
        ${conversation.trust ?? 'unknown'}, ${conversation.spamReason})
      returning id, mailbox_id),
    m as (
      insert into message (conversation_id, mailbox_id, direction, state, from_name, from_address,
        subject, received_at, text)
      select id, mailbox_id, 'incoming', 'received', ${from.name}, ${from.address}, ${subject},
        ${receivedAt}::timestamptz, ${text} from c
      returning id, conversation_id)
    select conversation_id as id, id as "messageId" from m`)
  if (!inserted) throw new Error('PostgreSQL returned no row.')
  await db.run(sql`
    insert into conversation_tag (conversation_id, tag_id)
    select ${inserted.id}, unnest(${tagIds}::uuid[])`)
  return { ...inserted, revision: 1 }
}
