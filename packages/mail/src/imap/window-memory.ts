import { LARGE_BYTES } from '@levee/domain'
import type { TakeMemory } from './fetch-tap.ts'

/** Memory for the messages of a window, which goes back once nobody reads them any more. */
export type WindowMemory = { take: TakeMemory; giveBack(): void }

const own: TakeMemory = (length) => Buffer.allocUnsafeSlow(length)

const FEW = 1_000_000 // bytes: below, memory of its own is as cheap, and the collector knows of it

/**
 * Shared memory, so that threads read the messages of a window where they arrived. It is used over
 * and over: what is shared is no weight to the collector, which would let it pile up.
 */
export class WindowMemories {
  readonly #free: SharedArrayBuffer[] = []

  /** Memory for a window of about so many bytes. What is never given back is the collector's. */
  borrow(bytes: number): WindowMemory {
    if (bytes < FEW) return { take: own, giveBack: () => undefined }
    const memory = this.#free.pop() ?? new SharedArrayBuffer(LARGE_BYTES)
    let used = 0
    return {
      take: (length) => {
        if (length > memory.byteLength - used) return own(length)
        used += length
        return Buffer.from(memory, used - length, length)
      },
      giveBack: () => void this.#free.push(memory),
    }
  }

  /** Lets go of what is not in use. */
  release(): void {
    this.#free.length = 0
  }
}
