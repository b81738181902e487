const LF = 0x0a
const CR = 0x0d
const EQUALS = 0x3d
/** Bytes of a body from which on what it decodes to is neither made a string nor copied between threads. */
const LARGE = 1_000_000

/** The bytes that a body stands for (RFC 2045 §6). An unknown encoding is taken as none. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return fromBase64(body)
  if (encoding === 'quoted-printable') return fromQuotedPrintable(body)
  if (/^(?:x-)?uu(?:e|encode)$/.test(encoding)) return fromUuencode(body)
  return body
}

/** How many bytes `decodeTransfer` gives; regular lines of base64 are counted piece by piece, none is kept. */
export function decodedSize(body: Buffer, encoding: string): number {
  const counted = encoding === 'base64' ? decodeRegularBase64(body) : undefined
  return counted ?? decodeTransfer(body, encoding).length
}

/**
 * Padding ends the data, and what follows is ignored (RFC 2045 §6.8), except whole groups of four: some
 * programs encode a file piece by piece.
 */
function fromBase64(body: Buffer): Buffer {
  if (body.length > LARGE) {
    const decoded = Buffer.from(new SharedArrayBuffer(Math.ceil((body.length * 3) / 4)))
    const length = decodeRegularBase64(body, decoded)
    if (length !== undefined) return decoded.subarray(0, length)
  }
  const padding = body.indexOf(EQUALS)
  const isLast = padding < 0 || !/[^=\s]/.test(body.toString('latin1', padding, padding + 1024))
  if (isLast) return Buffer.from(body.toString('latin1'), 'base64')
  const [first = '', ...others] = body.toString('latin1').split(/(?<==)[\s]*(?!=)/)
  const pieces = [first, ...others.map((piece) => piece.replace(/\s+/g, '')).filter(isWhole)]
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')))
}

function isWhole(piece: string): boolean {
  return piece.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(piece)
}

/** Whether a body that is declared as base64 is readable text instead. */
export function isNoBase64(body: Buffer): boolean {
  const sample = body.toString('latin1', 0, 1024).replace(/\s+/g, '')
  return sample.replace(/[A-Za-z0-9+/=_-]+/g, '').length * 10 > sample.length
}

/** Where encoded lines are decoded only to be counted. */
const scratch = Buffer.alloc(16_384)

/**
 * Decodes lines of equal length, all but the last, piece by piece.
 * @returns how many bytes they hold; undefined when they are not regular, or hold what is no base64.
 */
function decodeRegularBase64(body: Buffer, into?: Buffer): number | undefined {
  const length = body.indexOf(LF) + 1
  const characters = length - (body[length - 2] === CR ? 2 : 1)
  if (characters <= 0 || characters % 4 !== 0 || characters > scratch.length) return undefined
  const lines = Math.floor(scratch.length / characters)
  let size = 0
  let at = 0
  for (; at + lines * length < body.length; at += lines * length) {
    const encoded = body.toString('latin1', at, at + lines * length)
    const written = into ? into.write(encoded, size, 'base64') : scratch.write(encoded, 'base64')
    if (written !== (lines * characters * 3) / 4) return undefined // padding, or a stray character
    size += written
  }
  const rest = fromBase64(body.subarray(at))
  if (into) rest.copy(into, size)
  return size + rest.length
}

const HEX = new Int8Array(256).fill(-1)
for (const [value, digit] of '0123456789abcdef'.split('').entries()) {
  HEX[digit.charCodeAt(0)] = value
  HEX[digit.toUpperCase().charCodeAt(0)] = value
}

/**
 * Quoted-printable (RFC 2045 §6.7); an equals sign that encodes nothing stays as it is. So does white
 * space at the end of a line: §6.7 (3) takes it for padding, but what writes it unencoded means it,
 * in lines that flow and before a signature.
 */
function fromQuotedPrintable(body: Buffer): Buffer {
  if (!body.includes(EQUALS)) return body
  const decoded = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let at = 0; at < body.length;) {
    const byte = body[at] ?? 0
    if (byte !== EQUALS) {
      decoded[length++] = byte // a loop: a native search and copy for each line take longer
      at++
      continue
    }
    const high = HEX[body[at + 1] ?? 0] ?? -1
    const low = HEX[body[at + 2] ?? 0] ?? -1
    if (high >= 0 && low >= 0) {
      decoded[length++] = high * 16 + low
      at += 3
      continue
    }
    const next = softBreakEnd(body, at + 1)
    if (next === undefined) decoded[length++] = EQUALS
    at = next ?? at + 1
  }
  return decoded.subarray(0, length)
}

/** Where the line goes on after a soft break, white space before its end being padding. */
function softBreakEnd(body: Buffer, start: number): number | undefined {
  let at = start
  while (body[at] === 0x20 || body[at] === 0x09) at++
  if (at >= body.length) return at
  if (body[at] === CR) return body[at + 1] === LF ? at + 2 : at + 1
  return body[at] === LF ? at + 1 : undefined
}

/** The lines between `begin` and `end` of uuencode (POSIX), or all of them where those are missing. */
function fromUuencode(body: Buffer): Buffer {
  const lines = body.toString('latin1').split(/\r?\n/)
  const begin = lines.findIndex((line) => /^begin(?:-base64)? [0-7]{3,4} /.test(line))
  if (lines[begin]?.startsWith('begin-'))
    return fromBase64(Buffer.from(lines.slice(begin + 1).join('\n')))
  const chunks: Buffer[] = []
  let room = body.length // lines that claim more than they hold must not make a bomb
  for (const line of lines.slice(begin + 1)) {
    if (line === 'end' || room <= 0) break
    const chunk = uuLine(line, room)
    chunks.push(chunk)
    room -= chunk.length
  }
  return Buffer.concat(chunks)
}

/** One line; characters that are missing at its end were spaces, which stand for zero. */
function uuLine(line: string, room: number): Buffer {
  const value = (place: number): number => ((line.charCodeAt(place) || 0x20) - 0x20) & 0x3f
  const bytes = Buffer.alloc(line ? Math.min(value(0), room) : 0)
  for (let byte = 0, place = 1; byte < bytes.length; byte += 3, place += 4) {
    const group =
      (value(place) << 18) | (value(place + 1) << 12) | (value(place + 2) << 6) | value(place + 3)
    bytes[byte] = group >> 16
    if (byte + 1 < bytes.length) bytes[byte + 1] = (group >> 8) & 0xff
    if (byte + 2 < bytes.length) bytes[byte + 2] = group & 0xff
  }
  return bytes
}
