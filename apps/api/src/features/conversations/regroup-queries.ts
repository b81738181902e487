import { sql, type Tx } from '@levee/db'
import { type ConversationSummary, summarise, type SummarisedMessage } from '@levee/domain'

/** A message as regrouping asks for it. */
export type RegroupedMessage = SummarisedMessage & {
  id: string
  conversationId: string
  subject: string
  isCancelled: boolean
}

/** The messages of some conversations, the oldest first. */
export function messagesToRegroup(tx: Tx, conversationIds: string[]): Promise<RegroupedMessage[]> {
  return tx.rows<RegroupedMessage>(sql`
    select m.id, m.conversation_id as "conversationId", m.subject, m.direction,
      m.author_id is not null as "isReply", m.state = 'quarantined' as "isQuarantined",
      m.state = 'cancelled' as "isCancelled", m.automatic, m.from_name as "fromName",
      m.from_address as "fromAddress", left(m.text, 5000) as text, m.received_at as "receivedAt",
      exists (select from attachment a where a.message_id = m.id and not a.inline) as "hasFiles",
      array(select m.mailbox_id union select d.mailbox_id from delivery d
        where d.message_id = m.id) as "mailboxIds"
    from message m where m.conversation_id = any(${conversationIds}::uuid[])
    order by m.received_at, m.id`)
}

/** Makes the rows of conversations say again what their messages are; one without any keeps what it said. */
export async function refreshSummaries(tx: Tx, conversationIds: string[]): Promise<void> {
  const messages = await messagesToRegroup(tx, conversationIds)
  const rows = conversationIds.flatMap((id): (ConversationSummary & { id: string })[] => {
    const own = messages.filter((each) => each.conversationId === id && !each.isCancelled)
    const summary = summarise(own)
    return summary ? [{ id, ...summary }] : []
  })
  await tx.run(sql`
    update conversation c set mailbox_ids = r."mailboxIds", snippet = r.snippet,
      from_name = r."fromName", from_address = r."fromAddress", message_count = r."messageCount",
      has_attachments = r."hasAttachments", is_quarantined = r."isQuarantined",
      received_at = r."receivedAt", last_message_at = r."lastMessageAt",
      trust = coalesce((select m.trust_level from message m
        where m.conversation_id = c.id and m.direction = 'incoming'
        order by m.received_at desc, m.id desc limit 1), 'unknown')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "mailboxIds" uuid[],
      snippet text, "fromName" text, "fromAddress" text, "messageCount" int,
      "hasAttachments" boolean, "isQuarantined" boolean, "receivedAt" timestamptz,
      "lastMessageAt" timestamptz) where c.id = r.id`)
}

export async function moveMessages(tx: Tx, ids: readonly string[], to: string): Promise<void> {
  await tx.run(sql`update message set conversation_id = ${to} where id = any(${ids}::uuid[])`)
}

export async function moveNotes(tx: Tx, ids: readonly string[], to: string): Promise<void> {
  await tx.run(sql`update note set conversation_id = ${to} where id = any(${ids}::uuid[])`)
}

export function notesOf(tx: Tx, ids: string[]): Promise<{ id: string; conversationId: string }[]> {
  return tx.rows(sql`
    select id, conversation_id as "conversationId" from note
    where conversation_id = any(${ids}::uuid[]) order by created_at, id`)
}

/** Who follows some conversations follows another one, too; answers who did not before. */
export async function addFollowers(tx: Tx, ids: readonly string[], to: string): Promise<string[]> {
  const added = await tx.rows<{ userId: string }>(sql`
    insert into conversation_follower (conversation_id, user_id, since)
    select ${to}, user_id, min(since) from conversation_follower
    where conversation_id = any(${ids}::uuid[]) group by user_id
    on conflict do nothing returning user_id as "userId"`)
  return added.map(({ userId }) => userId)
}

export async function removeFollowers(
  tx: Tx,
  id: string,
  userIds: readonly string[],
): Promise<void> {
  await tx.run(sql`
    delete from conversation_follower
    where conversation_id = ${id} and user_id = any(${userIds}::uuid[])`)
}

/** Leaves nothing of conversations but their number, which leads to the one that has their mail. */
export async function leaveNumberOnly(tx: Tx, ids: string[], into: string): Promise<void> {
  await tx.run(sql`
    update conversation set merged_into = ${into}, status = 'archived', message_count = 0,
      is_quarantined = false, snoozed_until = null, revision = revision + 1
    where id = any(${ids}::uuid[])`)
}

/** What a person put together is no longer apart. */
export async function forgetApart(tx: Tx, ids: string[]): Promise<void> {
  await tx.run(sql`
    update conversation c set apart_from = array(
      select id from unnest(c.apart_from) as a(id) where id <> all(${ids}::uuid[]))
    where c.id = any(${ids}::uuid[]) and c.apart_from <> '{}'`)
}

/** What a person took apart is never put together by itself. */
export async function keepApart(tx: Tx, ids: string[], from: string): Promise<void> {
  await tx.run(sql`
    update conversation set apart_from = array_append(apart_from, ${from}::uuid)
    where id = any(${ids}::uuid[]) and not apart_from @> array[${from}::uuid]`)
}

/** Claims to answer some conversations are now claims to answer another; answers whose they are. */
export async function moveClaims(tx: Tx, ids: string[], to: string): Promise<string[]> {
  const moved = await tx.rows<{ id: string }>(sql`
    update conversation set claims_to_answer = nullif(${to}::uuid, id)
    where claims_to_answer = any(${ids}::uuid[]) returning id`)
  return moved.map(({ id }) => id)
}

/** Whether something came since that belongs with these messages: it answers one of them. */
export async function isAnsweredSince(
  tx: Tx,
  { messageIds, conversationId, at }: { messageIds: string[]; conversationId: string; at: Date },
): Promise<boolean> {
  const found = await tx.row(sql`
    select from message m left join outgoing o on o.message_id = m.id
    where m.conversation_id = ${conversationId} and m.created_at > ${at}
      and m.id <> all(${messageIds}::uuid[])
      and (o.answers_message_id = any(${messageIds}::uuid[]) or m.reference_ids && array(
        select internet_message_id from message
        where id = any(${messageIds}::uuid[]) and internet_message_id is not null))
    limit 1`)
  return found !== undefined
}
