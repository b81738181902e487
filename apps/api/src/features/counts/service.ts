import type { Counts } from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { countRow } from './queries.ts'

/** How many conversations each view has for the viewer, and how many on the desk each mailbox has. */
export async function getCounts(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
): Promise<Counts> {
  const { desk, closed, quarantine, mailboxes } = await countRow(db, viewer, now())
  const { answered = 0, archived = 0, spam = 0 } = closed
  const all = (desk.open ?? 0) + answered + archived + spam
  const views = { ...desk, answered, spam, archive: archived, quarantine, newsletters: 0, all }
  return { views, mailboxes }
}
