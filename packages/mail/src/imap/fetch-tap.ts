import { type FetchItems, firstItems, lastItems } from './fetch-items.ts'

/** A whole FETCH answer, with the message's bytes where they were asked for. */
export type FetchAnswer = Omit<FetchItems, 'bytes'> & { uid: number; raw?: Buffer }

/** Gives memory for so many bytes. */
export type TakeMemory = (length: number) => Buffer

/** Which answers are taken, and where they go. */
export type FetchWish = {
  /** Memory for the bytes of one message; null: those are taken that come without. */
  memory: TakeMemory | null
  heard: (answer: FetchAnswer) => void
}

type Taking = { line: Buffer; items: FetchItems; raw: Buffer; filled: number }

const LF = 0x0a
const LONGEST_LINE = 65_536 // bytes of a line that is looked at
const LARGEST = 128 * 1024 * 1024 // bytes of a message whose memory is taken before it came
const MARKER = 24 // bytes in which a line says that a literal follows: `{12345}` and its end

/**
 * Takes the FETCH answers out of what an IMAP server sends, whatever pieces it comes in, and lets all
 * else through as it came: other answers, and those that say what we do not understand.
 */
export class FetchTap {
  readonly #wish: FetchWish
  /** `line`: at the start of an answer; `rest`: in what is let through; `literal`: in bytes that are. */
  #state: 'line' | 'rest' | 'literal' | 'bytes' | 'tail' = 'line'
  #held: Buffer[] = []
  #end = ''
  #literal = 0
  #taking: Taking | undefined
  #passed: Buffer[] = []

  constructor(wish: FetchWish) {
    this.#wish = wish
  }

  /** Whether what comes next is the start of an answer. */
  get isBetweenAnswers(): boolean {
    return this.#state === 'line' && this.#held.length === 0
  }

  /** Reads a piece. @returns what is not taken, in order. */
  read(chunk: Buffer): Buffer[] {
    this.#passed = []
    for (let at = 0; at < chunk.length;) at = this.#step(chunk, at)
    return this.#passed
  }

  /** What is held back of an answer that has not ended: nobody waits for it any more. */
  leave(): Buffer[] {
    const { line, raw, filled } = this.#taking ?? {}
    const taken = line && raw ? [line, raw.subarray(0, filled)] : []
    const held = [...taken, ...this.#held]
    this.#taking = undefined
    this.#held = []
    return held
  }

  #step(chunk: Buffer, at: number): number {
    if (this.#state === 'bytes') return this.#fill(chunk, at)
    if (this.#state === 'literal') return this.#skip(chunk, at)
    const found = chunk.indexOf(LF, at)
    const end = found === -1 ? chunk.length : found + 1
    const piece = chunk.subarray(at, end)
    if (this.#state === 'rest') this.#passLine(piece, found !== -1)
    else if (found === -1) this.#hold(piece)
    else this.#lineEnds(piece)
    return end
  }

  #hold(piece: Buffer): void {
    this.#held.push(piece)
    const length = this.#held.reduce((sum, each) => sum + each.length, 0)
    if (length > LONGEST_LINE) this.#letThrough(this.#takeHeld(), false)
  }

  #lineEnds(piece: Buffer): void {
    this.#held.push(piece)
    const line = this.#takeHeld()
    if (this.#taking) this.#finish(line, this.#taking)
    else this.#begin(line)
  }

  #begin(line: Buffer): void {
    const items = firstItems(textOf(line))
    const { memory } = this.#wish
    const { bytes } = items ?? {}
    if (items && bytes === undefined && !memory) return this.#tell(line, items)
    if (!items || bytes === undefined || !memory || bytes > LARGEST)
      return this.#letThrough(line, true)
    this.#taking = { line, items, raw: memory(bytes), filled: 0 }
    this.#state = bytes === 0 ? 'tail' : 'bytes'
  }

  /** A change of flags that nobody asked for is not ours: it says no date. */
  #tell(line: Buffer, { uid, ...items }: FetchItems): void {
    if (uid === undefined || items.internalDate === undefined) this.#letThrough(line, true)
    else this.#wish.heard({ uid, ...items })
  }

  #fill(chunk: Buffer, at: number): number {
    const taking = this.#taking
    if (!taking) throw new Error('A message is read that was not begun.')
    const copied = chunk.copy(taking.raw, taking.filled, at)
    taking.filled += copied
    if (taking.filled === taking.raw.length) this.#state = 'tail'
    return at + copied
  }

  #finish(tail: Buffer, { line, items, raw }: Taking): void {
    const last = lastItems(textOf(tail))
    const { uid, bytes: _, ...said } = { ...items, ...last }
    this.#taking = undefined
    if (!last || last.bytes !== undefined || uid === undefined) {
      this.#passed.push(line, raw)
      return this.#letThrough(tail, true)
    }
    this.#state = 'line'
    this.#wish.heard({ uid, ...said, raw })
  }

  #letThrough(line: Buffer, isWhole: boolean): void {
    if (this.#taking) {
      this.#passed.push(this.#taking.line, this.#taking.raw)
      this.#taking = undefined
    }
    this.#end = ''
    this.#state = 'rest'
    this.#passLine(line, isWhole)
  }

  #passLine(piece: Buffer, isWhole: boolean): void {
    this.#passed.push(piece)
    this.#end = (this.#end + piece.toString('latin1', Math.max(0, piece.length - MARKER))).slice(
      -MARKER,
    )
    if (!isWhole) return
    const [, bytes] = /\{(\d{1,19})\}\r?\n$/.exec(this.#end) ?? []
    this.#end = ''
    this.#literal = Number(bytes ?? 0)
    if (bytes === undefined) this.#state = 'line'
    else this.#state = this.#literal > 0 ? 'literal' : 'rest'
  }

  #skip(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#literal)
    this.#passed.push(chunk.subarray(at, end))
    this.#literal -= end - at
    if (this.#literal === 0) this.#state = 'rest'
    return end
  }

  #takeHeld(): Buffer {
    const [only, ...more] = this.#held
    const line = only && more.length === 0 ? only : Buffer.concat(this.#held)
    this.#held = []
    return line
  }
}

function textOf(line: Buffer): string {
  const end = line.at(-2) === 0x0d ? -2 : -1
  return line.toString('latin1', 0, line.length + end)
}
