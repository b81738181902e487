import { sql, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'

const PAUSE = 15_000 // ms: until then it is known from whom a mail is, and what the rules made of it

/** Has the first mails of conversations that were registered answered by themselves, where a policy says so. */
export async function expectAcknowledgements(
  tx: Tx,
  { jobs }: Pick<Deps, 'jobs'>,
  { messageIds, at }: { messageIds: readonly string[]; at: Date },
): Promise<void> {
  if (messageIds.length === 0) return
  const expected = await tx.rows<{ id: string }>(sql`
    insert into acknowledgement (message_id, created_at)
    select m.id, ${at}::timestamptz from unnest(${messageIds}::uuid[]) as m(id)
    where exists (select from deadline_policy p
      join deadline_policy_version v on v.policy_id = p.id and v.version = p.version
      where p.removed_at is null and jsonb_typeof(v.content -> 'acknowledgement') = 'object')
    on conflict do nothing returning id`)
  await enqueue(tx, jobs, { expected, at })
}

/** Has a mail answered by itself, since a rule says so. @returns false when that was asked for already. */
export async function expectByRule(
  tx: Tx,
  { jobs }: Pick<Deps, 'jobs'>,
  { messageId, ruleTaskId, at }: { messageId: string; ruleTaskId: string; at: Date },
): Promise<boolean> {
  const expected = await tx.rows<{ id: string }>(sql`
    insert into acknowledgement (message_id, rule_task_id, created_at)
    values (${messageId}, ${ruleTaskId}, ${at}) on conflict do nothing returning id`)
  await enqueue(tx, jobs, { expected, at })
  return expected.length > 0
}

/** Lets go what was held because of doubts about the sender. */
export async function releaseSuspicious(
  tx: Tx,
  { jobs }: Pick<Deps, 'jobs'>,
  { messageId, at }: { messageId: string; at: Date },
): Promise<void> {
  const expected = await tx.rows<{ id: string }>(sql`
    update acknowledgement set state = 'waiting', reason = null, decided_at = null
    where message_id = ${messageId} and state = 'held' and reason = 'suspicious' returning id`)
  await enqueue(tx, jobs, { expected, at })
}

async function enqueue(
  tx: Tx,
  jobs: Deps['jobs'],
  { expected, at }: { expected: readonly { id: string }[]; at: Date },
): Promise<void> {
  await jobs.enqueueAll(
    tx,
    'acknowledge',
    expected.map(({ id }) => ({ acknowledgementId: id })),
    { startAfter: new Date(at.getTime() + PAUSE) },
  )
}
