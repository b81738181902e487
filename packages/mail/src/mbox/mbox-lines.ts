import { LONGEST_SEPARATOR, looksLikeField, readSeparator } from './separator.ts'

const LF = 0x0a
const CR = 0x0d

/** `wait`: more bytes decide it. */
export type Verdict = 'yes' | 'no' | 'wait'

/**
 * Whether a separator begins at `at`. One without a date is one only when a header follows, so that text which
 * begins with "From " is none.
 */
export function separatorAt(bytes: Buffer, at: number, isEnd: boolean): Verdict {
  const line = lineAt(bytes, at, isEnd)
  if (typeof line === 'string') return line
  const separator = line.text.startsWith('From ') ? readSeparator(line.text) : undefined
  if (!separator) return 'no'
  if (separator.date !== null) return 'yes'
  const next = lineAt(bytes, line.next, isEnd)
  if (typeof next === 'string') return next
  return looksLikeField(next.text) ? 'yes' : 'no'
}

/** A line without its end, and where the next one begins; `no`: it is longer than any that matters here. */
export function lineAt(
  bytes: Buffer,
  at: number,
  isEnd: boolean,
): { text: string; next: number } | 'no' | 'wait' {
  const found = bytes.subarray(at, at + LONGEST_SEPARATOR).indexOf(LF)
  if (found < 0 && bytes.length - at >= LONGEST_SEPARATOR) return 'no'
  if (found < 0 && !isEnd) return 'wait'
  const end = found < 0 ? bytes.length : at + found
  const text = bytes.toString('latin1', at, end > at && bytes[end - 1] === CR ? end - 1 : end)
  return { text, next: Math.min(bytes.length, end + 1) }
}

/** Where the line begins that ends with the LF at `lf`, when it is blank; undefined when it is not. */
export function blankLine(bytes: Buffer, lf: number): number | undefined {
  if (lf === 0 || bytes[lf - 1] === LF) return lf
  if (bytes[lf - 1] === CR && (lf === 1 || bytes[lf - 2] === LF)) return lf - 1
  return undefined
}

/** Behind the line end at `at`, if there is one. */
export function afterLineEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === LF) return at + 1
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at
}
