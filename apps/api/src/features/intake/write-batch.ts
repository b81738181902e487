import { type Queryable, sql, type Tx } from '@levee/db'
import type { ConversationState } from './conversation-state.ts'
import { recordAnswers } from './note-flags.ts'
import type { Batch, BatchPlan } from './plan-batch.ts'
import { records } from './records.ts'
import { writeAttachments } from './write-attachments.ts'
import { writeDeliveries } from './write-deliveries.ts'

/** Writes everything that a plan says but the register, a few statements for the whole batch, which go over together. */
export async function writeBatch(tx: Tx, batch: Batch, plan: BatchPlan, at: Date): Promise<void> {
  const conversations = writeConversations(tx, plan, at)
  if (plan.merges.length > 0) await conversations // the log names what was moved
  const messages = insertMessages(tx, batch, plan, at)
  const attachments = insertAttachments(tx, plan)
  const deliveries = writeDeliveries(tx, batch, plan, at)
  const activities = insertActivities(tx, plan, at)
  const [answered] = await Promise.all([
    deliveries,
    conversations,
    messages,
    attachments,
    activities,
  ])
  await recordAnswers(tx, answered, at)
}

async function writeConversations(tx: Tx, plan: BatchPlan, at: Date): Promise<void> {
  const { conversations } = plan
  await Promise.all([
    insertConversations(
      tx,
      conversations.filter(({ isNew }) => isNew),
      at,
    ),
    updateConversations(
      tx,
      conversations.filter(({ isNew }) => !isNew),
    ),
  ])
  await moveMerged(tx, plan)
}

const CONVERSATION = sql`r(id uuid, "mailboxIds" uuid[], reference text, subject text, snippet text,
  status text, "fromName" text, "fromAddress" text, "messageCount" int, "hasAttachments" boolean,
  "isQuarantined" boolean, imported boolean, "isNewsletter" boolean, "receivedAt" timestamptz, "lastMessageAt" timestamptz,
  trust text, "claimsToAnswer" uuid, "mergedInto" uuid, revision int)`

async function insertConversations(tx: Tx, list: ConversationState[], at: Date): Promise<void> {
  if (list.length === 0) return
  await tx.run(sql`
    insert into conversation (id, mailbox_ids, reference, subject, snippet, status, from_name,
      from_address, message_count, has_attachments, is_quarantined, imported, is_newsletter,
      received_at, last_message_at, trust, claims_to_answer, revision, created_at)
    select id, "mailboxIds", reference, subject, snippet, status, "fromName", "fromAddress",
      "messageCount", "hasAttachments", "isQuarantined", imported, "isNewsletter", "receivedAt",
      "lastMessageAt", trust, "claimsToAnswer", revision, ${at}
    from ${records(list)} as ${CONVERSATION}`)
}

async function updateConversations(tx: Tx, list: ConversationState[]): Promise<void> {
  if (list.length === 0) return
  await tx.run(sql`
    update conversation c set mailbox_ids = r."mailboxIds", reference = r.reference,
      subject = r.subject, snippet = r.snippet, status = r.status, from_name = r."fromName",
      from_address = r."fromAddress", message_count = r."messageCount",
      has_attachments = r."hasAttachments", is_quarantined = r."isQuarantined",
      imported = r.imported, is_newsletter = r."isNewsletter", received_at = r."receivedAt", last_message_at = r."lastMessageAt", trust = r.trust,
      claims_to_answer = r."claimsToAnswer", merged_into = r."mergedInto", revision = r.revision
    from ${records(list)} as ${CONVERSATION} where c.id = r.id`)
}

/** Gives what belongs to merged conversations to those that they were merged into; their log stays. */
async function moveMerged(tx: Tx, { merges, activities }: BatchPlan): Promise<void> {
  if (merges.length === 0) return
  const moved = sql`${records(merges)} as r("from" uuid, "into" uuid)`
  const messages = await tx.rows<Moved>(sql`
    update message m set conversation_id = r.into from ${moved} where m.conversation_id = r."from"
    returning m.id, r."from"`)
  const notes = await tx.rows<Moved>(sql`
    update note n set conversation_id = r.into from ${moved} where n.conversation_id = r."from"
    returning n.id, r."from"`)
  for (const { kind, after } of activities) {
    if (kind === 'merged') nameMoved(after, { messages, notes })
  }
  await tx.run(sql`
    insert into conversation_tag (conversation_id, tag_id)
    select r.into, t.tag_id from conversation_tag t join ${moved} on t.conversation_id = r."from"
    on conflict do nothing`)
  await tx.run(sql`
    insert into conversation_follower (conversation_id, user_id, since)
    select r.into, f.user_id, min(f.since) from conversation_follower f
      join ${moved} on f.conversation_id = r."from" group by 1, 2
    on conflict do nothing`)
  await tx.run(sql`
    update conversation c set assignee_id = coalesce(c.assignee_id, f.assignee_id),
      team_id = coalesce(c.team_id, f.team_id)
    from ${moved} join conversation f on f.id = r."from" where c.id = r.into`)
  await tx.run(sql`
    update conversation c set claims_to_answer = nullif(r.into, c.id)
    from ${moved} where c.claims_to_answer = r."from"`)
  await tx.run(sql`
    update conversation c set apart_from = array_replace(c.apart_from, r."from", r.into)
    from ${moved} where c.apart_from <> '{}' and c.apart_from @> array[r."from"]`)
  await tx.run(sql`
    update conversation c set apart_from = c.apart_from || f.apart_from
    from ${moved} join conversation f on f.id = r."from"
    where c.id = r.into and f.apart_from <> '{}'`)
}

type Moved = { id: string; from: string }

/** The log keeps what was moved, so that it can be moved back. */
function nameMoved(
  after: Record<string, unknown>,
  { messages, notes }: { messages: Moved[]; notes: Moved[] },
): void {
  const idsOf = (rows: Moved[]): string[] =>
    rows.filter(({ from }) => from === after['conversationId']).map(({ id }) => id)
  const parts = Array.isArray(after['parts']) ? after['parts'] : []
  after['parts'] = parts.map((part: object) => ({
    ...part,
    messageIds: idsOf(messages),
    noteIds: idsOf(notes),
  }))
}

async function insertMessages(
  tx: Tx,
  batch: Batch,
  { messages }: BatchPlan,
  at: Date,
): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ message, filing, judgement, ...planned }) => ({
    ...planned,
    ...message,
    direction: filing.direction,
    state: message.isReadable ? stateOf(filing.direction) : 'quarantined',
    fromName: message.from.name,
    fromAddress: message.from.address,
    authentication: judgement?.authentication ?? null,
    trustLevel: judgement?.level ?? null,
    trustReasons: judgement?.reasons ?? [],
  }))
  await tx.run(sql`
    insert into message (id, conversation_id, mailbox_id, direction, state, problem, raw_sha256,
      content_sha256, size, internet_message_id, in_reply_to, reference_ids, from_name, from_address,
      reply_to, to_addresses, cc_addresses, subject, sent_at, received_at, text, has_html, headers,
      automatic, threading, returned_ids, failed_recipients, signs, authentication, trust_level,
      trust_reasons, created_at)
    select id, "conversationId", ${batch.mailbox.id}::uuid, direction, state, problem, "rawSha256",
      identity, size, left("internetMessageId", 600), "inReplyTo", cites, "fromName",
      "fromAddress", "replyTo", "to", cc, subject, date, "receivedAt", text, "hasHtml", headers,
      automatic, threading, returned, failed, signs, authentication, "trustLevel", "trustReasons", ${at}
    from ${records(rows)} as r(id uuid, "conversationId" uuid, direction text, state text,
      problem text, "rawSha256" text, identity text, size bigint, "internetMessageId" text,
      "inReplyTo" text[], cites text[], "fromName" text, "fromAddress" text, "replyTo" jsonb,
      "to" jsonb, cc jsonb, subject text, date timestamptz, "receivedAt" timestamptz, text text,
      "hasHtml" boolean, headers jsonb, automatic text, threading jsonb,
      returned text[], failed jsonb, signs jsonb, authentication jsonb, "trustLevel" text,
      "trustReasons" jsonb)`)
}

function stateOf(direction: 'incoming' | 'outgoing'): 'received' | 'sent' {
  return direction === 'incoming' ? 'received' : 'sent'
}

async function insertAttachments(tx: Tx, { messages }: BatchPlan): Promise<void> {
  await writeAttachments(
    tx,
    messages.map(({ id, message }) => ({ messageId: id, attachments: message.attachments })),
  )
}

async function insertActivities(tx: Tx, { activities }: BatchPlan, at: Date): Promise<void> {
  if (activities.length === 0) return
  await tx.run(sql`
    insert into activity (conversation_id, kind, before, after, at)
    select "conversationId", kind, before, after, ${at}
    from ${records(activities)} as r("conversationId" uuid, kind text, before jsonb, after jsonb)`)
}

/**
 * Moves the folder's cursor with what was stored, and the mailbox's progress: an import's, or that of the
 * first pass, however little it brings. A connection that brought mail was no failure, however it ends:
 * the next one is not put off any longer.
 */
export async function advance(tx: Queryable, batch: Batch, plan: BatchPlan): Promise<void> {
  const { mailbox, folder, nextUid, isImport } = batch
  if (nextUid !== null) {
    await tx.run(sql`
      update folder set next_uid = greatest(next_uid, ${nextUid}::bigint)
      where id = ${folder.id} and uid_validity = ${folder.uidValidity}::bigint`)
  }
  if (plan.deliveries.length === 0) return
  if (folder.isDirect) {
    await tx.run(sql`
      update folder set server_count = server_count + ${plan.deliveries.length}::int
      where id = ${folder.id}`)
    return
  }
  const isCounted = sql`(${isImport}::boolean or last_sync_at is null)`
  const counted = (amount: number) =>
    sql`(case when ${isCounted} then ${amount}::bigint else 0 end)`
  const count = counted(plan.deliveries.length)
  const bytes = counted(plan.deliveries.reduce((sum, { message }) => sum + message.size, 0))
  await tx.run(sql`
    update mailbox set import_done = import_done + ${count},
      import_total = greatest(import_total, import_done + ${count}),
      import_bytes_done = import_bytes_done + ${bytes},
      import_bytes_total = greatest(import_bytes_total, import_bytes_done + ${bytes}), failures = 0
    where id = ${mailbox.id} and (${isCounted} or failures > 0)`)
}
