import { type Queryable, type Sql, sql } from '@levee/db'
import type {
  ConversationFacts,
  KnownThings,
  MessageFacts,
  NamedThing,
  RuleFacts,
} from '@levee/domain'
import { messageFacts, type ReadFacts } from './message-facts.ts'

/** Since when somebody outside waits for an answer in `conversation c`: what we only passed on, or acknowledged, is none. */
export const unansweredSince: Sql = sql`(
  select min(m.received_at) from message m
  where m.conversation_id = c.id and m.direction = 'incoming' and m.automatic in ('no', 'list')
    and m.received_at > coalesce((
      select max(o.received_at) from message o where o.conversation_id = c.id and o.direction = 'outgoing'
        and o.state in ('queued', 'sending', 'sent') and coalesce(o.threading ->> 'reason', '') not in ('forward', 'acknowledgement')),
      '-infinity'))`

type ConversationRow = Omit<ConversationFacts, 'assignee' | 'team' | 'tags'> & {
  assigneeId: string | null
  teamId: string | null
  tagIds: string[]
}

/** Conversations as rules see them, by id. */
export async function conversationFacts(
  db: Queryable,
  ids: readonly string[],
  known: KnownThings,
): Promise<Map<string, ConversationFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db.rows<ConversationRow>(sql`
    select c.id, c.status, c.priority, c.assignee_id as "assigneeId", c.team_id as "teamId",
      array(select tag_id from conversation_tag t where t.conversation_id = c.id order by 1) as "tagIds",
      c.due_at as "dueAt", ${unansweredSince} as "unansweredSince"
    from conversation c where c.id = any(${ids}::uuid[])`)
  return new Map(
    rows.map(({ assigneeId, teamId, tagIds, ...row }) => [
      row.id,
      {
        ...row,
        assignee: assigneeId === null ? null : named(known.user, assigneeId),
        team: teamId === null ? null : named(known.team, teamId),
        tags: tagIds.map((id) => named(known.tag, id)),
      },
    ]),
  )
}

/** A thing by its id; of one that is no more, the id alone. */
export function named(things: readonly NamedThing[], id: string): NamedThing {
  const found = things.find((thing) => thing.id === id)
  return { id, names: found?.names ?? [] }
}

/** Who wrote before, by address in small letters. */
export async function knownContacts(
  db: Queryable,
  addresses: readonly string[],
): Promise<Map<string, NamedThing>> {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))]
  const rows = await db.rows<{ address: string; name: string }>(sql`
    select address, name from sender where address = any(${wanted}::text[])`)
  return new Map(
    rows.map(({ address, name }) => [address, { id: address, names: [address, name] }]),
  )
}

/** What is known of a stored conversation; its message is the last that came from outside. */
export type StoredFacts = Pick<RuleFacts, 'message' | 'conversation' | 'context'> & {
  messageId: string
}

/** What rules see of stored conversations, by id; those without a mail from outside are left out. */
export async function storedFacts(
  db: Queryable,
  ids: readonly string[],
  known: KnownThings,
): Promise<Map<string, StoredFacts>> {
  const messages = await db.rows<StoredMessage>(sql`
    select l.* from conversation c cross join lateral (
      select ${messageColumns} from message m
      where m.conversation_id = c.id and m.direction = 'incoming' and m.state = 'received'
      order by m.received_at desc, m.id desc limit 1) l
    where c.id = any(${ids}::uuid[])`)
  const conversations = await conversationFacts(db, ids, known)
  const contacts = await knownContacts(
    db,
    messages.map(({ from }) => from.address),
  )
  return new Map(
    messages.flatMap(({ messageId, conversationId, mailboxId, ...read }) => {
      const conversation = conversations.get(conversationId)
      if (!conversation) return []
      const context = {
        mailbox: named(known.mailbox, mailboxId),
        contact: contacts.get(read.from.address.toLowerCase()) ?? null,
        organisation: null,
      }
      const message: MessageFacts = messageFacts(read)
      return [[conversationId, { messageId, message, conversation, context }]]
    }),
  )
}

type StoredMessage = ReadFacts & { messageId: string; conversationId: string; mailboxId: string }

const messageColumns: Sql = sql`
  m.id as "messageId", m.conversation_id as "conversationId", m.mailbox_id as "mailboxId",
  jsonb_build_object('name', m.from_name, 'address', m.from_address) as "from",
  m.to_addresses as "to", m.cc_addresses as cc, m.subject, m.text, m.headers, m.size,
  m.received_at as "receivedAt", m.automatic, m.automatic in ('list', 'newsletter') as "isNewsletter",
  m.authentication, m.trust_level as trust,
  array(select jsonb_build_object('name', a.name, 'contentType', a.content_type, 'size', a.size)
    from attachment a where a.message_id = m.id order by a.index) as attachments`
