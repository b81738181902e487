import { type Queryable, type Sql, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { conversationColumns, type ConversationRow } from './conversation-row.ts'

export type { ConversationRow } from './conversation-row.ts'

/** Which conversations a viewer may see: a condition on `conversation c`. */
export function visibleTo(viewer: Viewer): Sql {
  const mailboxIds = visibleMailboxes(viewer)
  return mailboxIds === 'all' ? sql`true` : sql`c.mailbox_ids && ${mailboxIds}::uuid[]`
}

/**
 * As `visibleTo`, for statements that read a hundred thousand rows: nearly all mail is in one mailbox, and to look
 * that one up costs a fraction of comparing two lists.
 */
export function visibleOfMany(viewer: Viewer): Sql {
  const mailboxIds = visibleMailboxes(viewer)
  if (mailboxIds === 'all') return sql`true`
  return sql`(c.mailbox_ids[1] = any(${mailboxIds}::uuid[])
    or (c.mailbox_ids[2] is not null and c.mailbox_ids && ${mailboxIds}::uuid[]))`
}

/** Which messages a viewer may see: a condition on `message m`, which costs no join where all may be seen. */
export function isVisibleMessage(viewer: Viewer): Sql {
  if (visibleMailboxes(viewer) === 'all') return sql`true`
  return sql`exists (
    select from conversation c where c.id = m.conversation_id and ${visibleTo(viewer)})`
}

/**
 * Whether a user who has an account may see mail in some mailboxes: a condition on a row of `app_user` and a list of
 * ids of mailboxes. For who asks, `visibleTo` costs less.
 */
export function isSeenByUser(user: Sql, mailboxIds: Sql): Sql {
  return sql`(${user}.disabled_at is null and (${user}.role = 'admin'
    or exists (select from mailbox_member seen where seen.user_id = ${user}.id
      and seen.mailbox_id = any(${mailboxIds}))
    or exists (select from mailbox_team seen join team_member of_team using (team_id)
      where of_team.user_id = ${user}.id and seen.mailbox_id = any(${mailboxIds}))))`
}

/** The mailboxes whose mail a viewer may see. */
export function visibleMailboxes(viewer: Viewer): 'all' | string[] {
  return viewer.role === 'admin' ? 'all' : viewer.mailboxIds
}

/**
 * The conversation with this id or reference; of one that was merged, the one that has its mail now.
 * `lock` keeps it as it is until the transaction ends.
 * @throws {DomainError} `not-found` when there is none that the viewer may see.
 */
export async function accessConversation(
  tx: Queryable,
  viewer: Viewer,
  idOrReference: string,
  options: { lock?: boolean } = {},
): Promise<ConversationRow> {
  const found = await tx.row<ConversationRow>(sql`
    select ${conversationColumns} from conversation c
    where ${named(idOrReference)} and ${visibleTo(viewer)}
    ${options.lock ? sql`for no key update of c` : sql``}`)
  if (!found) throw new DomainError('not-found', 'There is no such conversation.')
  return found.mergedInto === null
    ? found
    : accessConversation(tx, viewer, found.mergedInto, options)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const REFERENCE = /^[\p{L}\p{N}./_-]{1,100}$/u

function named(idOrReference: string): Sql {
  if (UUID.test(idOrReference)) return sql`c.id = ${idOrReference}`
  return REFERENCE.test(idOrReference) ? sql`c.reference = ${idOrReference}` : sql`false`
}
