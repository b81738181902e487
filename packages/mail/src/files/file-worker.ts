import { LARGE_BYTES } from '@levee/domain'
import { parentPort } from 'node:worker_threads'
import { decodeText } from '../mime/charset.ts'
import { storableText } from '../mime/storable-text.ts'
import { countPages, drawPage } from './draw-pdf.ts'
import type { FileAnswer, FileJob, FileText } from './file-protocol.ts'
import { inspectFile } from './inspect-file.ts'

// This thread looks at files that strangers sent. It owns nothing, so it can be ended at any moment.

const MOST_TEXT = 200_000 // bytes

parentPort?.on('message', async (job: FileJob) => {
  await perform(job).then(answer, fail)
  if (job.content.length > LARGE_BYTES) setImmediate(() => globalThis.gc?.()) // idle, it would keep the memory
})

async function perform({ request, content: bytes }: FileJob): Promise<FileAnswer> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (request.kind === 'inspect') {
    return { state: 'done', value: await inspectFile({ name: request.name, content }) }
  }
  if (request.kind === 'countPages') return { state: 'done', value: await countPages(content) }
  if (request.kind === 'drawPage') return { state: 'done', value: await drawPage(content, request) }
  return { state: 'done', value: textOf(content) }
}

function textOf(content: Buffer): FileText {
  const text = storableText(decodeText(content.subarray(0, MOST_TEXT)))
  return { text, isCut: content.length > MOST_TEXT }
}

function fail(error: unknown): void {
  answer({ state: 'failed', message: error instanceof Error ? error.message : String(error) })
}

function answer(message: FileAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(message)
}
