import { type Sql, sql, type Tx } from '@levee/db'
import { announce } from '../../http/events.ts'

/** A conversation of a reply, locked. */
export type LockedConversation = {
  mailboxIds: string[]
  revision: number
  status: string
  assigneeId: string | null
}

export async function lockConversation(tx: Tx, id: string): Promise<LockedConversation> {
  const row = await tx.row<LockedConversation>(sql`
    select mailbox_ids as "mailboxIds", revision, status, assignee_id as "assigneeId"
    from conversation where id = ${id} for no key update`)
  if (!row) throw new Error(`The conversation ${id} of a reply does not exist.`)
  return row
}

type StatusChange = {
  conversationId: string
  before: LockedConversation
  status: string | null
  assigneeId: string | null
}
type Fields = { status: string; assigneeId: string | null }
export type Changed = {
  mailboxIds: string[]
  revision: number
  before: Partial<Fields>
  after: Partial<Fields>
}

/** Changes what differs; nulls stay as they are. The revision moves only when something did. */
export async function changeStatus(
  tx: Tx,
  { conversationId, before, status, assigneeId }: StatusChange,
): Promise<Changed> {
  const after: Partial<Fields> = {
    ...(status && status !== before.status && { status }),
    ...(assigneeId && assigneeId !== before.assigneeId && { assigneeId }),
  }
  const { mailboxIds, revision } = before
  const sets: Sql[] = []
  if (after.status) sets.push(sql`status = ${after.status}, snoozed_until = null`)
  if (after.assigneeId) sets.push(sql`assignee_id = ${after.assigneeId}`)
  if (sets.length === 0) return { mailboxIds, revision, before: {}, after }
  await tx.run(sql`
    update conversation set revision = revision + 1, ${sql.join(sets)} where id = ${conversationId}`)
  return {
    mailboxIds,
    revision: revision + 1,
    before: {
      ...(after.status && { status: before.status }),
      ...(after.assigneeId && { assigneeId: before.assigneeId }),
    },
    after,
  }
}

/** Open again, with who wrote the reply in charge: nobody else would notice. */
export async function giveBackTo(
  tx: Tx,
  conversationId: string,
  { before, authorId }: { before: LockedConversation; authorId: string | null },
): Promise<Changed> {
  return changeStatus(tx, {
    conversationId,
    before,
    status: before.status === 'spam' ? null : 'open',
    assigneeId: authorId && (await isActive(tx, authorId)) ? authorId : null,
  })
}

async function isActive(tx: Tx, userId: string): Promise<boolean> {
  return (
    (await tx.row(sql`select from app_user where id = ${userId} and disabled_at is null`)) !==
    undefined
  )
}

export function announceChange(
  tx: Tx,
  conversationId: string,
  { mailboxIds, revision }: { mailboxIds: string[]; revision: number },
): Promise<void> {
  return announce(tx, { type: 'conversation.updated', conversationId, mailboxIds, revision })
}
