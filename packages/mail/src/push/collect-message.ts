import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Turns } from './turns.ts'

/** The bytes of a message that was transmitted, below the fields that we wrote above it. */
export type CollectedMessage = {
  /** In shared memory when it is large: threads use it without a copy. */
  raw: Buffer
  /** SHA-256 of the bytes as they were transmitted. */
  transmittedSha256: string
  /** Ends its turn, once nobody needs the bytes any more. */
  release(): void
}

type CollectOptions = {
  above: Buffer
  /** Bytes; what is longer is read to its end and not kept. */
  most: number
  turns: Turns
}

const SMALL = 1_000_000 // bytes: so much of each client's message is kept without a turn

/**
 * Collects a message as it comes. What is not small waits for its turn, which holds the client up, so that few
 * large messages are in memory at once.
 * @returns undefined when it is too long.
 * @throws when the client goes away before its end.
 */
export async function collectMessage(
  stream: Readable,
  { above, most, turns }: CollectOptions,
): Promise<CollectedMessage | undefined> {
  const gone = goneSignal(stream)
  const hash = createHash('sha256')
  const bytes = growingBytes(above.length + most)
  let release = nothing
  let isLarge = false
  let length = 0
  bytes.add(above)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > most) bytes.drop()
      if (length > most) continue
      if (length > SMALL && !isLarge) {
        isLarge = true
        release = await turns.take(gone)
        bytes.share()
      }
      hash.update(chunk)
      bytes.add(chunk)
    }
  } catch (error) {
    release()
    throw error
  }
  if (length > most) {
    release()
    return undefined
  }
  return { raw: bytes.take(), transmittedSha256: hash.digest('hex'), release }
}

function nothing(): void {
  return undefined
}

function goneSignal(stream: Readable): AbortSignal {
  const gone = new AbortController()
  const leave = (): void => gone.abort(new Error('The client went away.'))
  once(stream, 'close').then(leave, leave)
  return gone.signal
}

/** Bytes that come one after the other: a list while they are few, then memory that grows and is never copied. */
function growingBytes(most: number) {
  let list: Buffer[] = []
  let memory: SharedArrayBuffer | undefined
  return {
    add(chunk: Buffer): void {
      if (!memory) return void list.push(chunk)
      const start = memory.byteLength
      memory.grow(start + chunk.length)
      new Uint8Array(memory, start).set(chunk)
    },
    share(): void {
      const few = Buffer.concat(list)
      list = []
      memory = new SharedArrayBuffer(0, { maxByteLength: most })
      this.add(few)
    },
    drop(): void {
      list = []
      memory = undefined
    },
    take: (): Buffer => (memory ? Buffer.from(memory) : Buffer.concat(list)),
  }
}
