import { type Sql, sql } from '@levee/db'
import type { ConversationFields, DeadlineKind, TrustLevel } from '@levee/domain'

/** A conversation as it is stored. */
export interface ConversationRow extends ConversationFields {
  id: string
  mailboxIds: string[]
  reference: string | null
  tagIds: string[]
  snippet: string
  fromName: string
  fromAddress: string
  messageCount: number
  hasAttachments: boolean
  isQuarantined: boolean
  trust: TrustLevel
  imported: boolean
  receivedAt: Date
  lastMessageAt: Date
  claimsToAnswer: string | null
  mergedInto: string | null
  revision: number
  /** Of the deadline that `dueAt` is of, while it is known. */
  dueKind: DeadlineKind | null
  dueMinutes: number | null
  duePausedAt: Date | null
  duePausedUntil: Date | null
  dueCalendarId: string | null
  dueCalendarVersion: number | null
}

/** The columns of a `ConversationRow`, of `conversation c`. */
export const conversationColumns: Sql = sql`
  c.id, c.mailbox_ids as "mailboxIds", c.reference, c.subject, c.snippet, c.status, c.priority,
  c.assignee_id as "assigneeId", c.team_id as "teamId", c.from_name as "fromName",
  c.from_address as "fromAddress", c.message_count as "messageCount",
  c.has_attachments as "hasAttachments", c.is_quarantined as "isQuarantined", c.imported,
  c.is_newsletter as "isNewsletter",
  c.received_at as "receivedAt", c.last_message_at as "lastMessageAt", c.due_at as "dueAt",
  c.due_set_at as "dueSetAt", c.due_soon_at as "dueSoonAt", c.snoozed_until as "snoozedUntil",
  c.trust, c.spam_reason as "spamReason",
  c.claims_to_answer as "claimsToAnswer", c.merged_into as "mergedInto", c.revision,
  c.due_kind as "dueKind", c.due_minutes as "dueMinutes", c.due_paused_at as "duePausedAt",
  c.due_paused_until as "duePausedUntil", c.due_calendar_id as "dueCalendarId",
  c.due_calendar_version as "dueCalendarVersion",
  array(select t.tag_id from conversation_tag t where t.conversation_id = c.id order by 1) as "tagIds",
  (select k.policy_id from deadline_clock k where k.conversation_id = c.id) as "deadlinePolicyId"`
