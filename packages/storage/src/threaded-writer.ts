import { Worker } from 'node:worker_threads'
import { handOver } from '@levee/domain'
import { BlobError } from './blob-file.ts'
import { failureOf, type WriteAnswer, type WriteFailure } from './blob-thread-protocol.ts'
import type { BlobPlace } from './blob-writer.ts'

/** Bytes that are being stored. When they cannot be, both are rejected, unless the addresses are known by then. */
export type Keeping = {
  /** Their SHA-256 in hex, in order: known before they are stored. */
  addresses: Promise<string[]>
  /** Resolves once a power cut does not lose them. */
  kept: Promise<void>
}

type Batch = {
  addressed: PromiseWithResolvers<string[]>
  kept: PromiseWithResolvers<void>
}

/** The thread that writes blobs: it starts with the first batch, and again when it has died. */
export class ThreadedWriter {
  readonly #place: BlobPlace
  #worker: Worker | undefined
  #underway: Batch[] = []

  constructor(place: BlobPlace) {
    this.#place = place
  }

  /** Hands a batch over. An empty one tells when what a killed process left is completed. */
  keepAll(list: Uint8Array[]): Keeping {
    const addressed = Promise.withResolvers<string[]>()
    const kept = Promise.withResolvers<void>()
    const worker = (this.#worker ??= this.#start())
    const job = handOver(list)
    worker.postMessage(job.list, job.transfer)
    worker.ref()
    this.#underway.push({ addressed, kept })
    const { promise: addresses } = addressed
    addresses.catch(() => undefined) // whoever waits for `kept` alone hears of it there
    kept.promise.catch(() => undefined) // the same the other way round
    return { addresses, kept: kept.promise }
  }

  /** Ends the thread; what it was writing is not stored. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#end(new Error('The blob store was closed.'))
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./blob-thread.ts', import.meta.url), {
      workerData: this.#place,
    })
    const died = (cause: unknown): void => {
      if (worker !== this.#worker) return
      const { message, code } = failureOf(cause)
      this.#end(
        errorOf({ message: `The thread that writes blobs has died: ${message}`, code }, cause),
      )
    }
    worker.on('message', (answer: WriteAnswer) => {
      if (worker === this.#worker) this.#hear(answer)
    })
    worker.on('error', died)
    worker.on('exit', (code) => died(new Error(`It ended with code ${code}.`)))
    return worker
  }

  #hear(answer: WriteAnswer): void {
    if (answer.state === 'addressed') return this.#underway[0]?.addressed.resolve(answer.addresses)
    const batch = this.#underway.shift()
    if (answer.state === 'done') batch?.kept.resolve()
    else if (batch) fail(batch, errorOf(answer))
    if (this.#underway.length === 0) this.#worker?.unref() // an idle store keeps no process alive
  }

  #end(error: Error): void {
    this.#worker = undefined
    for (const batch of this.#underway.splice(0)) fail(batch, error)
  }
}

function fail({ addressed, kept }: Batch, error: Error): void {
  addressed.reject(error)
  kept.reject(error)
}

function errorOf({ message, code }: WriteFailure, cause?: unknown): Error {
  if (code === 'missing' || code === 'wrong-key' || code === 'damaged')
    return new BlobError(code, message, { cause })
  return Object.assign(new Error(message, { cause }), { code })
}
