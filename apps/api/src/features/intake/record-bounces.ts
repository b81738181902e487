import { sql, type Tx } from '@levee/db'
import type { FailedRecipient } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import { recordActivities } from '../activity/service.ts'
import { tellAuthor } from '../replies/service.ts'
import type { BatchPlan } from './plan-batch.ts'

/** A mail of ours that came back, and the conversation it is in. */
type Bounced = {
  messageId: string
  bounceId: string
  conversationId: string
  failed: FailedRecipient[]
  /** Otherwise it is history, which asks for nothing. */
  isRegistered: boolean
  status: string
  assigneeId: string | null
  /** Who wrote it, when they can still be given work. */
  authorId: string | null
}

/**
 * Marks the mails of ours that bounces return, whichever was filed first, and gives each back: its
 * conversation is open again, with who wrote it in charge.
 */
export async function recordBounces(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { plan, at }: { plan: BatchPlan; at: Date },
): Promise<void> {
  const bounces = plan.messages.filter(({ message }) => message.automatic === 'bounce')
  const sent = plan.messages.filter(({ filing }) => filing.direction === 'outgoing')
  if (bounces.length === 0 && sent.length === 0) return
  const found = await bouncedMessages(tx, {
    bounceIds: bounces.map(({ id }) => id),
    sentIds: sent.map(({ id }) => id),
  })
  if (found.length === 0) return
  await markBounced(tx, found)
  const registered = found.filter(({ isRegistered }) => isRegistered)
  await giveBack(tx, registered, at)
  for (const { conversationId, authorId } of registered)
    await tellAuthor(tx, deps, { conversationId, authorId, kind: 'bounced', at })
}

/** One bounce for each mail: the first. */
async function bouncedMessages(
  tx: Tx,
  { bounceIds, sentIds }: { bounceIds: string[]; sentIds: string[] },
): Promise<Bounced[]> {
  return tx.rows<Bounced>(sql`
    with pair as (
      select o.id, b.id as bounce_id, b.received_at
      from message b cross join unnest(b.returned_ids) as returned(id)
        join message o on md5(o.internet_message_id) = md5(returned.id)
      where b.id = any(${bounceIds}::uuid[]) and o.direction = 'outgoing'
      union
      select o.id, b.id, b.received_at
      from message o join message b on b.reference_ids && array[o.internet_message_id]
      where o.id = any(${sentIds}::uuid[]) and b.automatic = 'bounce'
        and o.internet_message_id = any(b.returned_ids))
    select distinct on (o.id) o.id as "messageId", pair.bounce_id as "bounceId",
      o.conversation_id as "conversationId", b.failed_recipients as failed,
      c.reference is not null as "isRegistered", c.status,
      c.assignee_id as "assigneeId", u.id as "authorId"
    from pair join message o on o.id = pair.id join message b on b.id = pair.bounce_id
      join conversation c on c.id = o.conversation_id
      left join app_user u on u.id = o.author_id and u.disabled_at is null
    where o.state in ('sending', 'sent', 'failed')
    order by o.id, pair.received_at`)
}

async function markBounced(tx: Tx, found: Bounced[]): Promise<void> {
  const rows = found.map(({ messageId, failed }) => ({
    messageId,
    failed,
    problem: problemOf(failed),
  }))
  await tx.run(sql`
    update message m set state = 'bounced', problem = r.problem, failed_recipients = r.failed
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("messageId" uuid, failed jsonb, problem text) where m.id = r."messageId"`)
}

/** In English, for programs; the screens say it from the recipients. */
function problemOf(failed: FailedRecipient[]): string {
  const lines = failed.map(({ address, status, diagnostic }) => {
    const reason = diagnostic.includes(status) ? diagnostic : `${status} ${diagnostic}`.trim()
    return [address || 'the recipient', reason].filter(Boolean).join(': ')
  })
  return `Not delivered to ${lines.join('; ') || 'the recipient'}`.slice(0, 2_000)
}

async function giveBack(tx: Tx, found: Bounced[], at: Date): Promise<void> {
  if (found.length === 0) return
  const last = [...new Map(found.map((each) => [each.conversationId, each])).values()]
  const rows = last.map(({ conversationId, status, assigneeId, authorId }) => ({
    conversationId,
    status: status === 'spam' ? status : 'open',
    assigneeId: authorId ?? assigneeId,
  }))
  const changed = await tx.rows<{ id: string; mailboxIds: string[]; revision: number }>(sql`
    update conversation c set status = r.status, assignee_id = r."assigneeId", is_newsletter = false,
      snoozed_until = null, revision = c.revision + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("conversationId" uuid, status text, "assigneeId" uuid) where c.id = r."conversationId"
    returning c.id, c.mailbox_ids as "mailboxIds", c.revision`)
  await recordActivities(
    tx,
    found.map((each) => activityOf(each, at)),
  )
  await announceAll(
    tx,
    changed.map(({ id, mailboxIds, revision }) => ({
      type: 'conversation.updated',
      conversationId: id,
      mailboxIds,
      revision,
    })),
  )
}

function activityOf(
  { conversationId, messageId, bounceId, failed, ...there }: Bounced,
  at: Date,
): Parameters<typeof recordActivities>[1][number] {
  const isOpened = there.status !== 'open' && there.status !== 'spam'
  const isGiven = there.authorId !== null && there.authorId !== there.assigneeId
  return {
    conversationId,
    actorId: null,
    kind: 'bounced',
    before: {
      ...(isOpened && { status: there.status }),
      ...(isGiven && { assigneeId: there.assigneeId }),
    },
    after: {
      messageId,
      bounceId,
      failed,
      ...(isOpened && { status: 'open' }),
      ...(isGiven && { assigneeId: there.authorId }),
    },
    at,
  }
}
