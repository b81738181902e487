import { randomUUID } from 'node:crypto'

/** A message whose large encoded files were cut out; each such part carries `MARKER` with what was cut. */
export type ElidedMessage = { raw: Buffer; cuts: number }

/** The header field, unknown to anybody who writes mail, that tells how many decoded bytes were cut. */
export const MARKER = `x-elided-${randomUUID()}`

const LF = 0x0a
const WORTHWHILE = 8192 // bytes: below that, parsing is as fast
const LONGEST_PART_HEADER = 4096 // bytes on either side of the word "base64"
const BASE64 = /^content-transfer-encoding:[ \t]*base64[ \t]*\r?$/im
const FILE_TYPE = /^content-type:[ \t]*(?!text\/|multipart\/|message\/)[a-z]/im

/**
 * Cuts the bodies of large base64 files out of a message, which is what parsing it spends its time
 * on. Only whole lines between a part's header and the next line that starts with `--` are cut, so
 * that no boundary is. Something else may look like such a part: the caller compares `cuts` with
 * the markers that its parser found, and parses the whole message when they differ.
 */
export function elideAttachments(raw: Buffer): ElidedMessage {
  if (raw.length < WORTHWHILE) return { raw, cuts: 0 }
  const pieces: Buffer[] = []
  let kept = 0
  let cuts = 0
  let at = raw.indexOf('base64')
  while (at >= 0) {
    const file = encodedFile(raw, at)
    if (file) {
      pieces.push(
        raw.subarray(kept, file.headerEnd),
        markerLine(file.size),
        raw.subarray(file.headerEnd, file.start),
      )
      kept = file.end
      cuts++
    }
    at = raw.indexOf('base64', Math.max(at + 6, kept))
  }
  return cuts === 0 ? { raw, cuts } : { raw: Buffer.concat([...pieces, raw.subarray(kept)]), cuts }
}

type EncodedFile = { headerEnd: number; start: number; end: number; size: number }

/** The file whose part header has the word at `at`, if it is one and is large. */
function encodedFile(raw: Buffer, at: number): EncodedFile | undefined {
  const headerEnd = blankLine(raw, at)
  if (headerEnd === undefined || headerEnd - at > LONGEST_PART_HEADER) return undefined
  const header = raw.toString('latin1', Math.max(0, raw.lastIndexOf('\n--', at)), headerEnd)
  if (header.length > 2 * LONGEST_PART_HEADER && !header.startsWith('\n--')) {
    return undefined // not a part's header, and too long for that of a message
  }
  if (!BASE64.test(header) || !FILE_TYPE.test(header)) return undefined
  const start = raw.indexOf(LF, headerEnd) + 1
  return wholeLines(raw, { headerEnd, start })
}

/** Where the empty line after `at` begins. */
function blankLine(raw: Buffer, at: number): number | undefined {
  const end = Math.min(raw.length, at + LONGEST_PART_HEADER)
  const near = raw.subarray(at, end)
  const found = [near.indexOf('\r\n\r\n') + 2, near.indexOf('\n\n') + 1].filter(
    (place) => place > 1,
  )
  return found.length > 0 ? at + Math.min(...found) : undefined
}

/** The lines of equal length, all but the last, that base64 consists of (RFC 2045 §6.8). */
function wholeLines(
  raw: Buffer,
  { headerEnd, start }: { headerEnd: number; start: number },
): EncodedFile | undefined {
  const length = raw.indexOf(LF, start) + 1 - start
  const characters = length - (raw[start + length - 2] === 0x0d ? 2 : 1)
  if (characters <= 0 || characters % 4 !== 0) return undefined
  const boundary = raw.indexOf('\n--', start)
  const limit = boundary < 0 ? raw.length : boundary
  let end = start
  while (end + length <= limit && raw[end + length - 1] === LF) end += length
  if (end - start < WORTHWHILE) return undefined
  return { headerEnd, start, end, size: ((end - start) / length) * (characters / 4) * 3 }
}

function markerLine(size: number): Buffer {
  return Buffer.from(`${MARKER}: ${size}\r\n`)
}
