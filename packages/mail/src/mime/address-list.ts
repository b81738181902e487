import type { Address } from '@levee/domain'
import { quotedEnd, tokenAt } from './address-tokens.ts'
import { decodeWords } from './encoded-words.ts'
import { storableLine } from './storable-text.ts'
import { withoutComments } from './without-comments.ts'

/** Addresses of one field: beyond a thousand it is a trap, or a list that nobody reads. */
const MOST_ADDRESSES = 1000

/** One address with a name that needs no quotes: as most fields are. */
const PLAIN = /^([\w !#$%&'*+/=?^`{|}~.-]*)<([\w!#$%&'*+/=?^`{|}~.-]+@[a-z\d.-]+)>$/i

/** One address while it is read: the text before angle brackets, in and after them, and comments. */
type Entry = { text: string; angle: string | undefined; after: string; comments: string[] }

/**
 * The people in an address field (RFC 5322 §3.4), those of groups included. The structure is read before
 * encoded words are decoded (RFC 2047 §6.2): what is encoded can be a name, never an address.
 * An entry without an address keeps its name.
 */
export function addressList(value: string): Address[] {
  const [, name, address] = PLAIN.exec(value) ?? []
  if (address !== undefined) return [{ name: nameOf(name ?? ''), address }]
  const addresses: Address[] = []
  for (const entry of entries(value)) {
    if (entry.angle === undefined && !entry.text.trim()) continue // comments alone are nobody
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
  return { text: '', angle: undefined, after: '', comments: [] }
}

function append(entry: Entry, text: string): Entry {
  if (entry.angle === undefined) entry.text += text
  else entry.after += text
  return entry
}

/** A colon after an at sign is no group's. */
function isInAddress({ text, angle }: Entry): boolean {
  return angle !== undefined || text.includes('@')
}

/** The name is what stands before the address, else after it, else in comments. */
function addressOf({ text, angle, after, comments }: Entry): Address {
  const found = angle === undefined ? bareAddress(text) : { address: angle, rest: text }
  const name = nameOf(found.rest) || nameOf(after) || nameIn(comments)
  return { name, address: found.address && cleaned(found.address) }
}

/**
 * The word with an at sign, white space around dots and the sign being allowed (§4.4). Where only a
 * quoted string has one, its writer took quotation marks for angle brackets.
 */
function bareAddress(text: string): { address: string; rest: string } {
  const line = text.replace(/\s+/g, ' ').replace(/ ?@ ?/g, '@')
  const sign = signOf(line)
  if (sign < 0) {
    const inner = line.includes('@') ? unquoted(line) : ''
    return inner.includes('@') && inner !== line ? bareAddress(inner) : { address: '', rest: text }
  }
  const start =
    line[sign - 1] === '"' ? openingQuote(line, sign - 1) : line.lastIndexOf(' ', sign) + 1
  DOMAIN.lastIndex = sign
  const end = DOMAIN.test(line) ? DOMAIN.lastIndex : line.length
  return { address: line.slice(start, end), rest: `${line.slice(0, start)} ${line.slice(end)}` }
}

const DOMAIN = /@[^ ]*(?: \. ?[^ ]+)*/y

/** Where the first at sign outside of quoted strings is, -1 when there is none. */
function signOf(line: string): number {
  let from = 0
  for (;;) {
    const sign = line.indexOf('@', from)
    const quote = line.indexOf('"', from)
    if (sign < 0 || quote < 0 || sign < quote) return sign
    from = quotedEnd(line, quote)
  }
}

function openingQuote(line: string, closing: number): number {
  const opening = line.lastIndexOf('"', closing - 1)
  return opening < 0 ? closing : opening
}

/** Names stood in comments once; an address there is no name, but pretends to be the sender's. */
function nameIn(comments: readonly string[]): string {
  return nameOf(comments.filter((comment) => !comment.includes('@')).join(' '))
}

function nameOf(phrase: string): string {
  if (phrase === '') return ''
  return storableLine(decodeWords(unquoted(phrase.trim())))
    .replace(/\s+/g, ' ')
    .trim()
}

/** A phrase without the quotation marks and escapes of its quoted strings (§3.2.4). */
function unquoted(phrase: string): string {
  if (!phrase.includes('"')) return phrase
  let text = ''
  let from = 0
  for (let at = phrase.indexOf('"'); at >= 0; at = phrase.indexOf('"', from)) {
    const end = phrase[at - 1] === '\\' ? at + 1 : quotedEnd(phrase, at)
    const isQuoted = end > at + 1
    text += phrase.slice(from, isQuoted || at === 0 ? at : at - Number(phrase[at - 1] === '\\'))
    text += isQuoted ? phrase.slice(at + 1, end - 1).replace(/\\(.)/g, '$1') : '"'
    from = end
  }
  return text + phrase.slice(from)
}

/** Without comments, a route (§4.4) and what a link puts before it. */
function cleaned(written: string): string {
  const address = withoutComments(written).replace(/^\s*(?:@[^:<>]*:|mailto:)/i, '')
  const trimmed = /^\s*"/.test(address) ? address.trim() : address.replace(/\s+/g, '')
  const sign = trimmed.lastIndexOf('@')
  return storableLine(trimmed.slice(0, sign + 1) + plainDomain(trimmed.slice(sign + 1)))
}

/** Full-width letters and dots of a domain are the plain ones (UTS #46). */
function plainDomain(domain: string): string {
  return domain.normalize('NFKC').replace(/[\u3002\uff0e\uff61]/g, '.')
}
