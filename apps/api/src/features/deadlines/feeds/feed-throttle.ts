import { DomainError } from '@levee/domain'

const MINUTE = 60_000 // ms
const MOST_KEYS = 10_000 // remembered; what is more is forgotten together

/**
 * Counts what is done a minute, in this process alone: the secrets of feeds cannot be guessed, and this only
 * spares the database.
 */
export class MinuteLimit {
  #minute = 0
  readonly #counts = new Map<string, number>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** @throws {DomainError} `too-many` when the key has been counted as often as it may. */
  check(key: string, now: Date): void {
    this.#turn(now)
    if ((this.#counts.get(key) ?? 0) >= this.#most)
      throw new DomainError('too-many', 'This was asked for too often. Try again in a minute.')
  }

  count(key: string, now: Date): void {
    this.#turn(now)
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  #turn(now: Date): void {
    const minute = Math.floor(now.getTime() / MINUTE)
    if (minute === this.#minute && this.#counts.size < MOST_KEYS) return
    this.#minute = minute
    this.#counts.clear()
  }
}
