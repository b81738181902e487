import { type Queryable, sql, type Tx } from '@levee/db'
import type { Address, Automatic, RuleAction } from '@levee/domain'

/** What a rule wants done over the network, with all that it takes. */
export type Task = {
  id: string
  attempts: number
  action: RuleAction
  captures: Record<string, string>
  createdAt: Date
  rule: { id: string; name: string; version: number }
  conversation: {
    id: string
    mailboxIds: string[]
    reference: string | null
    subject: string
    status: string
    priority: string
    assigneeId: string | null
    teamId: string | null
    tagIds: string[]
  }
  message: {
    id: string
    mailboxId: string
    internetMessageId: string | null
    from: Address
    to: Address[]
    cc: Address[]
    subject: string
    receivedAt: string
    text: string
    automatic: Automatic
    rawSha256: string | null
  } | null
}

const LONGEST_TEXT = 10_000 // characters that a webhook is told

/** A task that is still to be done; undefined when it was, or was given up. */
export function waitingTask(db: Queryable, id: string): Promise<Task | undefined> {
  return db.row<Task>(sql`
    select t.id, t.attempts, t.action, t.captures, t.created_at as "createdAt",
      jsonb_build_object('id', r.id, 'name', r.name, 'version', r.version) as rule,
      jsonb_build_object('id', c.id, 'mailboxIds', c.mailbox_ids, 'reference', c.reference,
        'subject', c.subject, 'status', c.status, 'priority', c.priority, 'assigneeId', c.assignee_id,
        'teamId', c.team_id, 'tagIds', array(select tag_id from conversation_tag g
          where g.conversation_id = c.id order by 1)) as conversation,
      case when m.id is not null then jsonb_build_object('id', m.id, 'mailboxId', m.mailbox_id,
        'internetMessageId', m.internet_message_id, 'from',
        jsonb_build_object('name', m.from_name, 'address', m.from_address), 'to', m.to_addresses,
        'cc', m.cc_addresses, 'subject', m.subject, 'receivedAt', m.received_at,
        'text', left(m.text, ${LONGEST_TEXT}), 'automatic', m.automatic, 'rawSha256', m.raw_sha256) end as message
    from rule_task t join rule r on r.id = t.rule_id
      join conversation c on c.id = t.conversation_id left join message m on m.id = t.message_id
    where t.id = ${id} and t.state = 'waiting'`)
}

/** Counts an attempt before it is made, whatever becomes of it. */
export async function countAttempt(db: Queryable, id: string): Promise<number> {
  const row = await db.row<{ attempts: number }>(sql`
    update rule_task set attempts = attempts + 1 where id = ${id} returning attempts`)
  return row?.attempts ?? 0
}

/** Why an attempt failed, while it is tried again. */
export async function noteTrouble(db: Queryable, id: string, detail: string): Promise<void> {
  await db.run(sql`update rule_task set detail = ${detail} where id = ${id}`)
}

/** What became of a task in the end. @returns whether it was still to be done. */
export async function finishTask(
  tx: Tx,
  id: string,
  { state, detail, at }: { state: 'done' | 'failed'; detail: string; at: Date },
): Promise<boolean> {
  const finished = await tx.run(sql`
    update rule_task set state = ${state}, detail = ${detail}, done_at = ${at}::timestamptz
    where id = ${id} and state = 'waiting'`)
  return finished > 0
}
