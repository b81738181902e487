/** Bytes of a stream that are looked at: added at one end, dropped at the other. */
export type ByteWindow = {
  /** What is in it now; it changes with the next call. */
  bytes(): Buffer
  add(chunk: Uint8Array): void
  /** Drops so many from the beginning. */
  drop(count: number): void
}

const FIRST = 256 * 1024 // bytes
const LARGE = 4 * 1024 * 1024 // bytes: so much is not kept after a large message

export function createByteWindow(): ByteWindow {
  let memory = Buffer.allocUnsafe(FIRST)
  let start = 0
  let end = 0
  const moveTo = (size: number): void => {
    const length = end - start
    const target = size === memory.length ? memory : Buffer.allocUnsafe(Math.max(size, length))
    memory.copy(target, 0, start, end)
    memory = target
    start = 0
    end = length
  }
  const makeRoom = (count: number): void => {
    if (end + count <= memory.length) return
    const needed = end - start + count
    const isMost = needed > memory.length / 2
    moveTo(isMost ? Math.ceil(needed * (needed > LARGE ? 1.5 : 2)) : memory.length)
  }
  return {
    bytes: () => memory.subarray(start, end),
    add(chunk) {
      makeRoom(chunk.length)
      memory.set(chunk, end)
      end += chunk.length
    },
    drop(count) {
      start += count
      if (memory.length > LARGE && end - start < memory.length / 8) moveTo(FIRST)
    },
  }
}
