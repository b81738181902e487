import { LARGE_BYTES } from '@levee/domain'
import { parentPort } from 'node:worker_threads'
import { messageHtml } from '../html/message-html.ts'
import { quotedHtml } from '../html/quoted-html.ts'
import { writtenHtml } from '../html/written-html.ts'
import { MessageReadError } from './message-read-error.ts'
import { messagePart } from './message-part.ts'
import { readMessage } from './read-message.ts'
import type { ReaderAnswer, ReaderJob, ReaderRequest, ReaderValue } from './reader-protocol.ts'

// This thread only reads and hashes. It owns nothing, so it can be ended at any moment.

parentPort?.on('message', readAll)
answer({ state: 'ready' })

function readAll({ request, raws }: ReaderJob): void {
  for (const { buffer, byteOffset, length } of raws) {
    answer(attempt(request, Buffer.from(buffer, byteOffset, length)))
    if (length > LARGE_BYTES) setImmediate(() => globalThis.gc?.()) // idle, it would keep the memory
  }
}

function attempt(request: ReaderRequest, raw: Buffer): ReaderAnswer {
  try {
    return { state: 'done', value: perform(request, raw) }
  } catch (error) {
    const code = error instanceof MessageReadError ? error.code : 'unreadable'
    const message = error instanceof Error ? error.message : String(error)
    return { state: 'failed', code: code === 'noSuchPart' ? code : 'unreadable', message }
  }
}

function perform(request: ReaderRequest, raw: Buffer): ReaderValue {
  if (request.kind === 'html')
    return { document: Buffer.from(messageHtml(raw, request.options).html) }
  if (request.kind === 'part') return messagePart(raw, request.index)
  if (request.kind === 'written') return writtenHtml(raw.toString(), request.purpose)
  if (request.kind === 'quoted') return quotedHtml(raw, request.options)
  return readMessage(raw)
}

function answer(message: ReaderAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(message)
}
