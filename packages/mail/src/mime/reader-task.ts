import { type HandedOver, handOver } from '@levee/domain'
import type { ReaderRequest, ReaderValue } from './reader-protocol.ts'

/** Why a message could not be dealt with, and what its caller gets instead. */
export type TaskFailure = {
  code: 'timeout' | 'crashed' | 'unreadable' | 'noSuchPart' | 'closed'
  message: string
}

/** How often a message is tried: a busy machine, or what earlier ones left in memory, is not its fault. */
const TRIES = 3

/** A batch on its way through a reader's thread. Answers come in the order of its messages. */
export class ReaderTask {
  readonly request: ReaderRequest
  /** The next message is sent alone, because the thread died while it had several. */
  isCautious = false
  readonly #tries: number
  readonly #raws: Buffer[]
  readonly #settle: (position: number, outcome: ReaderValue | TaskFailure) => void
  #next = 0
  #sent = 0
  #failures = 0

  constructor(
    request: ReaderRequest,
    raws: Buffer[],
    settle: (position: number, outcome: ReaderValue | TaskFailure) => void,
  ) {
    this.request = request
    this.#tries = request.kind === 'read' ? TRIES : 1 // somebody waits for the others
    this.#raws = raws
    this.#settle = settle
  }

  get isDone(): boolean {
    return this.#next >= this.#raws.length
  }

  /** Every message that was sent has been answered. */
  get isAnswered(): boolean {
    return this.#next >= this.#sent
  }

  /** What is left; the originals stay for another attempt. */
  job(): HandedOver {
    const raws = this.#raws.slice(this.#next, this.isCautious ? this.#next + 1 : undefined)
    this.#sent = this.#next + raws.length
    return handOver(raws)
  }

  /** The outcome of the next message. */
  settleNext(outcome: ReaderValue | TaskFailure): void {
    this.isCautious = false
    this.#failures = 0
    this.#settle(this.#next++, outcome)
  }

  /** The next message took its thread down, or its time: it is tried alone, then given up. */
  failNext(failure: TaskFailure): void {
    this.#failures++
    if (this.#failures >= this.#tries) this.settleNext(failure)
    else this.isCautious = true
  }

  /** Gives up everything that is left. */
  settleRest(failure: TaskFailure): void {
    while (!this.isDone) this.settleNext(failure)
  }
}
