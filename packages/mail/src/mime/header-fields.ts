import { isUtf8 } from 'node:buffer'
import { storableLine } from './storable-text.ts'

/** A header field as it stands in the message: unfolded, encoded words left as they are. */
export type Header = { name: string; value: string }

/** A field with the bytes that it occupies, line end included. */
type HeaderField = Header & { start: number; end: number }

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09
const NAME = /^([!-9;-~]+)[ \t]*:/ // RFC 5322 §3.6.8
const LONGEST_NAME = 80 // characters

/** Bytes of header that are looked at: real ones stay below 100 kB, and they are stored with the message. */
const HEADER_LIMIT = 256 * 1024

/**
 * The header fields of a message, whatever state it is in: lines that are no field are left out,
 * bytes that are not UTF-8 are read as Latin-1.
 */
export function headerFields(raw: Buffer): HeaderField[] {
  const fields: HeaderField[] = []
  const newline = raw.includes(LF) ? LF : CR // old Macs wrote CR alone
  let start = 0
  while (start < raw.length && start < HEADER_LIMIT) {
    const end = lineEnd(raw, start, newline)
    if (isBlank(raw, start, end)) break
    const continued = raw[start] === SPACE || raw[start] === TAB
    const last = fields.at(-1)
    if (continued && last?.end === start) last.end = end
    else if (!continued) addField(fields, raw, { start, end })
    start = end
  }
  for (const field of fields) field.value = valueOf(raw, field)
  return fields
}

function lineEnd(raw: Buffer, start: number, newline: number): number {
  const found = raw.indexOf(newline, start)
  return found < 0 ? raw.length : found + 1
}

function isBlank(raw: Buffer, start: number, end: number): boolean {
  return end - start <= 2 && (raw[start] === LF || raw[start] === CR)
}

function addField(fields: HeaderField[], raw: Buffer, line: { start: number; end: number }): void {
  const beginning = raw.toString(
    'latin1',
    line.start,
    Math.min(line.end, line.start + LONGEST_NAME),
  )
  const name = NAME.exec(beginning)?.[1]
  if (name) fields.push({ name, value: '', ...line })
}

function valueOf(raw: Buffer, { start, end }: HeaderField): string {
  const bytes = raw.subarray(start, Math.min(end, HEADER_LIMIT))
  const line = isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1')
  return storableLine(line.slice(line.indexOf(':') + 1).replace(/[\r\n]+[ \t]*/g, ' '))
}
