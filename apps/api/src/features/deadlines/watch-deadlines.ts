import type { Deps } from '../../deps.ts'
import { type Loop, repeat } from '../../repeat.ts'
import { giveLeftOvers } from '../assignment/service.ts'
import { passOn } from '../hand-overs/service.ts'
import { announcePassing } from './announce-passing.ts'
import { readDueFeeds } from './calendars/holiday-feeds.ts'
import { giveWarnings } from './notices/give-warnings.ts'
import { sendStalledNotices } from './notices/send-notice.ts'
import { sendDigests } from './notices/send-digests.ts'

const LOOK = 20_000 // ms: a warning comes within a minute, and so does what a view shows

/** Watches over deadlines: warnings, digests, feeds, and what the passing of time changes on the screens. */
export async function startWatchingDeadlines(deps: Deps): Promise<Loop> {
  let seen = deps.now()
  const look = async (): Promise<void> => {
    const now = deps.now()
    await announcePassing(deps.db, seen, now)
    seen = now
    await passOn(deps) // before the warning is given: it is for who has the mail then
    await giveLeftOvers(deps)
    await giveWarnings(deps)
    await sendStalledNotices(deps)
    await sendDigests(deps)
    await readDueFeeds(deps)
  }
  const says = 'Deadlines were not looked at; that is tried again.'
  return repeat(deps.log, { every: LOOK, look, says })
}
