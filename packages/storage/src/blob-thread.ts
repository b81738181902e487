import { parentPort, workerData } from 'node:worker_threads'
import { type BlobPlace, BlobWriter } from './blob-writer.ts'
import { failureOf, type WriteAnswer, type WriteJob } from './blob-thread-protocol.ts'

// This thread writes blobs, one batch after the other. It may be ended at any moment, as if it were killed.

const place: BlobPlace = workerData
const writer = await BlobWriter.open({ ...place, key: Buffer.from(place.key) })
let work = Promise.resolve()
parentPort?.on('message', (job: WriteJob) => {
  work = work.then(() => write(job))
})

async function write({ bytes, lengths }: WriteJob): Promise<void> {
  let offset = 0
  const list = lengths.map((length) => new Uint8Array(bytes, (offset += length) - length, length))
  try {
    answer({ state: 'done', addresses: await writer.putAll(list) })
  } catch (error) {
    answer({ state: 'failed', ...failureOf(error) })
  }
}

function answer(message: WriteAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(message)
}
