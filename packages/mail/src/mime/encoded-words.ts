import { decodeCharset, decodeText } from './charset.ts'

const WORDS = /=\?([^?\s]{1,99})\?([bq])\?([^?]*)\?=/gi
const ASCII_RUN = /[\0-\x7f]+/g

type Word = { charset: string; pieces: (Buffer | string)[]; start: number; end: number }

/**
 * A header text with its encoded words decoded (RFC 2047). The bytes of neighbours in one charset are
 * joined before they are decoded, for many programs cut in the middle of a character; white space
 * between neighbours is not part of the text (§6.2). What is not well formed stays as it is.
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text
  let decoded = ''
  let from = 0
  for (const word of joinedWords(text)) {
    decoded += text.slice(from, word.start) + textOf(word)
    from = word.end
  }
  return decoded + text.slice(from)
}

/** The encoded words, those that only white space separates joined when they have one charset. */
function joinedWords(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: whole, 1: label = '', 2: encoding = '', 3: content = '', index } of text.matchAll(
    WORDS,
  )) {
    const charset = label.replace(/\*.*$/, '').toLowerCase() // RFC 2231 §5: a language may follow
    const end = index + whole.length
    const pieces = encoding.toLowerCase() === 'b' ? [fromBase64(content)] : fromQ(content)
    const last = words.at(-1)
    const isNeighbour = last !== undefined && !text.slice(last.end, index).trim()
    if (isNeighbour && last.charset === charset) {
      last.pieces.push(...pieces)
      last.end = end
    } else {
      words.push({ charset, pieces, start: isNeighbour ? last.end : index, end })
    }
  }
  return words
}

/** A B-encoded text; each padding ends a run, for some programs encode word by word. */
function fromBase64(content: string): Buffer {
  return Buffer.concat(content.split(/=+/).map((run) => Buffer.from(run, 'base64')))
}

/** A Q-encoded text (§4.2). Characters beyond ASCII, which must not be there, are text already. */
function fromQ(content: string): (Buffer | string)[] {
  const pieces: (Buffer | string)[] = []
  let from = 0
  for (const { 0: run, index } of content.matchAll(ASCII_RUN)) {
    if (index > from) pieces.push(content.slice(from, index))
    const bytes = run
      .replaceAll('_', ' ')
      .replace(/=([\da-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    pieces.push(Buffer.from(bytes, 'latin1'))
    from = index + run.length
  }
  if (from < content.length) pieces.push(content.slice(from))
  return pieces
}

function textOf({ charset, pieces }: Word): string {
  let text = ''
  let run: Buffer[] = []
  for (const piece of [...pieces, '']) {
    if (typeof piece !== 'string') run.push(piece)
    else {
      if (run.length > 0)
        text += bytesAs(run.length === 1 && run[0] ? run[0] : Buffer.concat(run), charset)
      run = []
      text += piece
    }
  }
  return text
}

function bytesAs(bytes: Buffer, charset: string): string {
  const text = decodeCharset(bytes, charset)
  return text === undefined || text.includes('\uFFFD') ? decodeText(bytes, charset) : text
}
