import type {
  OutboxCounts,
  OutboxGroup,
  OutboxItem,
  Query,
  listOutbox as endpoint,
} from '@levee/contract'
import { type Sql, sql } from '@levee/db'
import { type Approval, mayApprove } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requireIdCursor } from '../../http/pages.ts'
import type { Viewer } from '../../http/viewer.ts'
import { visibleTo } from '../conversations/access.ts'
import { countUnsentNotices } from '../deadlines/service.ts'

type Row = Omit<OutboxItem, 'sendAt' | 'mayApprove'> & {
  sendAt: Date
  approval: Approval['approval'] | null
  approverIds: string[] | null
}

const PAGE = 50

/** On the desk: what was filed away since is nobody's concern any more. */
const isOnDesk = sql`c.status in ('open', 'waiting')`
/** `o`, `m`, `c`: the outgoing row, its message, their conversation. */
const GROUPS: Record<OutboxGroup, Sql> = {
  failed: sql`(m.state = 'failed' or m.state = 'bounced' and ${isOnDesk})`,
  awaitingApproval: sql`m.state = 'awaitingApproval'`,
  scheduled: sql`(m.state = 'queued' and o.scheduled and o.attempts = 0)`,
  queued: sql`(m.state = 'sending' or m.state = 'queued' and not (o.scheduled and o.attempts = 0))`,
}
const isUnsent = sql`m.state in ('awaitingApproval', 'queued', 'sending', 'failed', 'bounced')`

/** One group of the outbox, as far as the viewer may see it, the next to leave first. */
export async function listOutbox(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  { group, limit = PAGE, cursor }: Query<typeof endpoint>,
): Promise<{ items: OutboxItem[]; nextCursor: string | null }> {
  requireIdCursor(cursor)
  const place = cursor
    ? sql`(o.send_at, m.id) > (select send_at, message_id from outgoing where message_id = ${cursor})`
    : sql`true`
  const rows = await db.rows<Row>(sql`
    select m.id as "messageId", c.id as "conversationId", c.reference, m.subject, m.to_addresses as "to",
      m.mailbox_id as "mailboxId", m.author_id as "authorId", m.state, m.problem,
      o.is_uncertain as "isUncertain", o.send_at as "sendAt", o.cancel_if_answered as "cancelIfAnswered",
      c.revision, s.approval, s.approver_ids as "approverIds"
    from message m join outgoing o on o.message_id = m.id join conversation c on c.id = m.conversation_id
      left join mailbox_sending s on s.mailbox_id = m.mailbox_id
    where ${isUnsent} and ${GROUPS[group]} and ${visibleTo(viewer)} and ${place}
    order by o.send_at, m.id limit ${sql.integer(limit + 1)}`)
  const items = rows.slice(0, limit).map((row) => itemOf(row, viewer))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.messageId ?? null) : null }
}

function itemOf({ approval, approverIds, ...row }: Row, viewer: Viewer): OutboxItem {
  const rule: Approval =
    approval === 'chosen'
      ? { approval, approverIds: approverIds ?? [] }
      : { approval: approval ?? 'none' }
  const mayLetLeave = row.state === 'awaitingApproval' && mayApprove(viewer, row.authorId, rule)
  return { ...row, sendAt: row.sendAt.toISOString(), mayApprove: mayLetLeave }
}

/** How many of each group the viewer may see, and how many mails of Levee's own failed. */
export async function countOutbox({ db }: Pick<Deps, 'db'>, viewer: Viewer): Promise<OutboxCounts> {
  const row = await db.row<Omit<OutboxCounts, 'notices'>>(sql`
    select count(*) filter (where ${GROUPS.failed}) as failed,
      count(*) filter (where ${GROUPS.awaitingApproval}) as "awaitingApproval",
      count(*) filter (where ${GROUPS.scheduled}) as scheduled,
      count(*) filter (where ${GROUPS.queued}) as queued
    from message m join outgoing o on o.message_id = m.id join conversation c on c.id = m.conversation_id
    where ${isUnsent} and ${visibleTo(viewer)}`)
  const replies = row ?? { failed: 0, awaitingApproval: 0, scheduled: 0, queued: 0 }
  return { ...replies, notices: await countUnsentNotices(db, viewer) }
}
