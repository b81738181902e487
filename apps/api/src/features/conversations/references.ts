import { type Queryable, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { ConversationRow } from './access.ts'

/** A user to whom conversations can be given. */
type Candidate = { id: string; role: string; mailboxIds: string[] }

/** What a patch points to. */
export type References = {
  assigneeId?: string | null | undefined
  teamId?: string | null | undefined
  tagIds: readonly string[]
}

/** Refuses a conversation that the new assignee could not see. */
export type AssigneeCheck = (conversation: ConversationRow) => void

/**
 * Checks that the team and the tags exist and that the user can be given work.
 * @throws {DomainError} `invalid` when one of them is not there.
 */
export async function checkReferences(
  tx: Queryable,
  { assigneeId, teamId, tagIds }: References,
): Promise<AssigneeCheck> {
  if (teamId && !(await tx.row(sql`select from team where id = ${teamId} for key share`)))
    throw missing('teamId', 'There is no such team.')
  const tags = await tx.rows(sql`
    select from tag where id = any(${[...new Set(tagIds)]}::uuid[]) for key share`)
  if (tags.length < new Set(tagIds).size) throw missing('tagIds', 'There is no such tag.')
  if (!assigneeId) return () => undefined
  const candidate = await findCandidate(tx, assigneeId)
  if (!candidate) throw missing('assigneeId', 'There is no such user, or they are disabled.')
  return ({ mailboxIds }) => {
    if (candidate.role === 'admin') return
    if (mailboxIds.some((id) => candidate.mailboxIds.includes(id))) return
    throw missing(
      'assigneeId',
      'This user is not a member of the mailbox and could not see the mail.',
    )
  }
}

async function findCandidate(tx: Queryable, id: string): Promise<Candidate | undefined> {
  return tx.row<Candidate>(sql`
    select id, role, array(select mailbox_id from mailbox_member where user_id = u.id
      union select mailbox_id from mailbox_team join team_member using (team_id)
        where user_id = u.id) as "mailboxIds"
    from app_user u where id = ${id} and disabled_at is null`)
}

function missing(path: string, message: string): DomainError {
  return new DomainError('invalid', message, { errors: [{ path, message }] })
}
