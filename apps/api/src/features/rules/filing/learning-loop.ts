import { setTimeout as sleep } from 'node:timers/promises'
import type { Deps } from '../../../deps.ts'
import { learnFiling } from './learn.ts'

const PERIOD = 30_000 // ms: what was learned a moment ago changes few suggestions

/** Learns what staff do with mail, every half minute, for as long as the process lives. */
export async function startLearning({
  db,
  log,
}: Pick<Deps, 'db' | 'log'>): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await learnFiling(db)
      } catch (error) {
        log.error({ err: error }, 'Nothing was learned from what staff did; it is tried again.')
      }
      await sleep(PERIOD, undefined, { signal: stopping.signal }).catch(() => undefined) // stopped
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
