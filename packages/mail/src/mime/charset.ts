import { isAscii, isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import iconv from 'iconv-lite'

/** Names that mean "nothing is known", by which some programs label what they do not understand. */
const UNKNOWN =
  /^(?:|x-)?(?:unknown(?:-8bit)?|user-defined|default(?:_charset)?|8bit|binary|none|auto|_?charset)$/

/** Labels of Western text that is as often UTF-8: whoever writes them did not look. */
const CARELESS = new Set(['us-ascii', 'ascii', 'iso-8859-1', 'iso8859-1', 'latin1', 'windows-1252'])

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

/** Bytes that are looked at to guess a charset: more changes no guess and takes time. */
const SAMPLE = 16_384
const REPLACEMENT = '\uFFFD'

/**
 * Bytes as text. The declared charset is believed as far as it goes: text that is valid UTF-8 and
 * declared as nothing, as ASCII or as Latin-1 is UTF-8 (other charsets hardly ever form valid UTF-8 by
 * chance), and what is no text in its declared charset is read in the one that it looks like.
 */
export function decodeText(bytes: Buffer, declared?: string): string {
  const label = canonical(declared)
  if (isAscii(bytes) && !isStateful(label, bytes)) return bytes.toString('latin1')
  if (!label || CARELESS.has(label)) {
    if (JAPANESE.some((escape) => bytes.includes(escape)))
      return decodeCharset(bytes, 'iso-2022-jp') ?? latin(bytes)
    if (isUtf8(bytes)) return withoutMark(bytes.toString('utf8'))
  }
  const text = label ? decodeCharset(bytes, label) : undefined
  if (text !== undefined && !isGarbled(text)) return text
  const guessed = guess(bytes)
  return guessed !== undefined && !(text !== undefined && isGarbled(guessed))
    ? guessed
    : (text ?? latin(bytes))
}

/** Whether a charset of this name can be read. */
export function isKnownCharset(label: string): boolean {
  return decodeCharset(Buffer.alloc(0), canonical(label)) !== undefined
}

/** Bytes in exactly this charset, undefined when it is unknown; what it does not have becomes U+FFFD. */
export function decodeCharset(bytes: Buffer, declared: string): string | undefined {
  const label = canonical(declared)
  if (label === 'utf-8' || label === 'utf8') return withoutMark(bytes.toString('utf8'))
  if (label === 'iso-2022-kr') return decodeIso2022Kr(bytes)
  const decoder = decoderOf(label)
  if (decoder) return decoder.decode(bytes)
  if (label && iconv.encodingExists(label)) return iconv.decode(bytes, label)
  return undefined
}

/** The name in lower case without what is written around it, '' when it says nothing. */
function canonical(declared = ''): string {
  const label = declared
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

/** Single bytes of ISO-2022-KR between SO and SI stand for EUC-KR with the high bit set (RFC 1557). */
function decodeIso2022Kr(bytes: Buffer): string {
  let isShifted = false
  const euc: number[] = []
  for (const byte of bytes.toString('latin1').replaceAll('\x1b$)C', '')) {
    const code = byte.charCodeAt(0)
    if (code === 0x0e) isShifted = true
    else if (code === 0x0f || code === 0x0a) isShifted = false
    if (code === 0x0e || code === 0x0f) continue
    euc.push(isShifted && code > 0x20 ? code | 0x80 : code)
  }
  return new TextDecoder('euc-kr').decode(Buffer.from(euc))
}

/** More than one in a hundred characters is none: the text is in another charset. */
function isGarbled(text: string): boolean {
  if (!text.includes(REPLACEMENT)) return false
  const sample = text.slice(0, SAMPLE)
  const bad = sample.split(REPLACEMENT).length - 1
  const foreign = sample.replace(/[\0-\x7f]/g, '').length
  return bad * 5 > foreign
}

function guess(bytes: Buffer): string | undefined {
  const sample = bytes.subarray(0, SAMPLE)
  if (isUtf8(bytes)) return withoutMark(bytes.toString('utf8'))
  const name = sample.includes(0) && !hasUtf16Mark(sample) ? undefined : likeliest(sample)
  const text = name ? decodeCharset(bytes, name) : undefined
  return text !== undefined && !isGarbled(text) ? text : undefined
}

/** Of charsets that are as likely, the one that is written most. */
function likeliest(sample: Buffer): string | undefined {
  const [best, ...others] = analyse(sample)
  const ties = others.filter(({ confidence }) => confidence === best?.confidence)
  return ties.some(({ name }) => name === 'GB18030') ? 'GB18030' : best?.name
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
