import { setTimeout as sleep } from 'node:timers/promises'
import type { Deps } from '../../deps.ts'
import { sendNews } from './send-news.ts'

const LOOK = 60_000 // ms

/** Writes to people what they did not read in the application. */
export async function startTellingNews(deps: Deps): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await sendNews(deps)
      } catch (error) {
        deps.log.error({ err: error }, 'News were not written to people; that is tried again.')
      }
      await sleep(LOOK, undefined, { signal: stopping.signal }).catch(() => undefined) // stopped
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
