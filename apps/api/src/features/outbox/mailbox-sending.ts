import type { Alignment, Body, MailboxSending, setMailboxApproval } from '@levee/contract'
import { inTransaction, type Queryable, sql } from '@levee/db'
import { DomainError, type DomainFacts, judgeAlignment } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { factsOfDomain, getMailbox } from '../mailboxes/service.ts'

type Row = {
  address: string
  server: string | null
  approval: MailboxSending['approval'] | null
  approverIds: string[] | null
  facts: DomainFacts | null
  lookedUpAt: Date | null
}

/** How a mailbox sends, for whoever may see it. @throws {DomainError} `not-found`. */
export async function sendingOf(deps: Deps, viewer: Viewer, id: string): Promise<MailboxSending> {
  await getMailbox(deps, viewer, id)
  return readSending(deps.db, id)
}

/** Chooses who reads its replies before they leave; those that wait already go on waiting. */
export async function setApproval(
  deps: Deps,
  viewer: Viewer,
  id: string,
  { approval, approverIds }: Body<typeof setMailboxApproval>,
): Promise<MailboxSending> {
  requirePermission(viewer, 'manageMailboxes')
  await getMailbox(deps, viewer, id)
  const chosen = approval === 'chosen' ? [...new Set(approverIds)] : []
  await inTransaction(deps.db, async (tx) => {
    const known = await tx.rows(sql`
      select from app_user where id = any(${chosen}::uuid[]) and disabled_at is null`)
    if (approval === 'chosen' && (known.length === 0 || known.length < chosen.length))
      throw new DomainError('invalid', 'Choose at least one person who still works here.', {
        errors: [{ path: 'approverIds', message: 'must be ids of users' }],
      })
    await tx.run(sql`
      insert into mailbox_sending (mailbox_id, approval, approver_ids)
      values (${id}, ${approval}, ${chosen}::uuid[])
      on conflict (mailbox_id) do update set approval = excluded.approval,
        approver_ids = excluded.approver_ids`)
  })
  return readSending(deps.db, id)
}

/** Looks the records of its domain up again, as after they were changed. */
export async function lookUpAlignment(
  deps: Deps,
  viewer: Viewer,
  id: string,
): Promise<MailboxSending> {
  requirePermission(viewer, 'manageMailboxes')
  const { address } = await getMailbox(deps, viewer, id)
  await storeFacts(deps, { id, address })
  return readSending(deps.db, id)
}

/** Asks the DNS of the domain of a mailbox and keeps what it says. */
export async function storeFacts(
  deps: Pick<Deps, 'db' | 'dns' | 'now'>,
  { id, address }: { id: string; address: string },
): Promise<void> {
  const facts = await factsOfDomain(deps, address)
  await deps.db.run(sql`
    insert into mailbox_sending (mailbox_id, domain_facts, looked_up_at)
    values (${id}, ${sql.json(facts)}, ${deps.now()})
    on conflict (mailbox_id) do update set domain_facts = excluded.domain_facts,
      looked_up_at = excluded.looked_up_at`)
}

async function readSending(db: Queryable, id: string): Promise<MailboxSending> {
  const row = await db.row<Row>(sql`
    select b.address, b.outgoing_host as server, s.approval, s.approver_ids as "approverIds",
      s.domain_facts as facts, s.looked_up_at as "lookedUpAt"
    from mailbox b left join mailbox_sending s on s.mailbox_id = b.id where b.id = ${id}`)
  if (!row) throw new DomainError('not-found', 'There is no such mailbox.')
  const { approval, approverIds } = row
  return {
    approval: approval ?? 'none',
    approverIds: approverIds ?? [],
    alignment: alignmentOf(row),
  }
}

/** What the facts mean for the server that it sends through now; of what cannot send, nothing is known. */
function alignmentOf({ address, server, facts, lookedUpAt }: Row): Alignment {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const isCurrent = facts?.domain === domain && server !== null
  const judged = isCurrent ? judgeAlignment(facts, server) : undefined
  return {
    domain,
    verdict: judged?.verdict ?? 'unknown',
    problems: judged?.problems ?? [],
    lookedUpAt: isCurrent ? (lookedUpAt?.toISOString() ?? null) : null,
  }
}
