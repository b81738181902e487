import type { Tx } from '@levee/db'
import { followClocks } from '../deadlines/service.ts'
import { tellFollowers } from '../news/access.ts'
import * as log from './record-activity.ts'

export {
  changesSince,
  findActivities,
  findActivity,
  sameCampaign,
  timeline,
  type Activity,
} from './queries.ts'

const TELLS_CLOCKS_NOTHING = new Set<log.NewActivity['kind']>([
  'noted',
  'noteChanged',
  'noteRemoved',
  'linked',
  'unlinked',
  'reread',
])

/** Adds an entry to the log of a conversation, lets its deadlines follow, and answers the entry's id. */
export async function recordActivity(tx: Tx, activity: log.NewActivity): Promise<string> {
  const recorded = await recordActivities(tx, [activity])
  return recorded.get(activity.conversationId) ?? ''
}

/** Adds an entry to the log of each of several conversations and lets their deadlines follow. */
export async function recordActivities(
  tx: Tx,
  activities: readonly log.NewActivity[],
): Promise<Map<string, string>> {
  const recorded = await log.recordActivities(tx, activities)
  const [first] = activities
  if (first && !TELLS_CLOCKS_NOTHING.has(first.kind))
    await followClocks(tx, [...recorded.keys()], first.at)
  await tellFollowers(tx, activities)
  return recorded
}
