import type { Queryable } from '@levee/db'
import { DomainError } from '@levee/domain'
import { changesSince } from '../activity/service.ts'

/**
 * Refuses to build on a conversation that is no longer as somebody saw it.
 * @throws {DomainError} `stale`, with what changed since and by whom.
 */
export async function refuseStale(
  tx: Queryable,
  conversation: { id: string; revision: number },
  seenRevision: number,
): Promise<void> {
  const { id, revision } = conversation
  if (revision === seenRevision) return
  throw new DomainError('stale', 'This conversation was changed meanwhile: look at it again.', {
    changes: { revision, activities: await changesSince(tx, id, seenRevision) },
  })
}
