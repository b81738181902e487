/** Bytes on their way to another thread, and the memory that this one gives away with them. */
export type HandedOver = { list: Uint8Array[]; transfer: ArrayBuffer[] }

/**
 * Makes bytes ready for another thread, while the caller keeps his: what is in shared memory crosses as
 * it is, the rest is copied into one buffer, which is transferred.
 */
export function handOver(list: readonly Uint8Array[]): HandedOver {
  const copied = list.filter((bytes) => !isShared(bytes))
  if (copied.length === 0) return { list: [...list], transfer: [] }
  const buffer = new ArrayBuffer(copied.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  const copyOf = (bytes: Uint8Array): Uint8Array => {
    const copy = new Uint8Array(buffer, end, bytes.length)
    copy.set(bytes)
    end += bytes.length
    return copy
  }
  return {
    list: list.map((bytes) => (isShared(bytes) ? bytes : copyOf(bytes))),
    transfer: [buffer],
  }
}

function isShared({ buffer }: Uint8Array): boolean {
  return buffer instanceof SharedArrayBuffer
}
