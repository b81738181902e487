import { type Queryable, sql, type Tx } from '@levee/db'
import {
  ACKNOWLEDGED_FOR,
  type AcknowledgementFacts,
  type Address,
  type Automatic,
  type NotAcknowledged,
} from '@levee/domain'

/** A mail that is to be answered by itself, with all that decides whether it is. */
export type Expected = Omit<
  AcknowledgementFacts,
  'ownAddresses' | 'isStopped' | 'now' | 'lastAt'
> & {
  id: string
  messageId: string
  conversationId: string
  mailboxId: string
  mailboxIds: string[]
  automatic: Automatic
  /** Whether it is known by now from whom it is. */
  isJudged: boolean
  createdAt: Date
  subject: string
  text: string
  headers: { name: string; value: string }[]
  internetMessageId: string | null
  inReplyTo: string[]
  references: string[]
  to: Address[]
  cc: Address[]
  /** What a rule says of it; null: a policy does. */
  rule: {
    id: string
    name: string
    version: number
    templateId: string
    captures: Record<string, string>
  } | null
  /** Whether a rule answers the same mail. */
  isRuled: boolean
}

/** One that nobody has decided yet. */
export function findExpected(db: Queryable, id: string): Promise<Expected | undefined> {
  return db.row<Expected>(sql`
    select a.id, m.id as "messageId", c.id as "conversationId", m.mailbox_id as "mailboxId",
      c.mailbox_ids as "mailboxIds", m.automatic, c.is_newsletter as "isNewsletter",
      jsonb_build_object('name', m.from_name, 'address', m.from_address) as sender,
      m.reply_to as "replyTo", coalesce(m.trust_level, c.trust) as trust,
      c.status, c.reference is not null as "isRegistered", c.imported as "isImported",
      exists (select from message o where o.conversation_id = c.id and o.direction = 'outgoing'
        and o.state in ('queued', 'sending', 'sent') and o.received_at >= m.received_at
        and coalesce(o.threading ->> 'reason', '') not in ('forward', 'acknowledgement')) as "isAnswered",
      m.received_at as "receivedAt", m.authentication is not null as "isJudged",
      a.created_at as "createdAt", m.subject, left(m.text, 4000) as text, m.headers,
      m.internet_message_id as "internetMessageId", m.in_reply_to as "inReplyTo",
      m.reference_ids as "references", m.to_addresses as "to", m.cc_addresses as cc,
      case when r.id is not null then jsonb_build_object('id', r.id, 'name', r.name, 'version', r.version,
        'templateId', t.action ->> 'templateId', 'captures', t.captures) end as rule,
      a.rule_task_id is null and exists (select from rule_task k where k.message_id = m.id
        and k.action ->> 'type' = 'sendTemplate' and k.state <> 'failed') as "isRuled"
    from acknowledgement a join message m on m.id = a.message_id
      join conversation c on c.id = m.conversation_id
      left join rule_task t on t.id = a.rule_task_id left join rule r on r.id = t.rule_id
    where a.id = ${id} and a.state = 'waiting'`)
}

/** When an address last got an automatic answer. */
export async function lastAnswered(db: Queryable, address: string): Promise<Date | null> {
  const row = await db.row<{ at: Date }>(sql`
    select at from acknowledged_sender where address = lower(${address})`)
  return row?.at ?? null
}

/** Takes the one automatic answer that an address may get today; false when another has it. */
export async function takeTurn(tx: Tx, address: string, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - ACKNOWLEDGED_FOR)
  const taken = await tx.run(sql`
    insert into acknowledged_sender as s (address, at) values (lower(${address}), ${now})
    on conflict (address) do update set at = excluded.at where s.at <= ${before}::timestamptz`)
  return taken > 0
}

/** The switch of all automatic answers, and how many went out lately. */
export type Switch = { most: number; stoppedAt: Date | null; sentLately: number }

const LATELY = 10 // minutes

/** @param lock one automatic answer is decided after the other. */
export async function readSwitch(
  db: Queryable,
  now: Date,
  lock: 'lock' | 'look' = 'look',
): Promise<Switch> {
  const row = await db.row<Omit<Switch, 'sentLately'>>(sql`
    select most, stopped_at as "stoppedAt" from acknowledgement_switch
    ${lock === 'lock' ? sql`for update` : sql``}`)
  if (!row) throw new Error('The switch of automatic answers is not there.')
  const counted = await db.row<{ n: number }>(sql`
    select count(*) as n from acknowledgement where state = 'queued'
      and decided_at > ${now}::timestamptz - make_interval(mins => ${LATELY})`)
  return { ...row, sentLately: counted?.n ?? 0 }
}

export async function setSwitch(
  tx: Tx,
  { most, stoppedAt, userId }: { most: number; stoppedAt: Date | null; userId: string | null },
): Promise<void> {
  await tx.run(sql`
    update acknowledgement_switch set most = ${most}::int, stopped_at = ${stoppedAt}, changed_by = ${userId}`)
}

type Outcome =
  | { state: 'queued'; outgoingId: string; templateId: string }
  | { state: 'held'; reason: 'suspicious' | 'stopped' }
  | { state: 'refused'; reason: NotAcknowledged | 'noTemplate' | 'missing' | 'noSender' }

const NOTHING = { reason: null, outgoingId: null, templateId: null }

/** Keeps what became of one. @returns whether nobody had decided it meanwhile. */
export async function settle(
  tx: Tx,
  id: string,
  { state, ...rest }: Outcome,
  at: Date,
): Promise<boolean> {
  const { reason, outgoingId, templateId } = { ...NOTHING, ...rest }
  const kept = await tx.run(sql`
    update acknowledgement set state = ${state}, reason = ${reason}, outgoing_id = ${outgoingId},
      template_id = ${templateId}, decided_at = ${at} where id = ${id} and state = 'waiting'`)
  return kept > 0
}

/** Nobody asked for it after all. */
export async function forget(db: Queryable, id: string): Promise<void> {
  await db.run(sql`delete from acknowledgement where id = ${id} and state = 'waiting'`)
}

/** A template by id, or undefined when it was removed. */
export function templateOf(db: Queryable, id: string) {
  return db.row<{
    id: string
    language: 'fr' | 'en'
    subject: string | null
    html: string
    files: { name: string; contentType: string; size: number; blobSha256: string }[]
  }>(sql`
    select id, language, subject, html, (select coalesce(jsonb_agg(jsonb_build_object('name', f.name,
        'contentType', f.content_type, 'size', f.size, 'blobSha256', f.blob_sha256) order by f.position), '[]')
      from template_file f where f.template_id = t.id) as files
    from template t where id = ${id} and removed_at is null`)
}

/** How many are held, by why. */
export async function countHeld(db: Queryable): Promise<{ stopped: number; suspicious: number }> {
  const row = await db.row<{ stopped: number; suspicious: number }>(sql`
    select count(*) filter (where reason = 'stopped') as stopped,
      count(*) filter (where reason = 'suspicious') as suspicious
    from acknowledgement where state = 'held'`)
  return row ?? { stopped: 0, suspicious: 0 }
}

/** Those that were held because all were stopped, in their order, waiting again; or given up. */
export function endHolding(
  tx: Tx,
  { to, at }: { to: 'waiting' | 'refused'; at: Date },
): Promise<{ id: string }[]> {
  return tx.rows<{ id: string }>(
    to === 'waiting'
      ? sql`
        update acknowledgement set state = 'waiting', reason = null, decided_at = null
        where state = 'held' and reason = 'stopped' returning id`
      : sql`
        update acknowledgement set state = 'refused', decided_at = ${at}
        where state = 'held' and reason = 'stopped' returning id`,
  )
}
