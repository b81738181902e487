import { afterLineEnd, separatorAt } from './mbox-lines.ts'

/** Bytes of header in which a Content-Length is looked for. */
const HEADER_LIMIT = 256 * 1024
/** Bytes behind a message that decide whether a separator follows. */
const BEHIND = 2_100

/** Where a message ends by its Content-Length, and what follows begins. */
export type LengthEnd = { end: number; next: number }

/**
 * Where the message that begins at `start` ends by the Content-Length of its header (mboxcl), when a separator or the
 * end of the file is really there; `none`: it has none, or a wrong one; `wait`: more bytes decide.
 */
export function contentLengthEnd(
  bytes: Buffer,
  start: number,
  { isEnd, most }: { isEnd: boolean; most: number },
): LengthEnd | 'none' | 'wait' {
  const header = headerText(bytes, start)
  if (header === undefined) return isEnd || bytes.length - start >= HEADER_LIMIT ? 'none' : 'wait'
  const [, digits] = /^content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*\r?$/im.exec(header.text) ?? []
  if (digits === undefined || Number(digits) > most) return 'none'
  const end = header.bodyStart + Number(digits)
  if (bytes.length < end + BEHIND && !isEnd) return 'wait'
  if (end > bytes.length) return 'none'
  const next = afterLineEnd(bytes, afterLineEnd(bytes, end))
  if (next === bytes.length) return { end, next }
  const isAtLine = next > end || bytes[next - 1] === 0x0a
  return isAtLine && separatorAt(bytes, next, isEnd) === 'yes' ? { end, next } : 'none'
}

/** The header, and where the body begins; undefined while its end is not there. */
function headerText(bytes: Buffer, start: number): { text: string; bodyStart: number } | undefined {
  const looked = bytes.subarray(start - 1, start + HEADER_LIMIT) // the line end of the separator counts
  const ends = [
    { at: looked.indexOf('\n\n'), length: 2 },
    { at: looked.indexOf('\n\r\n'), length: 3 },
  ].filter(({ at }) => at >= 0)
  const [first] = ends.toSorted((a, b) => a.at - b.at)
  if (!first) return undefined
  const bodyStart = start - 1 + first.at + first.length
  return { text: bytes.toString('latin1', start, bodyStart), bodyStart }
}
