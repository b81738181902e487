import type { Conversation } from '@levee/contract'
import { type Queryable, type Sql, sql } from '@levee/db'
import {
  type CompiledCalendar,
  type DueFacts,
  dueFactsOf,
  dueStateOf,
  plainWeek,
} from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { loadHours } from '../deadlines/service.ts'
import { conversationColumns, type ConversationRow } from './conversation-row.ts'

/** A conversation with what a list shows besides. */
export interface ListedRow extends ConversationRow {
  unread: boolean
  isFollowed: boolean
  sendState: Conversation['sendState']
  draftAuthorId: string | null
  timeZone: string
}

/**
 * Whether somebody outside wrote what the viewer has not read: a condition on `conversation c`. Mail
 * that is dealt with asks nobody to read it.
 */
export function isUnreadBy(viewer: Viewer): Sql {
  return sql`(c.status in ('open', 'waiting') and exists (
    select from message m where m.conversation_id = c.id and m.direction = 'incoming'
      and m.created_at > coalesce((select r.read_at from conversation_read r
        where r.user_id = ${viewer.id} and r.conversation_id = c.id), '-infinity')))`
}

/** Whether the viewer is told of what happens to `conversation c`. */
export function isFollowedBy(viewer: Viewer): Sql {
  return sql`exists (select from conversation_follower f
    where f.conversation_id = c.id and f.user_id = ${viewer.id})`
}

const isOnDesk = sql`c.status in ('open', 'waiting')`
/** Somebody wrote again since the mail came back, or over another way. */
const isAnsweredSince = sql`exists (select from message later where later.conversation_id = c.id
  and later.direction = 'outgoing' and later.received_at > m.received_at
  and later.state in ('queued', 'sending', 'sent'))`

const urgency = sql`array['failed', 'bounced', 'awaitingApproval', 'sending', 'queued', 'scheduled']`
const stateShown = sql`case when m.state = 'queued' and exists (select from outgoing o
  where o.message_id = m.id and o.scheduled and o.attempts = 0) then 'scheduled' else m.state end`

/** The columns of a `ListedRow`, of `conversation c`. */
export function listedColumns(viewer: Viewer): Sql {
  return sql`${conversationColumns}, ${isUnreadBy(viewer)} as unread, ${isFollowedBy(viewer)} as "isFollowed",
    (${urgency})[(select min(array_position(${urgency}, ${stateShown})) from message m
      where m.conversation_id = c.id and m.state in ('awaitingApproval', 'queued', 'sending', 'failed', 'bounced')
      and (m.state <> 'bounced' or (${isOnDesk} and not ${isAnsweredSince})))] as "sendState",
    (select d.author_id from draft d where d.conversation_id = c.id and d.sent_as is null) as "draftAuthorId",
    (select time_zone from installation) as "timeZone"`
}

/** Stored conversations as the API answers them. */
export async function listedConversations(
  db: Queryable,
  rows: readonly ListedRow[],
  now: Date,
): Promise<Conversation[]> {
  const counted = rows.flatMap(({ dueCalendarId: id, dueCalendarVersion: version }) =>
    id !== null && version !== null ? [{ id, version }] : [],
  )
  const hours = await loadHours(db, counted)
  return rows.map((row) => listedConversation(row, now, hours))
}

/** How the earliest deadline stands, by the hours that it was counted by. */
function dueFacts(
  row: ListedRow,
  now: Date,
  calendars: ReadonlyMap<string, CompiledCalendar>,
): DueFacts {
  const hours = calendars.get(`${row.dueCalendarId}:${row.dueCalendarVersion}`)
  const { dueAt, dueMinutes, duePausedAt, duePausedUntil, status } = row
  if (!hours || dueAt === null || dueMinutes === null)
    return dueStateOf(row, now, hours ?? plainWeek(row.timeZone))
  const isResting = duePausedAt !== null && (duePausedUntil === null || duePausedUntil > now)
  const pausedAt = isResting ? duePausedAt : null
  const isMet = status === 'answered' || status === 'archived'
  return dueFactsOf({ dueAt, workingMinutes: dueMinutes, pausedAt, isMet }, now, hours)
}

function listedConversation(
  row: ListedRow,
  now: Date,
  hours: ReadonlyMap<string, CompiledCalendar>,
): Conversation {
  return {
    id: row.id,
    reference: row.reference,
    subject: row.subject,
    snippet: row.snippet,
    status: row.status,
    priority: row.priority,
    from: { name: row.fromName, address: row.fromAddress },
    mailboxId: row.mailboxIds[0] ?? '',
    mailboxIds: row.mailboxIds,
    assigneeId: row.assigneeId,
    teamId: row.teamId,
    tagIds: row.tagIds,
    messageCount: row.messageCount,
    hasAttachments: row.hasAttachments,
    isQuarantined: row.isQuarantined,
    isNewsletter: row.isNewsletter,
    unread: row.unread,
    isFollowed: row.isFollowed,
    sendState: row.sendState,
    draftAuthorId: row.draftAuthorId,
    receivedAt: row.receivedAt.toISOString(),
    lastMessageAt: row.lastMessageAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    ...dueFacts(row, now, hours),
    isDueByHand: row.dueSetAt !== null,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    trust: row.trust,
    spamReason: row.spamReason,
    revision: row.revision,
  }
}
