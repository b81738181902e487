import { decodeCharset, decodeRaw, decodeText } from './charset.ts'
import { decodeWords } from './encoded-words.ts'
import { withoutComments } from './without-comments.ts'

/** A header value with parameters, as Content-Type and Content-Disposition have them. */
export type Parameterised = {
  /** What stands before the parameters, in lower case. */
  value: string
  /** One parameter as text, undefined when it is missing. @param charset that of raw bytes in it. */
  parameter(name: string, charset?: string): string | undefined
}

type Segment = { number: number; isEncoded: boolean; bytes: string }

/** What follows a quoted value; a quotation mark before anything else is one of the text. */
const AFTER_QUOTED = /\s*(?:$|[;(]|[\w*-]{1,40}\s?=)/y
/** Parameters in which parentheses are text, though a name with them must be quoted. */
const FILE_NAME = /^(?:file)?name$/

const NAME = /^([^*\s]+)(?:\*(\d{1,6}))?(\*)?$/

/**
 * Reads `value; name=value; …` (RFC 2045 §5.1) with the continuations and charsets of RFC 2231, and
 * with what programs write instead: no quotes around blanks, no escapes, encoded words.
 * @param binary the unfolded field body, one character a byte.
 */
export function parameterised(binary: string): Parameterised {
  const semicolon = endOfValue(binary)
  const found = segments(binary, semicolon)
  return {
    value: withoutComments(binary.slice(0, semicolon)).trim().toLowerCase(),
    parameter: (name, charset) => {
      const parts = found.get(name)
      return parts && textOf(parts, charset)
    },
  }
}

/** A "media type" without semicolon (`text/plain charset=x`) is taken as if it had one. */
function endOfValue(binary: string): number {
  const end = binary.search(/;|(?<=\S)\s+(?=[a-z-]+\s*=)/i)
  return end < 0 ? binary.length : end
}

function segments(binary: string, from: number): Map<string, Segment[]> {
  const found = new Map<string, Segment[]>()
  for (let at = from; at < binary.length;) {
    const start = skip(binary, at, SEPARATORS)
    const equals = skip(binary, start, BEFORE_EQUALS)
    if (binary[equals] !== '=') {
      at = equals + 1
      continue
    }
    const { value, end, isQuoted } = valueAt(binary, skip(binary, equals + 1, BLANKS))
    const [, base = '', number, star] = NAME.exec(binary.slice(start, equals).trim()) ?? []
    if (base) {
      const name = base.toLowerCase()
      const parts = found.get(name) ?? []
      const bytes = isQuoted || FILE_NAME.test(name) ? value : withoutComments(value).trim()
      parts.push({ number: number ? Number(number) : -1, isEncoded: star === '*', bytes })
      found.set(name, parts)
    }
    at = end
  }
  return found
}

const SEPARATORS = /[;\s]*/y
const BEFORE_EQUALS = /[^=;]*/y
const BLANKS = /\s*/y

/** Where what a sticky pattern matches, if only nothing, ends. */
function skip(text: string, from: number, what: RegExp): number {
  what.lastIndex = from
  return what.test(text) ? what.lastIndex : from
}

type Value = { value: string; end: number; isQuoted: boolean }

function valueAt(binary: string, start: number): Value {
  if (binary[start] === '"') return quotedAt(binary, start + 1)
  const semicolon = binary.indexOf(';', start)
  const end = semicolon < 0 ? binary.length : semicolon
  return { value: binary.slice(start, end).trim(), end, isQuoted: false }
}

/** A quoted string; a backslash is an escape only before what needs one, for Windows writes paths. */
function quotedAt(binary: string, start: number): Value {
  let value = ''
  let at = start
  while (at < binary.length && !isClosing(binary, at)) {
    if (binary[at] === '\\' && /["\\]/.test(binary[at + 1] ?? '')) at++
    value += binary[at++]
  }
  return { value, end: at + 1, isQuoted: true }
}

function isClosing(binary: string, at: number): boolean {
  if (binary[at] !== '"') return false
  AFTER_QUOTED.lastIndex = at + 1
  return AFTER_QUOTED.test(binary)
}

function textOf(parts: Segment[], charset?: string): string {
  const numbered = parts.filter(({ number }) => number >= 0).toSorted((a, b) => a.number - b.number)
  const extended = parts.find(({ number, isEncoded }) => number < 0 && isEncoded)
  if (extended) return extendedText([extended], charset)
  if (numbered.length > 0) return extendedText(numbered, charset)
  return decodeWords(decodeRaw(Buffer.from(parts[0]?.bytes ?? '', 'latin1'), charset))
}

/** `charset'language'text` with %XX in the encoded pieces (RFC 2231 §4). */
function extendedText(pieces: Segment[], charset?: string): string {
  const [, declared, rest] = /^([^']*)'[^']*'(.*)$/s.exec(pieces[0]?.bytes ?? '') ?? []
  const hasCharset = pieces[0]?.isEncoded === true && declared !== undefined
  const bytes = pieces.map(({ bytes, isEncoded }, place) => {
    const text = place === 0 && hasCharset ? (rest ?? '') : bytes
    return isEncoded ? percentDecoded(text) : text
  })
  const whole = Buffer.from(bytes.join(''), 'latin1')
  const exact = hasCharset && declared ? decodeCharset(whole, declared) : undefined
  if (exact !== undefined && !exact.includes('\uFFFD')) return exact
  if (hasCharset) return decodeText(whole, declared || charset)
  return decodeWords(decodeRaw(whole, charset)) // some programs put encoded words into pieces
}

function percentDecoded(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
}
