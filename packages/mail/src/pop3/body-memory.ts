import { LARGE_BYTES } from '@levee/domain'
/** Keeps what comes of one answer until it is whole. */
export type BodyMemory = {
  readonly length: number
  add(piece: Buffer): void
  /** All that was added, in one piece. */
  whole(): Buffer
}

/** @param most bytes that will ever be added. */
export function createBodyMemory(most: number): BodyMemory {
  let pieces: Buffer[] = []
  let shared: SharedArrayBuffer | undefined
  let length = 0
  /** A large message is in memory once, and where the thread that reads it sees it too. */
  const share = (): SharedArrayBuffer => {
    const memory = new SharedArrayBuffer(length, { maxByteLength: most })
    const bytes = new Uint8Array(memory)
    let at = 0
    for (const piece of pieces) {
      bytes.set(piece, at)
      at += piece.length
    }
    pieces = []
    return memory
  }
  return {
    get length() {
      return length
    },
    add(piece) {
      if (length + piece.length > LARGE_BYTES) {
        shared ??= share()
        shared.grow(length + piece.length)
        new Uint8Array(shared, length).set(piece)
      } else pieces.push(piece)
      length += piece.length
    },
    whole: () => (shared ? Buffer.from(shared) : Buffer.concat(pieces, length)),
  }
}
