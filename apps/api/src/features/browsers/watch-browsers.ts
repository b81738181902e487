import type { Deps } from '../../deps.ts'
import { type Loop, repeat } from '../../repeat.ts'
import { sendBrowserNotices } from './send-browser-notices.ts'

const LOOK = 20_000 // ms: for what was put off; what is due at once wakes it

/** Tells people in their browsers, as soon as they are told in the application. */
export async function startTellingBrowsers(deps: Deps): Promise<Loop> {
  const loop = repeat(deps.log, {
    every: LOOK,
    look: () => sendBrowserNotices(deps),
    says: 'People were not told in their browsers; that is tried again.',
  })
  const stopListening = await deps.db.listen('levee_browsers', () => loop.wake())
  return {
    async stop() {
      await stopListening()
      await loop.stop()
    },
  }
}
