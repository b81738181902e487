import { Readable } from 'node:stream'

/** What is to be done once the end of a message may be given: one of these is called, once. */
export type EndClearance = {
  /** The end is written to the connection right after this returns; where it throws, it is not. */
  given(): void
  /** It never is. */
  notGiven(): Promise<void>
}

/** A message whose end waits until somebody clears it. */
export type HeldEnd = {
  message: Readable
  /** So many bytes more were written to the connection. */
  wrote: (bytes: number) => void
  /** Something is about to be written to the connection. @throws where it must not be. */
  beforeWrite: () => void
  /** Whether the end may be there. */
  isGiven(): boolean
  /** `clear` does not begin any more; waits for its end where it had begun. */
  giveUp(): Promise<void>
}

/**
 * Holds the end of a message back until all of it was written to the connection and `clear` is done; where that
 * throws, the message stays without an end.
 * @param options.hearsWrites whether `beforeWrite` is called: then `given` is, right before the end is written;
 *   else a moment earlier.
 */
export function holdEnd(
  raw: Buffer,
  clear: () => Promise<EndClearance>,
  { hearsWrites }: { hearsWrites: boolean },
): HeldEnd {
  const written = Promise.withResolvers<void>()
  let left = raw.length
  const wrote = (bytes: number): void => {
    left -= bytes
    if (left <= 0) written.resolve()
  }
  wrote(0) // an empty one is there already
  let [isGivenUp, isGiven] = [false, false]
  let clearing: Promise<EndClearance> | undefined
  let cleared: EndClearance | undefined
  const beforeWrite = (): void => {
    if (!cleared) return
    cleared.given()
    isGiven = true
    cleared = undefined
  }
  const message = new Readable({ read: () => undefined })
  const end = async (): Promise<void> => {
    await written.promise // what was read of us may still wait in buffers
    if (isGivenUp) throw new Error('The connection is over.')
    clearing = clear()
    cleared = await clearing
    if (isGivenUp) return
    if (!hearsWrites) beforeWrite()
    message.push(null)
  }
  message.push(raw)
  end().catch((error: Error) => message.destroy(error))
  return {
    message,
    wrote,
    beforeWrite,
    isGiven: () => isGiven,
    async giveUp() {
      isGivenUp = true
      await clearing?.catch(() => undefined) // whoever reads the message hears of it
      const unused = cleared
      cleared = undefined
      await unused?.notGiven()
    },
  }
}
