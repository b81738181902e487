import { type Queryable, type Sql, sql } from '@levee/db'
import type {
  Address,
  Authentication,
  Automatic,
  LoggedFields,
  Priority,
  Status,
  TrustLevel,
} from '@levee/domain'
import type { Needs } from './needs.ts'

/** After which message a page goes on: the newest come first. */
export type Place = { receivedAt: string; messageId: string }

/** A conversation as it is now. */
export type PresentState = {
  status: Status
  priority: Priority
  assigneeId: string | null
  teamId: string | null
  tagIds: string[]
  dueAt: Date | null
  isNewsletter: boolean
  /** The deadline policy that was set for it. */
  deadlinePolicyId: string | null
}

/** An incoming message with what rules look at; what they do not need is empty. */
export type StoredMessage = PresentState & {
  messageId: string
  conversationId: string
  reference: string | null
  mailboxId: string
  from: Address
  to: Address[]
  cc: Address[]
  subject: string
  text: string
  headers: { name: string; value: string }[]
  attachments: { name: string; contentType: string; size: number }[]
  size: number
  receivedAt: Date
  automatic: Automatic
  authentication: Pick<Authentication, 'spf' | 'dkim' | 'dmarc'> | null
  trust: TrustLevel | null
  isReply: boolean
  lastAnsweredAt: Date | null
  /** The name under which its sender wrote first; null: never seen. */
  contactName: string | null
}

/** What was logged after a message arrived: the fields as they were then, and those that people changed. */
export type Since = { messageId: string; was: LoggedFields | null; byPeople: string[] | null }

/** Which messages: conditions on `message m` and `conversation c`. */
export type Selection = { conditions: readonly Sql[]; onlyLast: boolean }

/** A page of stored messages, the newest first. */
export async function storedMessages(
  db: Queryable,
  {
    selection,
    needs,
    after,
    limit,
  }: { selection: Selection; needs: Needs; after: Place | null; limit: number },
): Promise<StoredMessage[]> {
  const place = after
    ? sql`(m.received_at, m.id) < (${after.receivedAt}::timestamptz, ${after.messageId}::uuid)`
    : sql`true`
  const rows = await db.rows<Row>(sql`
    select ${columns(needs)} from message m join conversation c on c.id = m.conversation_id
    where ${matching(selection)} and ${place}
    order by m.received_at desc, m.id desc limit ${sql.integer(limit)}`)
  return complete(rows)
}

/** The same for messages that are known by their ids. */
export async function messagesById(
  db: Queryable,
  ids: readonly string[],
  needs: Needs,
): Promise<StoredMessage[]> {
  const rows = await db.rows<Row>(sql`
    select ${columns(needs)} from message m join conversation c on c.id = m.conversation_id
    where m.id = any(${ids}::uuid[]) order by m.received_at desc, m.id desc`)
  return complete(rows)
}

/** How many messages there are to look at. */
export async function countMessages(db: Queryable, selection: Selection): Promise<number> {
  const found = await db.row<{ count: number }>(sql`
    select count(*) from message m join conversation c on c.id = m.conversation_id
    where ${matching(selection)}`)
  return found?.count ?? 0
}

/** The first value of each field that was logged after the entry of a message is the one that it found. */
export function loggedSince(db: Queryable, ids: readonly string[]): Promise<Since[]> {
  return db.rows<Since>(sql`
    select m.id as "messageId", l.was, l."byPeople"
    from message m cross join lateral (
      select jsonb_object_agg(e.key, e.value order by a.seq desc) as was,
        array_agg(distinct e.key) filter (where a.actor_id is not null) as "byPeople"
      from activity a cross join lateral jsonb_each(a.before) e
      where a.conversation_id = m.conversation_id and a.seq > coalesce((
        select min(r.seq) from activity r where r.conversation_id = m.conversation_id
          and r.kind = 'received' and r.after ->> 'messageId' = m.id::text), 0)) l
    where m.id = any(${ids}::uuid[])`)
}

function matching({ conditions, onlyLast }: Selection): Sql {
  const last = sql`not exists (select from message n where n.conversation_id = m.conversation_id
    and n.direction = 'incoming' and n.state = 'received' and (n.received_at, n.id) > (m.received_at, m.id))`
  const all = [
    sql`m.direction = 'incoming' and m.state = 'received'`,
    sql`c.merged_into is null`,
    ...(onlyLast ? [last] : []),
    ...conditions,
  ]
  return sql.join(all, ' and ')
}

/** What was not read is empty: to send and parse nothing a hundred thousand times takes seconds. */
const NOT_READ = {
  reference: null,
  status: 'open',
  priority: 'normal',
  assigneeId: null,
  teamId: null,
  dueAt: null,
  isNewsletter: false,
  automatic: 'no',
  authentication: null,
  trust: null,
  to: [],
  cc: [],
  text: '',
  headers: [],
  attachments: [],
  tagIds: [],
  lastAnsweredAt: null,
  deadlinePolicyId: null,
  contactName: null,
} satisfies Partial<StoredMessage>

type Row = Omit<StoredMessage, 'from' | keyof typeof NOT_READ> &
  Partial<StoredMessage> & { fromName: string; fromAddress: string }

function complete(rows: readonly Row[]): StoredMessage[] {
  return rows.map(({ fromName, fromAddress, ...row }) => ({
    ...NOT_READ,
    ...row,
    from: { name: fromName, address: fromAddress },
  }))
}

function columns({ file, body, headers, recipients, attachments, contact, state }: Needs): Sql {
  return sql.join([
    always,
    ...(file ? [fileColumns] : []),
    ...(recipients ? [sql`m.to_addresses as "to", m.cc_addresses as cc`] : []),
    ...(body ? [sql`m.text`] : []),
    ...(headers ? [sql`m.headers`] : []),
    ...(attachments ? [sql`${attachmentList} as attachments`] : []),
    ...(state
      ? [
          sql`${tagList} as "tagIds", ${lastAnswer} as "lastAnsweredAt", ${policy} as "deadlinePolicyId"`,
        ]
      : []),
    ...(contact ? [sql`${contactName} as "contactName"`] : []),
  ])
}

const always = sql`
  m.id as "messageId", c.id as "conversationId", m.mailbox_id as "mailboxId",
  m.from_name as "fromName", m.from_address as "fromAddress", m.subject, m.size,
  m.received_at as "receivedAt", c.message_count > 1 and c.received_at < m.received_at as "isReply"`

const fileColumns = sql`
  c.reference, m.automatic, m.authentication, m.trust_level as trust, c.status, c.priority,
  c.assignee_id as "assigneeId", c.team_id as "teamId", c.due_at as "dueAt",
  c.is_newsletter as "isNewsletter"`

const attachmentList = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'contentType', f.content_type,
    'size', f.size) order by f.index), '[]') from attachment f where f.message_id = m.id)`

const tagList = sql`
  array(select t.tag_id from conversation_tag t where t.conversation_id = c.id order by 1)`

const lastAnswer = sql`case when c.message_count > 1 then (select max(o.received_at) from message o
  where o.conversation_id = c.id and o.direction = 'outgoing'
    and coalesce(o.threading ->> 'reason', '') not in ('forward', 'acknowledgement')) end`

const policy = sql`(
  select k.policy_id from deadline_clock k where k.conversation_id = c.id)`

const contactName = sql`(select s.name from sender s where s.address = lower(m.from_address))`
