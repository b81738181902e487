import { isAscii, isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import iconv from 'iconv-lite'

/** Labels of text that is valid in any charset, which bytes beyond ASCII prove wrong. */
const ASCII = /^(?:us-ascii|ascii|ansi_x3\.4-1968|iso-ir-6|cp367|646)$/

/** Names that mean "nothing is known", by which some programs label what they do not understand. */
const UNKNOWN =
  /^(?:|x-)?(?:unknown(?:-8bit)?|user-defined|default(?:_charset)?|8bit|binary|none|auto|_?charset)$/

/** Labels of Western text that is as often UTF-8: whoever writes them did not look. */
const CARELESS = /^(?:iso-?8859-15?|latin[19]|windows-1252|cp1252)$/

/** Labels of the Encoding Standard's windows-1252. */
const WESTERN = /^(?:iso-?8859-1|latin1|windows-1252|cp1252)$/

/** Names that neither the Encoding Standard nor iconv-lite knows. */
const ALIASES: Record<string, string> = {
  cp932: 'shift_jis',
  'windows-31j': 'shift_jis',
  ms932: 'shift_jis',
  cp936: 'gbk',
  ms936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  utf7: 'utf-7',
  'utf-8mb4': 'utf-8',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  'big5-hkscs': 'big5',
  'x-gbk': 'gbk',
}

/** The escape sequences of ISO-2022-JP (RFC 1468), which is all ASCII. */
const JAPANESE = ['\x1b$B', '\x1b$@']

/** Characters of a charset's name: the longest that is registered has 45. */
const LONGEST_NAME = 80

/** Bytes that are looked at to guess a charset: more changes no guess and takes time. */
const SAMPLE = 16_384
/** Confidence of a guess of a charset that is merely possible, of 100. */
const UNSURE = 10
const REPLACEMENT = '\uFFFD'

/**
 * Bytes as text. The declared charset is believed as far as it goes: text that is valid UTF-8 and
 * declared as nothing, as ASCII or as Latin-1 is UTF-8 (other charsets hardly ever form valid UTF-8 by
 * chance), and what is no text in its declared charset is read in the one that it looks like.
 */
export function decodeText(bytes: Buffer, declared?: string): string {
  const named = canonical(declared)
  const label = ASCII.test(named) ? '' : named
  if (isAscii(bytes)) {
    if (!isStateful(label, bytes)) return bytes.toString('latin1')
    if (!label.startsWith('iso-2022') && JAPANESE.some((escape) => bytes.includes(escape)))
      return decodeCharset(bytes, 'iso-2022-jp') ?? latin(bytes)
  }
  if ((!label || CARELESS.test(label)) && isUtf8(bytes)) return withoutMark(bytes.toString('utf8'))
  const text = label ? decodeCharset(bytes, label) : undefined
  if (text !== undefined && !isGarbled(text)) return text
  return guess(bytes) ?? (text === undefined || /^utf-?8$/.test(label) ? latin(bytes) : text)
}

/** Raw bytes of a header as text: UTF-8 (RFC 6532) whatever the body is in, else what that is in. */
export function decodeRaw(bytes: Buffer, bodyCharset?: string): string {
  if (isUtf8(bytes) && !bytes.includes(0x1b)) return bytes.toString('utf8')
  return decodeText(bytes, bodyCharset)
}

/** Bytes in exactly this charset, undefined when it is unknown; what it does not have becomes U+FFFD. */
export function decodeCharset(bytes: Buffer, declared: string): string | undefined {
  const label = canonical(declared)
  if (label === 'utf-8' || label === 'utf8') return withoutMark(bytes.toString('utf8'))
  if (label === 'iso-2022-kr') return decodeSevenBit(bytes, '\x0e', '\x0f', 'euc-kr')
  if (label === 'hz-gb-2312')
    return decodeSevenBit(bytes, '~{', '~}', 'gbk').replace(/~(?:~|\r?\n)/g, tilde)
  if (label === 'utf-16') return decodeUtf16(bytes)
  if (label === 'iso-2022-jp') return decodeIso2022Jp(bytes)
  if (WESTERN.test(label)) {
    const text = bytes.toString('latin1')
    if (!/[\x80-\x9f]/.test(text)) return text // where those charsets differ from Latin-1
  }
  const decoder = decoderOf(label)
  if (decoder) return decoder.decode(bytes)
  if (label && iconv.encodingExists(label)) return iconv.decode(bytes, label)
  return undefined
}

/** The name in lower case without what is written around it, '' when it says nothing. */
function canonical(declared = ''): string {
  const label = declared
    .slice(0, LONGEST_NAME)
    .trim()
    .toLowerCase()
    .replace(/^["'=]+|["']+$/g, '')
    .replace(/\s.*$/, '')
  if (UNKNOWN.test(label)) return ''
  return ALIASES[label] ?? label
}

const decoders = new Map<string, InstanceType<typeof TextDecoder> | undefined>()

function decoderOf(label: string): InstanceType<typeof TextDecoder> | undefined {
  if (decoders.has(label)) return decoders.get(label)
  if (decoders.size > 200) decoders.clear() // names come from outside
  const decoder = newDecoder(label)
  decoders.set(label, decoder)
  return decoder
}

function newDecoder(label: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(label)
  } catch {
    return undefined // not in the Encoding Standard
  }
}

/** Whether ASCII bytes may stand for something else: escape sequences, UTF-7, UTF-16. */
function isStateful(label: string, bytes: Buffer): boolean {
  return (
    /^(?:utf-7|utf-?16|utf-?32|hz|iso-2022|iso-10646|unicode)/.test(label) || bytes.includes(0x1b)
  )
}

/** The Encoding Standard takes an escape right behind another for an error, which joined words have. */
function decodeIso2022Jp(bytes: Buffer): string {
  const [first = '', ...runs] = bytes.toString('latin1').split('\x1b')
  const filled = runs.filter((run, place) => run.length > 2 || place === runs.length - 1)
  const text = [first, ...filled].join('\x1b')
  return new TextDecoder('iso-2022-jp').decode(Buffer.from(text, 'latin1'))
}

/** Between two marks bytes stand for those of `charset` without the high bit (RFC 1557, RFC 1843). */
function decodeSevenBit(bytes: Buffer, open: string, close: string, charset: string): string {
  const [first = '', ...shifted] = bytes.toString('latin1').replaceAll('\x1b$)C', '').split(open)
  const pieces = shifted.map((piece) => {
    const end = piece.search(new RegExp(`${close}|[\r\n]`)) // a line begins in ASCII
    const high = end < 0 ? piece : piece.slice(0, end)
    const rest = end < 0 ? '' : piece.slice(end).replace(close, '')
    return high.replace(/[!-~]/g, (byte) => String.fromCharCode(byte.charCodeAt(0) | 0x80)) + rest
  })
  const decoder = new TextDecoder(charset)
  return decoder.decode(Buffer.from(first + pieces.join(''), 'latin1'))
}

/** In HZ a tilde is written twice, and one before a line end joins lines (RFC 1843). */
function tilde(written: string): string {
  return written === '~~' ? '~' : ''
}

/** The byte order that a mark or, where there is none, most NULs tell; else the big one (RFC 2781 §4.3). */
function decodeUtf16(bytes: Buffer): string {
  const sample = bytes.subarray(0, 256)
  const nulsAt = (parity: number): number =>
    sample.filter((byte, place) => byte === 0 && place % 2 === parity).length
  const isLittle = hasUtf16Mark(bytes) ? bytes[0] === 0xff : nulsAt(1) > nulsAt(0)
  return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes)
}

/** More than one in five characters beyond ASCII is none: the text is in another charset. */
function isGarbled(text: string): boolean {
  if (!text.includes(REPLACEMENT)) return false
  const sample = text.slice(0, SAMPLE)
  const bad = sample.split(REPLACEMENT).length - 1
  const foreign = sample.replace(/[\0-\x7f]/g, '').length
  return bad * 5 > foreign
}

function guess(bytes: Buffer): string | undefined {
  if (isUtf8(bytes)) return withoutMark(bytes.toString('utf8'))
  const sample = bytes.subarray(0, SAMPLE)
  if (sample.includes(0) && !hasUtf16Mark(sample)) return undefined
  const name = likeliest(sample)
  const text = name ? decodeCharset(bytes, name) : undefined
  return text !== undefined && !isGarbled(text) ? text : undefined
}

/** Of charsets that are as likely, the one that is written most; undefined when it is Western. */
function likeliest(sample: Buffer): string | undefined {
  const [best, ...others] = analyse(sample)
  if (!best || (best.confidence <= UNSURE && looksWestern(sample))) return undefined
  const ties = others.filter(({ confidence }) => confidence === best.confidence)
  return ties.some(({ name }) => name === 'GB18030') ? 'GB18030' : best.name
}

/** Accents stand alone or in pairs; in other scripts letters beyond ASCII follow one another. */
function looksWestern(bytes: Buffer): boolean {
  return !/[\x80-\xff]{3}/.test(bytes.toString('latin1'))
}

function hasUtf16Mark(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

function latin(bytes: Buffer): string {
  return decodeCharset(bytes, 'windows-1252') ?? bytes.toString('latin1')
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}
