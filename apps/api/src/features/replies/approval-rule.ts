import { type Queryable, sql, type Tx } from '@levee/db'
import { type Approval, mayApprove, type Role } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { tellOfReply } from './tell-author.ts'

/** Who reads the replies of a mailbox before they leave. */
export async function approvalRule(db: Queryable, mailboxId: string): Promise<Approval> {
  const row = await db.row<{ approval: Approval['approval']; approverIds: string[] }>(sql`
    select approval, approver_ids as "approverIds" from mailbox_sending where mailbox_id = ${mailboxId}`)
  if (!row) return { approval: 'none' }
  const { approval, approverIds } = row
  return approval === 'chosen' ? { approval, approverIds } : { approval }
}

type Asking = { messageId: string; conversationId: string; authorId: string }

/** Tells those who may let a reply leave that it waits for one of them. */
export async function askForApproval(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'now'>,
  { messageId, conversationId, authorId }: Asking,
): Promise<void> {
  const reply = await tx.row<{ mailboxId: string }>(
    sql`select mailbox_id as "mailboxId" from message where id = ${messageId}`,
  )
  if (!reply) return
  const rule = await approvalRule(tx, reply.mailboxId)
  const users = await tx.rows<{ id: string; role: Role; isMember: boolean }>(sql`
    select u.id, u.role, exists (select from mailbox_member m where m.user_id = u.id
        and m.mailbox_id = ${reply.mailboxId})
      or exists (select from mailbox_team t join team_member g using (team_id)
        where g.user_id = u.id and t.mailbox_id = ${reply.mailboxId}) as "isMember"
    from app_user u where u.disabled_at is null`)
  const able = users.filter((user) => mayApprove(user, authorId, rule))
  const members = able.filter(({ isMember }) => isMember)
  // administrators see every mailbox: they are asked where no member could
  const asked = rule.approval === 'chosen' || members.length === 0 ? able : members
  await tellOfReply(tx, deps, {
    conversationId,
    kind: 'approvalAsked',
    userIds: asked.map(({ id }) => id),
    at: deps.now(),
  })
}
