import { type Queryable, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { type ConversationRow, visibleTo } from './access.ts'
import { conversationColumns } from './conversation-row.ts'
import { listedColumns, type ListedRow } from './listed-conversation.ts'

/** Those of several conversations that the viewer may see, locked, by id. */
export async function lockConversations(
  tx: Queryable,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Map<string, ConversationRow>> {
  const rows = await tx.rows<ConversationRow>(sql`
    select ${conversationColumns} from conversation c
    where c.id = any(${ids}::uuid[]) and c.merged_into is null and ${visibleTo(viewer)}
    order by c.id for no key update of c`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Several conversations, locked, by id, whoever may see them: for what is done in every mailbox at once. */
export async function lockAnyConversations(
  tx: Queryable,
  ids: readonly string[],
): Promise<Map<string, ConversationRow>> {
  const rows = await tx.rows<ConversationRow>(sql`
    select ${conversationColumns} from conversation c
    where c.id = any(${ids}::uuid[]) and c.merged_into is null order by c.id for no key update of c`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Conversations as lists show them, by id; the caller has checked that the viewer may see them. */
export async function listedRows(
  tx: Queryable,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ListedRow[]> {
  return tx.rows<ListedRow>(sql`
    select ${listedColumns(viewer)} from conversation c where c.id = any(${ids}::uuid[])`)
}

/** The organisation's time zone. */
export async function organisationTimeZone(tx: Queryable): Promise<string> {
  const found = await tx.row<{ timeZone: string }>(sql`
    select time_zone as "timeZone" from installation`)
  if (found) return found.timeZone
  throw new DomainError('unavailable', 'This installation has not been set up yet.')
}

/** Remembers that the viewer has read what is stored by now, or has read nothing. */
export async function saveRead(
  tx: Queryable,
  { userId, conversationId, read }: { userId: string; conversationId: string; read: boolean },
): Promise<void> {
  await tx.run(
    read
      ? sql`insert into conversation_read (user_id, conversation_id, read_at)
          select ${userId}, ${conversationId}, coalesce(max(created_at), 'epoch')
          from message where conversation_id = ${conversationId}
          on conflict (user_id, conversation_id) do update
          set read_at = greatest(conversation_read.read_at, excluded.read_at)`
      : sql`delete from conversation_read
          where user_id = ${userId} and conversation_id = ${conversationId}`,
  )
}

/** Where a message was found on the mail servers. */
export type DeliveryRow = {
  id: string
  messageId: string | null
  mailboxId: string
  folder: string
  uid: number
  fate: string
  storedAt: Date
  flags: string[]
  seenElsewhereAt: Date | null
  answeredElsewhereAt: Date | null
}

/** The deliveries of the messages of a conversation, the oldest first. */
export async function deliveriesOf(tx: Queryable, conversationId: string): Promise<DeliveryRow[]> {
  return tx.rows<DeliveryRow>(sql`
    select d.id, d.message_id as "messageId", d.mailbox_id as "mailboxId", f.path as folder, d.uid,
      d.fate, d.stored_at as "storedAt", coalesce(string_to_array(d.flags, ' '), '{}') as flags,
      d.seen_elsewhere_at as "seenElsewhereAt", d.answered_elsewhere_at as "answeredElsewhereAt"
    from message m join delivery d on d.message_id = m.id join folder f on f.id = d.folder_id
    where m.conversation_id = ${conversationId} order by d.internal_date, d.id`)
}

/** The id and reference of a conversation that the viewer may see. */
export async function referenceOf(
  tx: Queryable,
  viewer: Viewer,
  id: string,
): Promise<{ id: string; reference: string | null } | undefined> {
  return tx.row(sql`
    select c.id, c.reference from conversation c where c.id = ${id} and ${visibleTo(viewer)}`)
}

/** Writes the number that a conversation got. */
export async function saveReference(tx: Queryable, id: string, reference: string): Promise<void> {
  await tx.run(sql`
    update conversation set reference = ${reference}, revision = revision + 1 where id = ${id}`)
}
