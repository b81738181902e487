import { sql, type Tx } from '@levee/db'
import {
  type Circle,
  conversationOfSignedId,
  createThreadIndex,
  isSignedTestId,
  type Sign,
  type StoredMessage,
} from '@levee/domain'
import type { ConversationState } from './conversation-state.ts'
import type { Batch, HeldMessage, Known, KnownMessage } from './plan-batch.ts'
import { citedIds, indexable } from './threaded-message.ts'

/** Loads what the database knows that bears on a batch, and locks the conversations that it may change. */
export async function loadKnown(tx: Tx, batch: Batch, sign: Sign): Promise<Known> {
  const { messages } = batch
  const identities = messages.flatMap((each) => [each.contentSha256, each.transmittedSha256])
  const own = messages.flatMap(({ internetMessageId: id }) => (id === null ? [] : [indexable(id)]))
  const cited = [...new Set(messages.flatMap(citedIds))]
  const [delivered, held, replies, linked, named, addresses, ids] = await Promise.all([
    deliveredUids(tx, batch),
    heldMessages(tx, batch, [...new Set(identities)]),
    batch.folder.role === 'sent' ? ownReplies(tx, own) : [],
    linkedMessages(tx, own, cited),
    namedConversations(tx, cited, sign),
    ourAddresses(tx),
    freshIds(tx, messages.length * 2),
  ])
  const filed = [...held, ...replies, ...linked].map(({ conversationId }) => conversationId)
  const conversationIds = [...filed, ...named.values()]
  const conversations = await lockConversations(tx, [...new Set(conversationIds)])
  const circles = await circlesOf(tx, conversations)
  return {
    delivered,
    byIdentity: new Map(held.map(({ identity, ...message }) => [identity, message])),
    ownReplies: new Map(
      replies.map(({ internetMessageId, ...message }) => [internetMessageId, message]),
    ),
    conversations: new Map(conversations.map((each) => [each.id, each])),
    index: createThreadIndex(linked, circles),
    ourAddresses: addresses,
    named,
    ownTests: new Set(
      messages.flatMap(({ internetMessageId: id }) =>
        id !== null && isSignedTestId(id, sign) ? [id] : [],
      ),
    ),
    ids,
  }
}

async function deliveredUids(tx: Tx, { mailbox, folder, messages }: Batch): Promise<Set<number>> {
  const rows = await tx.rows<{ uid: number }>(sql`
    select uid from delivery where mailbox_id = ${mailbox.id} and folder_id = ${folder.id}
      and uid_validity = ${folder.uidValidity} and uid = any(${messages.map(({ uid }) => uid)}::bigint[])`)
  return new Set(rows.map(({ uid }) => uid))
}

function heldMessages(
  tx: Tx,
  { mailbox, folder }: Batch,
  identities: string[],
): Promise<(HeldMessage & { identity: string })[]> {
  return tx.rows(sql`
    select id, conversation_id as "conversationId", content_sha256 as identity,
      array(select coalesce(d.transmitted_sha256, d.raw_sha256)
        from delivery d join folder f on f.id = d.folder_id
        where d.message_id = m.id and d.mailbox_id = ${mailbox.id}
          and (f.path = '') = ${folder.isDirect ?? false}) as "rawsHere"
    from message m where content_sha256 = any(${identities}::text[])`)
}

/** Replies that we sent ourselves: their copy in Sent may differ in bytes from what we gave the server. */
function ownReplies(
  tx: Tx,
  ids: string[],
): Promise<(KnownMessage & { internetMessageId: string })[]> {
  return tx.rows(sql`
    select m.id, m.conversation_id as "conversationId", m.internet_message_id as "internetMessageId"
    from message m join outgoing o on o.message_id = m.id
    where md5(m.internet_message_id) = any(array(select md5(id) from unnest(${ids}::text[]) id))
      and m.direction = 'outgoing'`)
}

/** Messages that the batch cites, that cite it, or that cite what it cites. */
function linkedMessages(tx: Tx, own: string[], cited: string[]): Promise<StoredMessage[]> {
  const all = [...new Set([...own, ...cited])]
  if (all.length === 0) return Promise.resolve([])
  return tx.rows(sql`
    select conversation_id as "conversationId", internet_message_id as "internetMessageId",
      reference_ids as cites, lower(from_address) as sender, direction = 'outgoing' as "isOutgoing"
    from message where id in (
      select id from message
        where md5(internet_message_id) = any(array(select md5(id) from unnest(${all}::text[]) id))
      union
      select m.id from unnest(${all}::text[]) as cited(id) cross join lateral (
        select id from message where reference_ids @> array[cited.id]
        offset 0) m) -- one look into the index each: overlapping arrays are compared row by row instead
    order by received_at, id`)
}

/** The conversations that ids of ours name, or those that these were merged into; forged ids name none. */
async function namedConversations(
  tx: Tx,
  cited: string[],
  sign: Sign,
): Promise<Map<string, string>> {
  const signed = cited.flatMap((id) => {
    const conversationId = conversationOfSignedId(id, sign)
    return conversationId === undefined ? [] : [{ id, conversationId }]
  })
  if (signed.length === 0) return new Map()
  const rows = await tx.rows<{ id: string; conversationId: string }>(sql`
    with recursive place(id, at, next) as (
      select s.id, c.id, c.merged_into from jsonb_to_recordset(${JSON.stringify(signed)}::jsonb)
        as s(id text, "conversationId" uuid) join conversation c on c.id = s."conversationId"
      union select p.id, c.id, c.merged_into from place p join conversation c on c.id = p.next)
    select id, at as "conversationId" from place where next is null`)
  return new Map(rows.map(({ id, conversationId }) => [id, conversationId]))
}

function lockConversations(tx: Tx, ids: string[]): Promise<ConversationState[]> {
  if (ids.length === 0) return Promise.resolve([])
  return tx.rows(sql`
    select id, false as "isNew", false as "isChanged", mailbox_ids as "mailboxIds", reference,
      null as "registerAt", subject, snippet, status, from_name as "fromName",
      from_address as "fromAddress", message_count as "messageCount",
      has_attachments as "hasAttachments", is_quarantined as "isQuarantined", imported, trust,
      is_newsletter as "isNewsletter",
      received_at as "receivedAt", last_message_at as "lastMessageAt",
      (select max(received_at) from message m where m.conversation_id = c.id and m.direction = 'incoming'
          and m.automatic in ('no', 'list', 'newsletter'))
        as "lastIncomingAt",
      claims_to_answer as "claimsToAnswer", merged_into as "mergedInto", revision
    from conversation c where id = any(${ids}::uuid[]) order by id for no key update`)
}

type Person = { conversationId: string; address: string; isList: boolean }

async function circlesOf(tx: Tx, conversations: ConversationState[]): Promise<Map<string, Circle>> {
  if (conversations.length === 0) return new Map()
  const ids = conversations.map(({ id }) => id)
  const [apart, people] = await Promise.all([apartFrom(tx, ids), peopleIn(tx, ids)])
  const circles = new Map<string, Circle>(
    conversations.map(({ id, claimsToAnswer: claims }) => [
      id,
      { people: new Set(), lists: new Set(), claims, apart: new Set(apart.get(id)) },
    ]),
  )
  for (const { conversationId, address, isList } of people) {
    circles.get(conversationId)?.people.add(address)
    if (isList) circles.get(conversationId)?.lists.add(address)
  }
  return circles
}

function peopleIn(tx: Tx, ids: string[]): Promise<Person[]> {
  return tx.rows(sql`
    select distinct m.conversation_id as "conversationId", lower(p.address) as address,
      m.automatic in ('list', 'newsletter') and p.address <> m.from_address
        and not exists (select from mailbox b where lower(b.address) = lower(p.address)) as "isList"
    from message m cross join lateral (
      select m.from_address as address
      union select a ->> 'address' from jsonb_array_elements(
        m.to_addresses || m.cc_addresses || m.bcc_addresses || m.reply_to) a) p
    where m.conversation_id = any(${ids}::uuid[]) and p.address <> ''`)
}

async function apartFrom(tx: Tx, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ id: string; apart: string[] }>(sql`
    select id, apart_from as apart from conversation
    where id = any(${ids}::uuid[]) and apart_from <> '{}'`)
  return new Map(rows.map(({ id, apart }) => [id, apart]))
}

async function ourAddresses(tx: Tx): Promise<Set<string>> {
  const rows = await tx.rows<{ address: string }>(sql`
    select lower(address) as address from mailbox
    union select lower(email) from app_user where disabled_at is null`)
  return new Set(rows.map(({ address }) => address))
}

async function freshIds(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    sql`select new_id() as id from generate_series(1, ${count}::int)`,
  )
  return rows.map(({ id }) => id)
}
