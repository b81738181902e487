/** A message in two pieces, and what decides when the second is given. */
export type HeldEnd = {
  pieces: AsyncIterable<Buffer>
  /** So many bytes more were written to the connection. */
  given: (bytes: number) => void
  /** `beforeEnd` does not begin any more; waits for its end where it had begun. */
  giveUp(): Promise<void>
}

/**
 * Holds the last byte of a message back until all else of it was written to the connection and `beforeEnd` is
 * done; where that throws, the message stays without an end.
 */
export function holdEnd(raw: Buffer, beforeEnd: () => Promise<void>): HeldEnd {
  const written = Promise.withResolvers<void>()
  let left = raw.length - 1
  const given = (bytes: number): void => {
    left -= bytes
    if (left <= 0) written.resolve()
  }
  given(0) // of one byte nothing is given before
  let isGivenUp = false
  let running: Promise<void> | undefined
  async function* pieces(): AsyncGenerator<Buffer> {
    yield raw.subarray(0, -1)
    await written.promise // what was read of us may still wait in buffers
    if (isGivenUp) throw new Error('The connection is over.')
    running = beforeEnd()
    await running
    yield raw.subarray(-1)
  }
  return {
    pieces: pieces(),
    given,
    async giveUp() {
      isGivenUp = true
      await running?.catch(() => undefined) // whoever reads the pieces hears of it
    },
  }
}
