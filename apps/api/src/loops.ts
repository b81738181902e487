import type { Deps } from './deps.ts'
import { startWatchingDeadlines } from './features/deadlines/watch-deadlines.ts'
import { startTellingBrowsers } from './features/browsers/watch-browsers.ts'
import { startMailboxLoop } from './features/intake/mailbox-loop.ts'
import { startWatchingPresence } from './features/presence/watch-presence.ts'
import { startWatchingSilence } from './features/mailboxes/watch-silence.ts'
import { startWatchingOutbox } from './features/outbox/watch-outbox.ts'
import { startTellingNews } from './features/news/watch-news.ts'
import { startPassingTime } from './features/rules/pass-time.ts'
import { startGivingUpWorks } from './features/rules/trial/give-up-works.ts'
import { startLearning } from './features/rules/filing/service.ts'
import { startForgetting } from './features/session/forget-expired.ts'
import type { Loop } from './repeat.ts'

/** Every loop there is. */
const loops: ((deps: Deps) => Promise<Loop>)[] = [
  startMailboxLoop, // keeps mailboxes in step with their servers
  startWatchingSilence, // notices mailboxes to which nothing comes any more
  startWatchingOutbox, // finds replies that no job sends, and looks up whether mail will be believed
  startPassingTime, // looks at the rules that wait for time to pass
  startGivingUpWorks, // notices work with rules that no job goes on with
  startLearning, // learns from what staff do with mail, to suggest it
  startWatchingDeadlines, // warns of deadlines and shows what the time changes
  startWatchingPresence, // notices windows that closed without saying so
  startTellingNews, // writes to people what they did not read in the application
  startTellingBrowsers, // tells them in their browsers, while Levee is not open there
  startForgetting, // deletes sessions that ended, and other rows kept for a while
]

/** Starts every loop; `stop` lets each finish what it is at. */
export async function startLoops(deps: Deps): Promise<Loop> {
  const started = await Promise.all(loops.map((start) => start(deps)))
  return {
    async stop() {
      await Promise.all(started.map((loop) => loop.stop()))
    },
  }
}
