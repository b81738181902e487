import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'

/** Work that goes on for as long as the process lives; `stop` lets it finish what it is at. */
export type Loop = { stop(): Promise<void> }

type Repeated = {
  /** ms between the end of one look and the next. */
  every: number
  look: (stopping: AbortSignal) => Promise<unknown>
  /** What the log says of a look that failed. */
  says: string
}

/** Looks now and again and again, never twice at the same time; `wake` makes it look without waiting. */
export function repeat(log: Logger, { every, look, says }: Repeated): Loop & { wake(): void } {
  const stopping = new AbortController()
  let waking = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      waking = new AbortController() // what wakes it while it looks makes it look once more
      try {
        await look(stopping.signal)
      } catch (error) {
        log.error({ err: error }, says)
      }
      const signal = AbortSignal.any([stopping.signal, waking.signal])
      await sleep(every, undefined, { signal }).catch(() => undefined) // stopped or woken
    }
  }
  const running = run()
  return {
    wake: () => waking.abort(),
    async stop() {
      stopping.abort()
      await running
    },
  }
}
