import { Socket } from 'node:net'

/**
 * A socket to PostgreSQL that sends together what is written in one turn of the event loop. The driver
 * corks it for each statement, so that statements asked side by side would still cost a system call each,
 * and wake the server each.
 */
export class JoiningSocket extends Socket {
  #depth = 0
  #isJoining = false

  override cork(): void {
    this.#depth++
    if (this.#isJoining) return
    this.#isJoining = true
    super.cork()
    process.nextTick(() => this.#send())
  }

  override uncork(): void {
    if (this.#depth > 0) this.#depth--
    else this.#send() // the stream ends, and waits for nothing that comes later
  }

  #send(): void {
    if (!this.#isJoining) return
    this.#isJoining = false
    super.uncork()
  }
}
