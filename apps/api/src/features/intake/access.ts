import { type Queryable, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'

/**
 * Makes sure that a viewer may put mail into a mailbox: one that they may see.
 * @throws {DomainError} `not-found`.
 */
export async function accessMailboxToFile(
  db: Queryable,
  viewer: Viewer,
  mailboxId: string,
): Promise<void> {
  const isTheirs = viewer.role === 'admin' || viewer.mailboxIds.includes(mailboxId)
  const found = isTheirs && (await db.row(sql`select id from mailbox where id = ${mailboxId}`))
  if (!found) throw new DomainError('not-found', 'There is no such mailbox.')
}
