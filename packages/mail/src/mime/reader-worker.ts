import { LARGE_BYTES } from '@levee/domain/reading'
import { parentPort } from 'node:worker_threads'
import { MessageReadError } from './message-read-error.ts'
import { messagePart } from './message-part.ts'
import { readMessage } from './read-message.ts'
import type { ReaderAnswer, ReaderJob, ReaderRequest, ReaderValue } from './reader-protocol.ts'

// This thread only reads and hashes. It owns nothing, so it can be ended at any moment.

let work = Promise.resolve()
parentPort?.on('message', (job: ReaderJob) => {
  work = work.then(() => readAll(job))
})
answer({ state: 'ready' })

async function readAll({ request, raws }: ReaderJob): Promise<void> {
  for (const { buffer, byteOffset, length } of raws) {
    answer(await attempt(request, Buffer.from(buffer, byteOffset, length)))
    if (length > LARGE_BYTES) setImmediate(() => globalThis.gc?.()) // idle, it would keep the memory
  }
}

async function attempt(request: ReaderRequest, raw: Buffer): Promise<ReaderAnswer> {
  try {
    return { state: 'done', value: await perform(request, raw) }
  } catch (error) {
    const code = error instanceof MessageReadError ? error.code : 'unreadable'
    const message = error instanceof Error ? error.message : String(error)
    return { state: 'failed', code: code === 'noSuchPart' ? code : 'unreadable', message }
  }
}

/** What cleans HTML takes longer to load than all that reads mail: it is loaded for the first that is looked at. */
async function perform(request: ReaderRequest, raw: Buffer): Promise<ReaderValue> {
  if (request.kind === 'read') return readMessage(raw)
  if (request.kind === 'part') return messagePart(raw, request.index)
  const { messageHtml, quotedHtml, writtenHtml } = await import('../html/cleaned-html.ts')
  if (request.kind === 'written') return writtenHtml(raw.toString(), request.purpose)
  if (request.kind === 'quoted') return quotedHtml(raw, request.options)
  return { document: Buffer.from(messageHtml(raw, request.options).html) }
}

function answer(message: ReaderAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(message)
}
