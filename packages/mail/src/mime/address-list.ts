import type { Address } from '@levee/domain'
import { decodeWords } from './encoded-words.ts'
import { storableLine } from './storable-text.ts'

/** Addresses of one field: beyond a thousand it is a trap, or a list that nobody reads. */
const MOST_ADDRESSES = 1000
/** Characters of a quoted name or a domain literal: what is longer is not closed, but a stray mark. */
const LONGEST_QUOTED = 2000

/** One address while it is read: words of the name, comments, the text in angle brackets, a bare address. */
type Entry = { text: string; comments: string[]; angle: string | undefined }

/**
 * The people in an address field (RFC 5322 §3.4), those of groups included. The structure is read before
 * encoded words are decoded (RFC 2047 §6.2): what is encoded can be a name, never an address.
 * An entry without an address keeps its name.
 */
export function addressList(value: string): Address[] {
  const addresses: Address[] = []
  for (const entry of entries(value)) {
    const address = addressOf(entry)
    if (address.name || address.address) addresses.push(address)
    if (addresses.length >= MOST_ADDRESSES) break
  }
  return addresses
}

function* entries(value: string): Generator<Entry> {
  let entry = emptyEntry()
  for (let at = 0; at < value.length;) {
    const token = tokenAt(value, at)
    at = token.end
    if (token.kind === 'comment') entry.comments.push(token.text)
    else if (token.kind === 'angle') entry.angle ??= token.text
    else if (token.kind === 'separator') {
      yield entry
      entry = emptyEntry()
    } else if (token.kind === 'group')
      entry = isInAddress(entry) ? append(entry, ':') : emptyEntry()
    else append(entry, token.text)
  }
  yield entry
}

function emptyEntry(): Entry {
  return { text: '', comments: [], angle: undefined }
}

function append(entry: Entry, text: string): Entry {
  if (entry.angle === undefined) entry.text += text
  return entry
}

/** A colon after an at sign is no group's. */
function isInAddress({ text, angle }: Entry): boolean {
  return angle !== undefined || text.includes('@')
}

type Token = {
  kind: 'text' | 'comment' | 'angle' | 'separator' | 'group'
  text: string
  end: number
}

const SPECIAL = /["(<,;:[]/g

function tokenAt(value: string, start: number): Token {
  switch (value[start]) {
    case '"':
      return upTo('text', value, quotedEnd(value, start), start)
    case '[':
      return upTo('text', value, literalEnd(value, start), start)
    case '(':
      return comment(value, start)
    case '<': {
      const end = angleEnd(value, start)
      return {
        kind: 'angle',
        text: value.slice(start + 1, value[end - 1] === '>' ? end - 1 : end),
        end,
      }
    }
    case ',':
    case ';':
      return { kind: 'separator', text: '', end: start + 1 }
    case ':':
      return { kind: 'group', text: '', end: start + 1 }
    default: {
      SPECIAL.lastIndex = start
      return upTo('text', value, SPECIAL.exec(value)?.index ?? value.length, start)
    }
  }
}

function upTo(kind: Token['kind'], value: string, end: number, start: number): Token {
  return { kind, text: value.slice(start, end), end }
}

/** After a quoted string; one that is never closed is the quotation mark alone. */
function quotedEnd(value: string, start: number): number {
  const limit = Math.min(value.length, start + LONGEST_QUOTED)
  for (let at = start + 1; at < limit; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === '"') return at + 1
  }
  return start + 1
}

function literalEnd(value: string, start: number): number {
  const length = value.slice(start, start + LONGEST_QUOTED).indexOf(']')
  return start + Math.max(0, length) + 1
}

function angleEnd(value: string, start: number): number {
  for (let at = start + 1; at < value.length; at++) {
    if (value[at] === '"') at = quotedEnd(value, at) - 1
    else if (value[at] === '>') return at + 1
  }
  return value.length
}

/** A comment with those inside of it, read without recursion. */
function comment(value: string, start: number): Token {
  let depth = 0
  for (let at = start; at < value.length; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === '(') depth++
    else if (value[at] === ')' && --depth === 0)
      return { kind: 'comment', text: value.slice(start + 1, at), end: at + 1 }
  }
  return { kind: 'comment', text: value.slice(start + 1), end: value.length }
}

function addressOf({ text, comments, angle }: Entry): Address {
  if (angle !== undefined) {
    const name = nameOf(text) || nameOf(comments.join(' '))
    return { name, address: cleaned(angle.replace(/^\s*@[^:<>]*:/, '')) } // a route (§4.4)
  }
  const found = bareAddress(text)
  if (!found) return { name: nameOf(text) || nameOf(comments.join(' ')), address: '' }
  return { name: nameOf(found.rest) || nameOf(comments.join(' ')), address: cleaned(found.address) }
}

/** The word with an at sign, white space around dots and the sign being allowed (§4.4). */
function bareAddress(text: string): { address: string; rest: string } | undefined {
  const line = text.replace(/\s+/g, ' ').replace(/ ?@ ?/g, '@')
  const sign = line.indexOf('@')
  if (sign < 0) return undefined
  const start =
    line[sign - 1] === '"' ? openingQuote(line, sign - 1) : line.lastIndexOf(' ', sign) + 1
  const space = line.indexOf(' ', sign)
  const end = space < 0 ? line.length : space
  return { address: line.slice(start, end), rest: `${line.slice(0, start)} ${line.slice(end)}` }
}

function openingQuote(line: string, closing: number): number {
  const opening = line.lastIndexOf('"', closing - 1)
  return opening < 0 ? closing : opening
}

function nameOf(phrase: string): string {
  const bare = phrase.replace(/"((?:[^"\\]|\\.)*)"/g, (_whole, inner: string) =>
    inner.replace(/\\(.)/g, '$1'),
  )
  return storableLine(decodeWords(bare.trim())).replace(/\s+/g, ' ').trim()
}

/** Full-width letters and dots of a domain are the plain ones (UTS #46). */
function cleaned(address: string): string {
  const trimmed = /^\s*"/.test(address) ? address.trim() : address.replace(/\s+/g, '')
  const sign = trimmed.lastIndexOf('@')
  if (sign < 0) return storableLine(trimmed)
  const domain = trimmed
    .slice(sign + 1)
    .normalize('NFKC')
    .replace(/[\u3002\uff0e\uff61]/g, '.')
  return storableLine(trimmed.slice(0, sign + 1) + domain)
}
