import { isAscii } from 'node:buffer'
import { decodeRaw } from './charset.ts'
import { storableLine } from './storable-text.ts'

/** A header field as it stands in the message: unfolded, encoded words left as they are. */
export type Header = { name: string; value: string }

/** Where a field stands, its line end included. `name` is as written. */
export type HeaderField = { name: string; start: number; body: number; end: number }

/** `bodyStart`: the first byte after the empty line; `isCut`: the header is longer than what was looked at. */
export type HeaderBlock = { fields: HeaderField[]; bodyStart: number; isCut: boolean }

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09
const ESCAPE = 0x1b // it begins another charset (ISO 2022)
const COLON = 0x3a
const LONGEST_NAME = 80 // characters

/** Bytes of header that are looked at: real ones stay below 100 kB, and they are stored with the message. */
const HEADER_LIMIT = 256 * 1024

/**
 * The fields of the header that begins at `start`, whatever state it is in: lines that are no field are
 * left out, blanks before the first field do not matter. A part whose first line is no field has no header, and a line that looks like a boundary ends
 * one that lacks its empty line.
 */
export function headerBlock(raw: Buffer, start = 0, end = raw.length): HeaderBlock {
  const fields: HeaderField[] = []
  const limit = Math.min(end, start + HEADER_LIMIT)
  let at = start
  while (at < limit) {
    const next = lineEnd(raw, at, end)
    if (isBlank(raw, at, next)) return { fields, bodyStart: next, isCut: false }
    const last = fields.at(-1)
    const continues = raw[at] === SPACE || raw[at] === TAB
    if (continues && last?.end === at) last.end = next
    else if ((continues && (last || start > 0)) || !addField(fields, raw, at, next)) {
      const isBody = (at === start && start > 0) || raw.toString('latin1', at, at + 2) === '--'
      if (isBody) return { fields, bodyStart: at, isCut: false }
    }
    at = next
  }
  return at < end
    ? { fields, bodyStart: afterBlankLine(raw, at, end), isCut: true }
    : { fields, bodyStart: end, isCut: false }
}

/** All fields of the header of a message. */
export function headerFields(raw: Buffer): Header[] {
  return headersOf(raw, headerBlock(raw).fields)
}

/** Fields with their values; bytes that are no UTF-8 are read in `charset`. */
export function headersOf(raw: Buffer, fields: readonly HeaderField[], charset?: string): Header[] {
  const start = fields[0]?.start ?? 0
  const text = plainBlock(raw, start, fields.at(-1)?.end ?? 0)
  return fields.map((field) => {
    const value =
      text?.slice(field.body - start, lastByte(field) - start) ?? fieldText(raw, field, charset)
    return { name: field.name, value: storableLine(unfolded(value)) }
  })
}

/** A header that is ASCII, as most are, in one piece; undefined for others. */
function plainBlock(raw: Buffer, start: number, end: number): string | undefined {
  const bytes = raw.subarray(start, end)
  return isAscii(bytes) && !bytes.includes(ESCAPE) ? bytes.toString('latin1') : undefined
}

/** The body of a field, one character a byte, unfolded (RFC 5322 §2.2.3). */
export function fieldBinary(raw: Buffer, field: HeaderField): string {
  return unfolded(raw.toString('latin1', field.body, lastByte(field))).trim()
}

function fieldText(raw: Buffer, field: HeaderField, charset?: string): string {
  return decodeRaw(raw.subarray(field.body, lastByte(field)), charset)
}

function lastByte({ start, end }: HeaderField): number {
  return Math.min(end, start + HEADER_LIMIT)
}

/** White space at the end goes, too: most fields are one line then, and need no search. */
function unfolded(text: string): string {
  const line = text.trimEnd()
  return line.includes('\n') || line.includes('\r') ? line.replace(/[\r\n]+[ \t]*/g, ' ') : line
}

function lineEnd(raw: Buffer, start: number, end: number): number {
  const found = raw.indexOf(LF, start)
  return found < 0 || found >= end ? end : found + 1
}

function isBlank(raw: Buffer, start: number, end: number): boolean {
  return raw[start] === LF || (raw[start] === CR && end - start <= 2)
}

/** Takes a line for the beginning of a field when it has a name (RFC 5322 §3.6.8), blanks around it or not, and a colon. */
function addField(fields: HeaderField[], raw: Buffer, start: number, end: number): boolean {
  const limit = Math.min(end, start + LONGEST_NAME)
  const from = afterBlanks(raw, start, limit)
  let to = from
  while (to < limit && isNameByte(raw[to] ?? 0)) to++
  const colon = afterBlanks(raw, to, limit)
  if (to === from || colon >= limit || raw[colon] !== COLON) return false
  fields.push({ name: raw.toString('latin1', from, to), start, body: colon + 1, end })
  return true
}

function afterBlanks(raw: Buffer, start: number, limit: number): number {
  let at = start
  while (at < limit && (raw[at] === SPACE || raw[at] === TAB)) at++
  return at
}

function isNameByte(byte: number): boolean {
  return byte > SPACE && byte < 0x7f && byte !== COLON
}

function afterBlankLine(raw: Buffer, from: number, end: number): number {
  const rest = raw.subarray(from, end)
  const places = [
    ['\n\n', 2],
    ['\n\r\n', 3],
  ] as const
  const ends = places.flatMap(([line, length]) => {
    const found = rest.indexOf(line)
    return found < 0 ? [] : [from + found + length]
  })
  return ends.length > 0 ? Math.min(...ends) : end
}
