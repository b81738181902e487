import { setTimeout as sleep } from 'node:timers/promises'
import type { Deps } from '../../deps.ts'
import { endPresence } from './service.ts'

const LOOK = 2_000 // ms: with the last sign of life eleven seconds ago, gone within fifteen

/** Notices who is gone without having said so. Several processes may do so at once: each window ends once. */
export async function startWatchingPresence(deps: Deps): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await endPresence(deps)
      } catch (error) {
        deps.log.error({ err: error }, 'Who is gone was not looked for; that is tried again.')
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
