import { type FileFinding, handOver } from '@levee/domain'
import { Worker } from 'node:worker_threads'
import type { FileAnswer, FileJob, FileRequest, FileText } from './file-protocol.ts'

/** A file could not be looked at; `timeout` and `crashed`: it took its thread down. */
export class FileDeskError extends Error {
  override readonly name = 'FileDeskError'
  readonly code: 'timeout' | 'crashed' | 'unreadable' | 'closed'

  constructor(code: FileDeskError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Where files that strangers sent are looked at: a thread that a file can take down without harm. */
export interface FileDesk {
  /** What speaks against a file. @throws {FileDeskError} */
  inspect(name: string, content: Buffer): Promise<FileFinding[]>
  /** How many pages a PDF has. @throws {FileDeskError} */
  countPages(content: Buffer): Promise<number>
  /** A page of a PDF as a PNG, from 1, so many pixels wide. @throws {FileDeskError} */
  drawPage(content: Buffer, place: { page: number; width: number }): Promise<Buffer>
  /** A file as text. @throws {FileDeskError} */
  readText(content: Buffer): Promise<FileText>
  close(): Promise<void>
}

export type FileDeskOptions = {
  /** For one file, ms. */
  timeoutMs?: number
  memoryMb?: number
  /** How long the thread is kept when nobody needs it, ms: what draws PDFs takes 100 MB. */
  idleMs?: number
}

type Value = Extract<FileAnswer, { state: 'done' }>['value']
type Job = FileJob & { resolve: (value: Value) => void; reject: (error: FileDeskError) => void }

/** Starts a thread with the first file, one at a time, and a new one when a file took it down. */
export function createFileDesk({
  timeoutMs = 15_000,
  memoryMb = 512,
  idleMs = 60_000,
}: FileDeskOptions = {}): FileDesk {
  const queue: Job[] = []
  let worker: Worker | undefined
  let current: Job | undefined
  let timer: NodeJS.Timeout | undefined

  const start = (): Worker => {
    const started = new Worker(new URL('./file-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      stdout: true, // what draws PDFs tells all that it finds wrong in them
    })
    started.stdout.resume()
    const died = (error: unknown): void => {
      if (started === worker)
        fail(new FileDeskError('crashed', `It ended the thread: ${String(error)}`))
    }
    started.on('message', (answer: FileAnswer) => {
      if (started === worker) hear(answer)
    })
    started.on('error', died)
    started.on('exit', died)
    return started
  }
  const next = (): void => {
    clearTimeout(timer)
    current = queue.shift()
    if (!current) {
      worker?.unref() // an idle desk keeps no process alive
      timer = setTimeout(end, idleMs).unref()
      return
    }
    worker ??= start()
    worker.ref()
    timer = setTimeout(late, timeoutMs)
    const { list, transfer } = handOver([current.content])
    worker.postMessage({ request: current.request, content: list[0] }, transfer)
  }
  const end = (): Promise<number> | undefined => {
    const ended = worker
    worker = undefined
    return ended?.terminate()
  }
  const fail = (error: FileDeskError): void => {
    const failed = current
    void end()
    next()
    failed?.reject(error)
  }
  const late = (): void =>
    fail(new FileDeskError('timeout', `It took longer than ${timeoutMs / 1000} s.`))
  const hear = (answer: FileAnswer): void => {
    const done = current
    next()
    if (answer.state === 'done') done?.resolve(answer.value)
    else done?.reject(new FileDeskError('unreadable', answer.message))
  }
  const ask = (request: FileRequest, content: Buffer): Promise<Value> => {
    const { promise, resolve, reject } = Promise.withResolvers<Value>()
    queue.push({ request, content, resolve, reject })
    if (!current) next()
    return promise
  }
  return {
    inspect: async (name, content) => listOf(await ask({ kind: 'inspect', name }, content)),
    countPages: async (content) => Number(await ask({ kind: 'countPages' }, content)),
    drawPage: async (content, place) =>
      bufferOf(await ask({ kind: 'drawPage', ...place }, content)),
    readText: async (content) => textOf(await ask({ kind: 'readText' }, content)),
    close: async () => {
      clearTimeout(timer)
      const closed = new FileDeskError('closed', 'The desk for files was closed.')
      for (const job of [current, ...queue.splice(0)]) job?.reject(closed)
      current = undefined
      await end()
    },
  }
}

function listOf(value: Value): FileFinding[] {
  return Array.isArray(value) ? value : []
}

function bufferOf(value: Value): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value) : Buffer.alloc(0)
}

function textOf(value: Value): FileText {
  return typeof value === 'object' && 'text' in value ? value : { text: '', isCut: false }
}
