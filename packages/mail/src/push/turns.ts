/** Lets a few at a time do what takes much memory; the others wait for their turn, in order. */
export type Turns = {
  /** Waits for a turn. @returns what ends it. @throws when the signal is aborted before. */
  take(signal: AbortSignal): Promise<() => void>
}

/** @param most how many have a turn at once. */
export function createTurns(most: number): Turns {
  let taken = 0
  const waiting = new Set<() => void>()
  const begin = (): (() => void) => {
    taken++
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      taken--
      const [next] = waiting
      next?.()
    }
  }
  return {
    take: (signal) =>
      new Promise((resolve, reject) => {
        const leave = (): void => {
          waiting.delete(enter)
          signal.removeEventListener('abort', abort)
        }
        const enter = (): void => {
          leave()
          resolve(begin())
        }
        const abort = (): void => {
          leave()
          reject(signal.reason)
        }
        if (signal.aborted) abort()
        else if (taken < most) enter()
        else {
          waiting.add(enter)
          signal.addEventListener('abort', abort)
        }
      }),
  }
}
