import { Worker } from 'node:worker_threads'
import type { ReaderAnswer, ReaderJob } from './reader-protocol.ts'
import type { ReaderTask } from './reader-task.ts'

/** Limits of a thread. `timeoutMs` is for one message. */
export type LaneLimits = { timeoutMs: number; memoryMb: number }

const AHEAD = 2 // tasks sent to the thread, so that it never waits for the next one
const START_TIMEOUT = 30_000 // ms to load the libraries, on a machine that is busy
const YOUNG_MEMORY = 48 // MB for short-lived objects: less makes the collector run all the time

/** One thread at a time, the tasks that it has, and its replacement when a message kills it. */
export class ReaderLane {
  readonly #limits: LaneLimits
  readonly #takeNext: () => ReaderTask | undefined
  readonly #giveBack: (tasks: ReaderTask[]) => void
  #worker: Worker | undefined
  #ready = false
  #tasks: ReaderTask[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(
    limits: LaneLimits,
    takeNext: () => ReaderTask | undefined,
    giveBack: (tasks: ReaderTask[]) => void,
  ) {
    this.#limits = limits
    this.#takeNext = takeNext
    this.#giveBack = giveBack
  }

  /** Starts the thread, if it does not run; it keeps no process alive. */
  start(): void {
    if (!this.#worker) this.#begin().unref()
  }

  /** Takes work while there is room. */
  fill(): void {
    const wasIdle = this.#tasks.length === 0
    while (this.#tasks.length < (this.#tasks[0]?.isCautious ? 1 : AHEAD)) {
      const task = this.#takeNext()
      if (!task) break
      this.#tasks.push(task)
      if (this.#ready) this.#send(task)
    }
    if (this.#tasks.length > 0 && !this.#worker) this.#begin()
    if (wasIdle) this.#wait()
    if (this.#tasks.length > 0) this.#worker?.ref()
    else this.#worker?.unref() // an idle reader keeps no process alive
  }

  async close(): Promise<void> {
    const worker = this.#forget()
    this.#tasks.splice(0).forEach((task) => task.settleRest(CLOSED))
    await worker?.terminate()
  }

  #begin(): Worker {
    const { memoryMb } = this.#limits
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MEMORY },
    })
    worker.on('message', (answer: ReaderAnswer) => {
      if (worker === this.#worker) this.#hear(answer)
    })
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#died(error)
    })
    worker.on('exit', (code) => {
      if (worker === this.#worker) this.#died(new Error(`The reader ended with code ${code}.`))
    })
    this.#worker = worker
    return worker
  }

  #hear(answer: ReaderAnswer): void {
    if (answer.state === 'ready') {
      this.#ready = true
      for (const task of this.#tasks) this.#send(task)
    } else {
      const [task] = this.#tasks
      task?.settleNext(answer.state === 'done' ? answer.value : answer)
      if (task?.isDone) this.#tasks.shift()
      else if (task?.isAnswered) this.#send(task)
      this.fill()
    }
    this.#wait()
  }

  #send(task: ReaderTask): void {
    const { list, transfer } = task.job()
    const job: ReaderJob = { request: task.request, raws: list }
    this.#worker?.postMessage(job, transfer)
  }

  /** Gives the message at hand, or the thread's start, its time. */
  #wait(): void {
    clearTimeout(this.#timer)
    if (this.#tasks.length === 0) return
    const limit = this.#ready ? this.#limits.timeoutMs : START_TIMEOUT
    this.#timer = setTimeout(() => this.#late(limit), limit)
  }

  #late(limit: number): void {
    const message = `Reading it took longer than ${limit / 1000} s.`
    if (this.#ready) this.#tasks[0]?.failNext({ code: 'timeout', message })
    else this.#failStart(new Error(message))
    this.#replace()
  }

  /** The thread died of the message at hand, or of what earlier ones left in its memory. */
  #died(error: Error): void {
    if (this.#ready) this.#tasks[0]?.failNext({ code: 'crashed', message: crashText(error) })
    else this.#failStart(error)
    this.#replace()
  }

  /** A thread that cannot start would not start the next time either. */
  #failStart(error: Error): void {
    this.#tasks
      .splice(0)
      .forEach((task) => task.settleRest({ code: 'crashed', message: error.message }))
  }

  #replace(): void {
    const worker = this.#forget()
    this.#giveBack(this.#tasks.splice(0).filter((task) => !task.isDone))
    void worker?.terminate()
    this.fill()
  }

  #forget(): Worker | undefined {
    clearTimeout(this.#timer)
    const worker = this.#worker
    this.#worker = undefined
    this.#ready = false
    return worker
  }
}

const CLOSED = { code: 'closed', message: 'The reader was closed.' } as const

function crashText(error: Error): string {
  const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return outOfMemory
    ? 'Reading it took more memory than allowed.'
    : `Reading it failed: ${error.message}`
}
