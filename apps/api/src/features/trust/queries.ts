import { type Queryable, sql, type Tx } from '@levee/db'
import type { Address, Authentication, MessageSigns, Trust, TrustLevel } from '@levee/domain'

/** A stored message whose sender is judged. */
export type JudgedRow = {
  id: string
  conversationId: string
  mailboxId: string
  rawSha256: string
  from: Address
  replyTo: Address[]
  attachmentNames: string[]
  automatic: string
  signs: Partial<MessageSigns>
  receivedAt: Date
  authservId: string | null
  trustLevel: TrustLevel | null
  authentication: Authentication | null
  /** Whether two people said that it is legitimate. */
  isDeclared: boolean
}

/** The message with this id, unless it is ours or history. */
export async function judgedMessage(tx: Queryable, id: string): Promise<JudgedRow | undefined> {
  return tx.row<JudgedRow>(sql`
    select m.id, m.conversation_id as "conversationId", m.mailbox_id as "mailboxId",
      m.raw_sha256 as "rawSha256",
      json_build_object('name', m.from_name, 'address', m.from_address) as "from",
      m.reply_to as "replyTo", m.automatic, m.signs, m.received_at as "receivedAt",
      array(select a.name from attachment a where a.message_id = m.id order by a.index) as "attachmentNames",
      b.authserv_id as "authservId", m.trust_level as "trustLevel", m.authentication,
      exists (select from legitimacy_claim l where l.message_id = m.id and l.confirmed_at is not null)
        as "isDeclared"
    from message m join mailbox b on b.id = m.mailbox_id
    where m.id = ${id} and m.direction = 'incoming' and m.trust_level is not null
      and m.raw_sha256 is not null`)
}

/** Writes what is now known of a message's sender. */
export async function saveJudgement(
  tx: Queryable,
  id: string,
  { level, reasons, authentication }: Trust & { authentication: Authentication | null },
): Promise<void> {
  await tx.run(sql`
    update message set trust_level = ${level}, trust_reasons = ${JSON.stringify(reasons)}::jsonb,
      authentication = ${authentication && JSON.stringify(authentication)}::jsonb
    where id = ${id}`)
}

/** What browsers must hear of. */
export type TouchedConversation = { id: string; mailboxIds: string[]; revision: number }

/**
 * Lets a conversation show the trust of its last message from outside; it gets a new revision when that
 * is another one, so that nobody goes on with what was judged differently.
 */
export async function followTrust(
  tx: Tx,
  conversationId: string,
): Promise<TouchedConversation | undefined> {
  return tx.row<TouchedConversation>(sql`
    update conversation c set trust = t.level,
      revision = c.revision + case when c.trust = t.level then 0 else 1 end
    from (select coalesce((select m.trust_level from message m
        where m.conversation_id = ${conversationId} and m.direction = 'incoming'
        order by m.received_at desc, m.id desc limit 1), 'unknown') as level) t
    where c.id = ${conversationId}
    returning c.id, c.mailbox_ids as "mailboxIds", c.revision`)
}

/** How far a conversation is believed by now. */
export async function trustOf(tx: Tx, conversationId: string): Promise<TrustLevel> {
  const row = await tx.row<{ trust: TrustLevel }>(sql`
    select trust from conversation where id = ${conversationId} for no key update`)
  return row?.trust ?? 'unknown'
}

/** Messages of senders who were new when these came, and are not any more. */
export async function firstMessagesOf(
  tx: Queryable,
  addresses: readonly string[],
): Promise<string[]> {
  if (addresses.length === 0) return []
  const rows = await tx.rows<{ id: string }>(sql`
    select m.id from message m where m.direction = 'incoming' and m.trust_level = 'first'
      and lower(m.from_address) = any(${addresses}::text[])`)
  return rows.map(({ id }) => id)
}

/** The newest message from outside of a conversation, when it is suspicious. */
export async function suspiciousMessage(
  tx: Queryable,
  conversationId: string,
): Promise<string | undefined> {
  const last = await tx.row<{ id: string; isSuspicious: boolean }>(sql`
    select id, trust_level is not distinct from 'danger' as "isSuspicious" from message
    where conversation_id = ${conversationId} and direction = 'incoming'
    order by received_at desc, id desc limit 1`)
  return last?.isSuspicious ? last.id : undefined
}

/** Who said of a message that it is legitimate. */
export async function claimOf(
  tx: Queryable,
  messageId: string,
): Promise<{ claimedBy: string } | undefined> {
  return tx.row(sql`
    select claimed_by as "claimedBy" from legitimacy_claim where message_id = ${messageId}`)
}

/** Somebody's word that a message is legitimate. */
export type Claim = { messageId: string; reason: string; userId: string; at: Date }

export async function insertClaim(
  tx: Queryable,
  { messageId, reason, userId, at }: Claim,
): Promise<void> {
  await tx.run(sql`
    insert into legitimacy_claim (message_id, reason, claimed_by, claimed_at)
    values (${messageId}, ${reason}, ${userId}, ${at})`)
}

export async function confirmClaim(tx: Queryable, { messageId, userId, at }: Claim): Promise<void> {
  await tx.run(sql`
    update legitimacy_claim set confirmed_by = ${userId}, confirmed_at = ${at}
    where message_id = ${messageId}`)
}

/** Gives a conversation a new revision, and answers it. */
export async function touchConversation(tx: Queryable, id: string): Promise<number> {
  const row = await tx.row<{ revision: number }>(sql`
    update conversation set revision = revision + 1 where id = ${id} returning revision`)
  return row?.revision ?? 0
}

/** Those of some messages that are judged at all: what came from outside, but for history. */
export async function openJudgement(tx: Queryable, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    update message m set trust_level = coalesce(m.trust_level, 'unknown') from conversation c
    where m.id = any(${ids}::uuid[]) and c.id = m.conversation_id and m.direction = 'incoming'
      and not c.imported
    returning m.id`)
  return rows.map(({ id }) => id)
}
