import { LARGE_BYTES } from '@levee/domain'
import { type ByteWindow, createByteWindow } from './byte-window.ts'
import { contentLengthEnd } from './content-length.ts'
import { blankLine, lineAt, separatorAt } from './mbox-lines.ts'
import { LONGEST_SEPARATOR, readSeparator, type Separator } from './separator.ts'
import { unquoteFrom } from './unquote-from.ts'

/** A message of an mbox file. */
export type MboxMessage = {
  separator: Separator
  /** As mailed, its line ends as they are; undefined when it is longer than what is asked for. */
  raw: Buffer | undefined
  /** Bytes of the file up to the end of the message. */
  end: number
}

export type MboxOptions = {
  /** `mboxrd`: one `>` is taken from lines that begin with `>From `; `none`: they stay as they are. */
  quoting: 'mboxrd' | 'none'
  /** Bytes: a longer message is passed over. */
  most: number
}

/** The file does not begin with a separator. */
export class NotMboxError extends Error {
  override readonly name = 'NotMboxError'
}

/**
 * The messages of an mbox file (RFC 4155 and its older dialects), as they come; no more than one is in memory. A
 * message ends before a blank line that a separator follows, or where its Content-Length says when that of the file's first
 * message was right. The blank line is of the file, not of the message.
 * @throws {NotMboxError}
 */
export async function* readMbox(
  chunks: AsyncIterable<Uint8Array>,
  options: MboxOptions,
): AsyncGenerator<MboxMessage, void, undefined> {
  const cutter = createCutter(options)
  for await (const chunk of chunks) {
    cutter.add(chunk)
    yield* cutter.cut(false)
  }
  yield* cutter.cut(true)
}

/** The message that is being cut off; offsets count from the beginning of the window. */
type Current = { separator: Separator; start: number; scanned: number; isTooLong: boolean }
type End = { end: number; next: number }

const SEPARATOR = Buffer.from('\nFrom ')
/** Bytes of header, and behind a message, that may be there before its end is known. */
const BESIDE = 300_000
/** Bytes that are kept of a message which is too long: what decides whether a separator begins. */
const TAIL = 3 * LONGEST_SEPARATOR

function createCutter({ quoting, most }: MboxOptions) {
  const window: ByteWindow = createByteWindow()
  let current: Current | undefined
  let dropped = 0
  let isFirst = true
  let hasLengths: boolean | undefined

  const drop = (count: number): void => {
    window.drop(count)
    dropped += count
  }

  /** Takes the separator at the beginning of the window. */
  const begin = (isEnd: boolean): Current | undefined => {
    if (isFirst) drop(blankBeginning(window.bytes()))
    const bytes = window.bytes()
    if (bytes.length === 0) return undefined
    const verdict = isFirst ? separatorAt(bytes, 0, isEnd) : 'yes'
    const line = lineAt(bytes, 0, isEnd)
    if (verdict === 'no')
      throw new NotMboxError('The file does not begin with a message of an mbox.')
    if (verdict === 'wait' || typeof line === 'string') return undefined
    isFirst = false
    const separator = readSeparator(line.text) ?? { sender: '', date: null }
    return { separator, start: line.next, scanned: line.next - 1, isTooLong: false }
  }

  const endByLength = (
    bytes: Buffer,
    { start }: Current,
    isEnd: boolean,
  ): End | 'none' | 'wait' => {
    if (hasLengths === false) return 'none'
    const found = contentLengthEnd(bytes, start, { isEnd, most })
    if (found !== 'wait') hasLengths ??= found !== 'none'
    return found
  }

  const findEnd = (message: Current, isEnd: boolean): End | undefined => {
    const bytes = window.bytes()
    const byLength = message.isTooLong ? 'none' : endByLength(bytes, message, isEnd)
    if (byLength === 'wait') return undefined
    return byLength === 'none' ? endBySeparator(bytes, message, isEnd) : byLength
  }

  return {
    add: (chunk: Uint8Array): void => window.add(chunk),
    *cut(isEnd: boolean): Generator<MboxMessage, void, undefined> {
      for (;;) {
        current ??= begin(isEnd)
        if (!current) return
        const found = findEnd(current, isEnd)
        if (!found) {
          passOver(current)
          return
        }
        const { separator, start, isTooLong } = current
        const size = found.end - start
        const bytes =
          isTooLong || size > most ? undefined : window.bytes().subarray(start, found.end)
        const raw = bytes && keptCopy(bytes)
        current = undefined
        drop(found.next)
        if (raw?.length === 0) continue
        yield { separator, raw: raw && quoting === 'mboxrd' ? unquoteFrom(raw) : raw, end: dropped }
      }
    },
  }

  /** Forgets the beginning of a message that is too long to be kept. */
  function passOver(message: Current): void {
    const { length } = window.bytes()
    if (length - message.start <= most + BESIDE && !message.isTooLong) return
    const count = Math.max(0, Math.min(message.scanned - 2, length - TAIL))
    message.isTooLong = true
    message.start = 0
    message.scanned -= count
    drop(count)
  }
}

/** A copy that stays: of a large message in shared memory, which threads use without another one. */
function keptCopy(bytes: Buffer): Buffer {
  if (bytes.length < LARGE_BYTES) return Buffer.from(bytes)
  const copy = Buffer.from(new SharedArrayBuffer(bytes.length))
  bytes.copy(copy)
  return copy
}

function endBySeparator(bytes: Buffer, message: Current, isEnd: boolean): End | undefined {
  for (let at = message.scanned; ;) {
    const found = bytes.indexOf(SEPARATOR, at)
    if (found < 0) {
      message.scanned = Math.max(message.scanned, bytes.length - SEPARATOR.length)
      return isEnd ? endOfFile(bytes, message) : undefined
    }
    const blank = blankLine(bytes, found)
    const verdict = blank === undefined ? 'no' : separatorAt(bytes, found + 1, isEnd)
    message.scanned = found
    if (verdict === 'wait') return undefined
    if (verdict === 'yes' && blank !== undefined)
      return { end: Math.max(blank, message.start), next: found + 1 }
    at = found + 1
  }
}

/** The blank line at the end of the file is of the file too. */
function endOfFile(bytes: Buffer, { start }: Current): End {
  const { length } = bytes
  const blank = bytes[length - 1] === 0x0a ? blankLine(bytes, length - 1) : undefined
  return { end: Math.max(start, blank ?? length), next: length }
}

/** A byte order mark and empty lines, which some programs leave at the beginning. */
function blankBeginning(bytes: Buffer): number {
  return /^(?:\xef\xbb\xbf)?[\r\n]*/.exec(bytes.toString('latin1', 0, 64))?.[0].length ?? 0
}
