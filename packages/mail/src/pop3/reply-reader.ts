import { MailServerError } from '../network/mail-server-error.ts'
import { createBodyMemory } from './body-memory.ts'

/** An answer of a POP3 server (RFC 1939 §3; `continue` RFC 5034 §4). */
export type Pop3Reply = {
  status: 'ok' | 'error' | 'continue'
  /** What stands behind the status indicator. */
  text: string
  /** The lines that follow, byte for byte; empty where none do. */
  body: Buffer
}

/** Reads one answer from the pieces in which it comes. */
export type ReplyReader = {
  /**
   * Takes the next bytes.
   * @returns the answer once it is whole, and the bytes that came behind it; undefined as long as it is not.
   * @throws {MailServerError} `protocol` when they are no POP3, or more than is taken.
   */
  push(bytes: Buffer): { reply: Pop3Reply; rest: Buffer } | undefined
}

/** What is asked for: a status line alone, or lines behind it too, of so many bytes at most. */
export type Expected = { lines: false } | { lines: true; most: number }

/** RFC 2449 §4 allows 512; servers that explain themselves with a web address write more. */
const LONGEST_STATUS = 8_192 // bytes
const CR = 0x0d
const LF = 0x0a
const CRLF = Buffer.from('\r\n')
const STUFFED = Buffer.from('\r\n.')
const NOTHING = Buffer.alloc(0)

export function createReplyReader(expected: Expected): ReplyReader {
  let line: Buffer = NOTHING
  let first: Omit<Pop3Reply, 'body'> | undefined
  const body = expected.lines ? createBodyReader(expected.most) : undefined
  return {
    push(bytes) {
      let rest = bytes
      if (!first) {
        line = line.length === 0 ? bytes : Buffer.concat([line, bytes])
        const end = line.indexOf(CRLF)
        if (end > LONGEST_STATUS || (end < 0 && line.length > LONGEST_STATUS)) {
          throw new MailServerError('protocol', 'The server’s answer is longer than any of POP3.')
        }
        if (end < 0) return undefined
        first = statusOf(line.toString('latin1', 0, end))
        rest = line.subarray(end + CRLF.length)
        line = NOTHING
      }
      if (!body || first.status !== 'ok') return { reply: { ...first, body: NOTHING }, rest }
      const done = body(rest)
      return done && { reply: { ...first, body: done.body }, rest: done.rest }
    },
  }
}

function statusOf(line: string): Omit<Pop3Reply, 'body'> {
  const [, indicator = '', text = ''] = /^(\+OK|-ERR|\+)(?: (.*)|\s*)$/is.exec(line) ?? []
  const status = STATUSES.get(indicator.toUpperCase())
  if (status) return { status, text: text.trim() }
  throw new MailServerError('protocol', `The server does not speak POP3: "${line.slice(0, 100)}"`)
}

const STATUSES = new Map<string, Pop3Reply['status']>([
  ['+OK', 'ok'],
  ['-ERR', 'error'],
  ['+', 'continue'],
])

/**
 * Undoes byte-stuffing (RFC 1939 §3): lines end with CRLF, a full stop at the beginning of one goes,
 * and one that is alone ends the answer. Every other byte stays as it is: NUL, 8-bit, a bare CR or LF.
 */
function createBodyReader(
  most: number,
): (bytes: Buffer) => { body: Buffer; rest: Buffer } | undefined {
  const memory = createBodyMemory(most)
  let undecided: Buffer = CRLF // the status line's: a full stop may follow at once
  let extra = CRLF.length // bytes that belong to the status line and not to the body
  const keep = (pieces: Buffer[]): void => {
    const all = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
    const kept = all.subarray(Math.min(extra, all.length))
    extra -= all.length - kept.length
    if (memory.length + kept.length > most) {
      throw new MailServerError('protocol', `The server’s answer is larger than ${most} bytes.`)
    }
    if (kept.length > 0) memory.add(kept)
  }
  return (bytes) => {
    const all = undecided.length === 0 ? bytes : Buffer.concat([undecided, bytes])
    const pieces: Buffer[] = [] // one, but for full stops
    let from = 0
    for (;;) {
      const found = all.indexOf(STUFFED, from)
      if (found < 0) break
      const behind = found + STUFFED.length
      if (isUndecided(all, behind)) {
        keep([...pieces, all.subarray(from, found)])
        undecided = all.subarray(found)
        return undefined
      }
      pieces.push(all.subarray(from, found + CRLF.length))
      from = behind
      if (all[behind] !== CR || all[behind + 1] !== LF) continue
      keep(pieces)
      return { body: memory.whole(), rest: all.subarray(behind + CRLF.length) }
    }
    const decided = Math.max(from, all.length - lineEndAt(all))
    keep([...pieces, all.subarray(from, decided)])
    undecided = all.subarray(decided)
    return undefined
  }
}

/** Whether it is still to come what follows a full stop at the beginning of a line. */
function isUndecided(bytes: Buffer, behind: number): boolean {
  return behind >= bytes.length || (bytes[behind] === CR && behind + 1 >= bytes.length)
}

/** How many of the last bytes may be the end of a line, or half of it. */
function lineEndAt(bytes: Buffer): number {
  if (bytes.at(-1) === CR) return 1
  return bytes.at(-1) === LF && bytes.at(-2) === CR ? 2 : 0
}
