import { type Queryable, sql, type Tx } from '@levee/db'
import type { Security } from '@levee/mail'

/** An outgoing message with all that sending it takes. */
export type OutgoingReply = {
  messageId: string
  conversationId: string
  mailboxId: string
  mailboxName: string
  state: 'awaitingApproval' | 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | 'bounced'
  internetMessageId: string
  rawSha256: string
  envelopeFrom: string
  envelopeTo: string[]
  attempts: number
  /** Tells the attempt under way from every other. */
  attemptedAt: Date | null
  sendAt: Date
  /** It failed, and may have been sent. */
  isUncertain: boolean
  answersMessageId: string | null
  authorId: string | null
  /** It says that a mail arrived; `rules`: the rule that had it sent. Null: it is an answer. */
  acknowledges: { rules: { id: string; name: string; version: number }[] } | null
  /** It passes mail on, and answers nobody. */
  isForward: boolean
  setStatus: string | null
  /** Not null: `setStatus` was applied when it was queued. */
  statusBefore: string | null
  /** null: the mailbox cannot send. `secret` in hex. */
  server: {
    host: string
    port: number
    security: Security
    username: string | null
    secret: string | null
    usesOauth: boolean
  } | null
}

export async function outgoingReply(
  db: Queryable,
  messageId: string,
): Promise<OutgoingReply | undefined> {
  return db.row<OutgoingReply>(sql`
    select m.id as "messageId", m.conversation_id as "conversationId", m.mailbox_id as "mailboxId",
      b.name as "mailboxName", m.state, m.internet_message_id as "internetMessageId",
      m.raw_sha256 as "rawSha256", o.envelope_from as "envelopeFrom", o.envelope_to as "envelopeTo",
      o.attempts, o.attempted_at as "attemptedAt", o.send_at as "sendAt", o.is_uncertain as "isUncertain",
      o.answers_message_id as "answersMessageId", m.author_id as "authorId",
      coalesce(m.threading ->> 'reason' = 'forward', false) as "isForward",
      (select jsonb_build_object('rules', coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name,
          'version', r.version)) filter (where r.id is not null), '[]'))
        from acknowledgement a left join rule_task t on t.id = a.rule_task_id left join rule r on r.id = t.rule_id
        where a.outgoing_id = m.id group by a.id) as acknowledges,
      o.set_status as "setStatus", o.status_before as "statusBefore",
      case when b.outgoing_host is not null then jsonb_build_object('host', b.outgoing_host,
        'port', b.outgoing_port, 'security', b.outgoing_security, 'username', b.outgoing_username,
        'secret', encode(b.outgoing_secret, 'hex'), 'usesOauth', b.uses_oauth) end as server
    from message m join outgoing o on o.message_id = m.id join mailbox b on b.id = m.mailbox_id
    where m.id = ${messageId}`)
}

/** Takes a queued reply for this run alone; undefined when it is not queued any more. */
export async function claimReply(
  tx: Tx,
  reply: OutgoingReply,
  now: Date,
): Promise<OutgoingReply | undefined> {
  const claimed = await tx.row<{ attempts: number; attemptedAt: Date }>(sql`
    with claimed as (
      update message set state = 'sending', problem = null
      where id = ${reply.messageId} and state = 'queued' returning id)
    update outgoing o set attempts = attempts + 1,
      attempted_at = greatest(${now}::timestamptz, attempted_at + interval '1 ms')
    from claimed where o.message_id = claimed.id
    returning o.attempts, o.attempted_at as "attemptedAt"`)
  return claimed && { ...reply, ...claimed, state: 'sending' }
}
