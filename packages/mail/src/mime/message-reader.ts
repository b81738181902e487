import type { HtmlOptions } from '../html/message-html.ts'
import type { QuotedHtml, QuoteOptions } from '../html/quoted-html.ts'
import type { WrittenFor, WrittenHtml } from '../html/written-html.ts'
import type { MessagePart } from './message-part.ts'
import { MessageReadError } from './message-read-error.ts'
import type { ReadResult } from './parsed-message.ts'
import { ReaderLane } from './reader-lane.ts'
import type { ReaderRequest, ReaderValue } from './reader-protocol.ts'
import { ReaderTask } from './reader-task.ts'
import type { TaskFailure } from './reader-task.ts'
import { unreadMessage } from './unread-message.ts'

/** Reads hostile bytes in threads of its own; a message that breaks its thread fails alone. */
export type MessageReader = {
  /** Starts its thread, which takes half a second, before there is something to read. */
  start(): void
  /** Reads messages for filing, in order. What cannot be read is told in its result. */
  read(raws: Uint8Array[]): Promise<ReadResult[]>
  /** The body of a message, safe to be shown: a document in UTF-8. @throws {MessageReadError} */
  html(raw: Uint8Array, options: HtmlOptions): Promise<Buffer>
  /** The attachment with this index, decoded. @throws {MessageReadError} */
  part(raw: Uint8Array, index: number): Promise<MessagePart>
  /** HTML that somebody here wrote, cleaned, with its plain text. @throws {MessageReadError} */
  written(html: string, purpose: WrittenFor): Promise<WrittenHtml>
  /** The body of a message as it is quoted below what answers it. @throws {MessageReadError} */
  quoted(raw: Uint8Array, options: QuoteOptions): Promise<QuotedHtml>
  close(): Promise<void>
}

export type MessageReaderOptions = { workers?: number; timeoutMs?: number; memoryMb?: number }

/** One thread beside the main one: the default for two cores. */
const WORKERS = 1
/** ms for one message: ten times what the worst mails that we know take, so that only a trap is caught. */
const TIMEOUT = 10_000
/** MB of JavaScript memory: the text of the largest mail that providers accept (150 MB), twice. */
const MEMORY = 512
/** A batch is cut in slices, between which a reader's click gets its turn. */
const SLICE = { messages: 25, bytes: 8_000_000 }

/** Starts a reader; its threads start with the first message and stay. */
export function createMessageReader({
  workers = WORKERS,
  timeoutMs = TIMEOUT,
  memoryMb = MEMORY,
}: MessageReaderOptions = {}): MessageReader {
  const queue: ReaderTask[] = []
  const lanes = Array.from(
    { length: workers },
    () =>
      new ReaderLane(
        { timeoutMs, memoryMb },
        () => queue.shift(),
        (tasks) => queue.unshift(...tasks),
      ),
  )
  const fill = (): void => lanes.forEach((lane) => lane.fill())
  const one = async (request: ReaderRequest, raw: Uint8Array): Promise<ReaderValue> => {
    const { task, outcome } = singleTask(request, asBuffer(raw))
    queue.unshift(task)
    fill()
    return outcome
  }
  return {
    start: () => lanes[0]?.start(),
    read: async (raws) => {
      const reading = slices(raws.map(asBuffer)).map(readingTask)
      queue.push(...reading.map(({ task }) => task))
      fill()
      const results = await Promise.all(reading.map(({ results }) => results))
      return results.flat()
    },
    html: async (raw, options) => {
      const value = await one({ kind: 'html', options }, raw)
      if ('document' in value) return asBuffer(value.document)
      throw new MessageReadError('unreadable', 'The reader gave another answer.')
    },
    part: async (raw, index) => {
      const value = await one({ kind: 'part', index }, raw)
      if ('content' in value) return { ...value, content: asBuffer(value.content) }
      throw new MessageReadError('unreadable', 'The reader gave another answer.')
    },
    written: async (html, purpose) => {
      const value = await one({ kind: 'written', purpose }, Buffer.from(html))
      if ('missing' in value) return value
      throw new MessageReadError('unreadable', 'The reader gave another answer.')
    },
    quoted: async (raw, options) => {
      const value = await one({ kind: 'quoted', options }, raw)
      if ('pictures' in value && !('missing' in value)) return value
      throw new MessageReadError('unreadable', 'The reader gave another answer.')
    },
    close: async () => {
      queue.splice(0).forEach((task) => task.settleRest(CLOSED))
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

const CLOSED: TaskFailure = { code: 'closed', message: 'The reader was closed.' }

function readingTask(raws: Buffer[]): { task: ReaderTask; results: Promise<ReadResult[]> } {
  const { promise, resolve, reject } = Promise.withResolvers<ReadResult[]>()
  const results: ReadResult[] = []
  const task = new ReaderTask({ kind: 'read' }, raws, (position, outcome) => {
    const raw = raws[position]
    if ('contentSha256' in outcome) results.push(outcome)
    else if ('code' in outcome && outcome.code === 'closed') reject(errorOf(outcome))
    else if (raw) results.push(unreadMessage(raw, 'code' in outcome ? outcome.code : 'crashed'))
    if (results.length === raws.length) resolve(results)
  })
  return { task, results: promise }
}

function singleTask(
  request: ReaderRequest,
  raw: Buffer,
): { task: ReaderTask; outcome: Promise<ReaderValue> } {
  const { promise, resolve, reject } = Promise.withResolvers<ReaderValue>()
  const task = new ReaderTask(request, [raw], (_position, outcome) => {
    if ('code' in outcome) reject(errorOf(outcome))
    else resolve(outcome)
  })
  return { task, outcome: promise }
}

function errorOf({ code, message }: TaskFailure): MessageReadError {
  return new MessageReadError(code, message)
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

function slices(raws: Buffer[]): Buffer[][] {
  const cut: Buffer[][] = []
  let bytes = 0
  for (const raw of raws) {
    const slice = cut.at(-1)
    bytes += raw.length
    if (slice && slice.length < SLICE.messages && bytes <= SLICE.bytes) slice.push(raw)
    else {
      cut.push([raw])
      bytes = raw.length
    }
  }
  return cut
}
