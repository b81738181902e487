import { sql, type Tx } from '@levee/db'
import { type ServerFlag, serverFlags } from '@levee/domain'
import { distrustFlags } from './ledger.ts'
import type { Batch, BatchPlan, PlannedDelivery } from './plan-batch.ts'
import { records } from './records.ts'

/**
 * Writes the ledger's rows of a batch.
 * @returns those of messages that another program had answered before we saw them.
 */
export async function writeDeliveries(
  tx: Tx,
  batch: Batch,
  plan: BatchPlan,
  at: Date,
): Promise<string[]> {
  if (plan.deliveries.length === 0) return []
  const { id, savedModseq } = batch.folder
  const [answered] = await Promise.all([
    insertDeliveries(tx, batch, plan, at),
    followCopies(tx, batch, plan),
    savedModseq === undefined ? undefined : distrustFlags(tx, { id, savedModseq }),
  ])
  return answered
}

async function insertDeliveries(
  tx: Tx,
  { mailbox, folder }: Batch,
  { deliveries, stored }: BatchPlan,
  at: Date,
): Promise<string[]> {
  const again = new Set(stored.flatMap(({ uid, isDuplicate }) => (isDuplicate ? uid : [])))
  const rows = deliveries.map((delivery) => deliveryRow(delivery, again))
  const inserted = await tx.rows<{ id: string; isAnswered: boolean }>(sql`
    insert into delivery (mailbox_id, folder_id, uid_validity, uid, message_id, raw_sha256,
      transmitted_sha256, fate, internal_date, uidl, flags, seen_elsewhere_at,
      answered_elsewhere_at, stored_at)
    select ${mailbox.id}::uuid, ${folder.id}::uuid, ${folder.uidValidity}::bigint, uid, "messageId",
      "rawSha256", "transmittedSha256", fate, "receivedAt", uidl, array_to_string(flags, ' '),
      case when "isSeen" then ${at}::timestamptz end,
      case when "isAnswered" then ${at}::timestamptz end, ${at}
    from ${records(rows)} as r(uid bigint, uidl text, "rawSha256" text, "transmittedSha256" text,
      "receivedAt" timestamptz, "messageId" uuid, fate text, flags text[], "isSeen" boolean,
      "isAnswered" boolean)
    on conflict (mailbox_id, folder_id, uid_validity, uid) do nothing
    returning id, answered_elsewhere_at is not null as "isAnswered"`)
  return inserted.flatMap(({ id, isAnswered }) => (isAnswered ? id : []))
}

/** Of mail that is no history and that we never held, another program set the flags that it comes with. */
function deliveryRow({ message, messageId, fate }: PlannedDelivery, again: Set<number>): object {
  const { uid, uidl, rawSha256, transmittedSha256: transmitted, receivedAt } = message
  const transmittedSha256 = transmitted === rawSha256 ? null : transmitted
  const flags = message.flags && serverFlags(message.flags)
  const isNew = fate !== 'imported' && fate !== 'sent' && !again.has(uid)
  const has = (flag: ServerFlag): boolean => isNew && flags?.includes(flag) === true
  const marks = { flags, isSeen: has('\\Seen'), isAnswered: has('\\Answered') }
  return { uid, uidl, rawSha256, transmittedSha256, receivedAt, messageId, fate, ...marks }
}

/**
 * What was gone from one folder and now is in another was moved. The flags that we had set went with
 * it; and what came back to a folder that was complete may concern its conversation.
 */
async function followCopies(
  tx: Tx,
  { mailbox, folder }: Batch,
  { stored }: BatchPlan,
): Promise<void> {
  const again = stored.filter(({ isDuplicate }) => isDuplicate)
  if (again.length === 0) return
  const messageIds = again.map(({ messageId }) => messageId)
  await tx.run(sql`
    update delivery set fate = 'moved' where message_id = any(${messageIds}::uuid[])
      and fate = 'gone' and mailbox_id = ${mailbox.id} and folder_id <> ${folder.id}`)
  await tx.run(sql`
    update delivery d set is_unreflected = f.next_uid > 1 and f.role is distinct from 'sent',
      own_flags = array(select distinct flag from delivery o, unnest(o.own_flags) flag
        where o.message_id = d.message_id and o.mailbox_id = d.mailbox_id)
    from folder f where f.id = d.folder_id and d.mailbox_id = ${mailbox.id}
      and d.folder_id = ${folder.id} and d.uid_validity = ${folder.uidValidity}::bigint
      and d.uid = any(${again.map(({ uid }) => uid)}::bigint[])`)
}
