import { parentPort, workerData } from 'node:worker_threads'
import { LARGE } from './blob-file.ts'
import { type BlobPlace, BlobWriter } from './blob-writer.ts'
import { failureOf, type WriteAnswer } from './blob-thread-protocol.ts'

// This thread writes blobs, one batch after the other. It may be ended at any moment, as if it were killed.

const place: BlobPlace = workerData
const writer = await BlobWriter.open({ ...place, key: Buffer.from(place.key) })
let work = Promise.resolve()
parentPort?.on('message', (list: Uint8Array[]) => {
  work = work.then(() => write(list))
})

async function write(list: Uint8Array[]): Promise<void> {
  try {
    await writer.putAll(list, (addresses) => answer({ state: 'addressed', addresses }))
    answer({ state: 'done' })
  } catch (error) {
    answer({ state: 'failed', ...failureOf(error) })
  }
  if (list.some(({ length }) => length > LARGE)) setImmediate(() => globalThis.gc?.()) // idle, it would keep the memory
}

function answer(message: WriteAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(message)
}
