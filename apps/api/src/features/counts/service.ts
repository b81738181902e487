import type { Counts } from '@levee/contract'
import { DESK_STATUSES, type Status } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { countRow } from './queries.ts'

/** How many conversations each view has for the viewer, and how many on the desk each mailbox has. */
export async function getCounts(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
): Promise<Counts> {
  const { statuses, snoozed, mailboxes, ...read } = await countRow(db, viewer, now())
  const of = (
    wanted: readonly Status[],
    asked: { isAssigned?: boolean; isNewsletter?: boolean } = {},
  ): number =>
    statuses
      .filter((count) => wanted.includes(count.status))
      .filter(({ isAssigned }) => isAssigned === (asked.isAssigned ?? isAssigned))
      .filter(({ isNewsletter }) => isNewsletter === (asked.isNewsletter ?? isNewsletter))
      .reduce((sum, { n }) => sum + n, 0)
  return {
    views: {
      ...read,
      unassigned: of(['open'], { isAssigned: false }) - snoozed.unassigned,
      waiting: of(['waiting']) - snoozed.waiting,
      open: of(DESK_STATUSES),
      answered: of(['answered']),
      archive: of(['archived'], { isNewsletter: false }),
      spam: of(['spam']),
      newsletters: of(['archived'], { isNewsletter: true }),
      all: of([...DESK_STATUSES, 'answered', 'archived', 'spam']),
    },
    mailboxes,
  }
}
