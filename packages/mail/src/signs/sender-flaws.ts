import type { Address, SenderFlaw } from '@levee/domain'
import { addressList } from '../mime/address-list.ts'
import { decodeWords } from '../mime/encoded-words.ts'

/** A name without anything special and one address, or that alone: most fields are so, and nothing is odd about them. */
const PLAIN =
  /^(?:[\w !#$%&'*+/=?^`{|}~.-]*<[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[a-z\d.-]{1,253}>|[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[a-z\d.-]{1,253})$/i
const LONGEST_LABEL = 63
const ENCODED = /=\?[^?\s]+\?[bq]\?/i
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/
const CONTROL = /[\p{Cc}--[\t\x80-\x9f]]/v

/**
 * What is odd about the author of a message.
 * @param fields the bodies of its From fields, unfolded, encoded words left as they are.
 * @param isHidden whether there is one more that not every reader sees.
 */
export function senderFlaws(fields: readonly string[], isHidden = false): SenderFlaw[] {
  const [only = ''] = fields
  if (fields.length === 1 && !isHidden && isPlain(only)) return []
  const authors = fields.flatMap(addressList)
  const first = authors.find(({ address }) => address)
  const others = authors.filter((author) => author !== first)
  const flaws = new Set<SenderFlaw>()
  if (isHidden || fields.length > 1 || others.some(({ address }) => address))
    flaws.add('severalAuthors')
  if (fields.some(isMalformed)) flaws.add('malformedFrom')
  for (const field of fields) {
    if (/^[\x20-\x7e]*$/.test(field) && !field.includes('=?')) continue
    const shown = decodeWords(field)
    if (BIDI.test(shown)) flaws.add('bidiInName')
    if (CONTROL.test(shown)) flaws.add('controlInName')
  }
  for (const flaw of addressFlaws(first)) flaws.add(flaw)
  return [...flaws]
}

function isPlain(field: string): boolean {
  if (!PLAIN.test(field) || field.includes('=?')) return false
  const labels = field.slice(field.lastIndexOf('@') + 1).split('.')
  return labels.every((label) => label.length <= LONGEST_LABEL)
}

function addressFlaws(from: Address | undefined): SenderFlaw[] {
  const address = from?.address ?? ''
  const at = address.lastIndexOf('@')
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)]
  if (at < 1 || domain === '') return ['noAddress']
  if (ENCODED.test(address)) return ['encodedAddress']
  if (domain.startsWith('[')) return ['addressLiteral']
  return isTooLong(local, domain) ? ['impossibleAddress'] : []
}

/** Longer than mail can be sent to (RFC 5321 §4.5.3.1, RFC 1035 §2.3.4). */
function isTooLong(local: string, domain: string): boolean {
  const labels = domain.split('.')
  return local.length > 64 || domain.length > 253 || labels.some((label) => label.length > 63)
}

/**
 * Whether an address field breaks the grammar (RFC 5322 §3.4) in a way that readers understand in more
 * than one: several addresses in one entry, something behind an address, what never ends.
 */
function isMalformed(field: string): boolean {
  const bare = withoutStrings(field)
  if (bare === undefined) return true
  let isInGroup = false
  for (const [, entry = '', separator = ''] of bare.matchAll(/([^,;]*)([,;]|$)/g)) {
    const opens = /^[^@<>]*:/.test(entry)
    isInGroup ||= opens
    if (separator === ';' && !isInGroup) return true
    if (separator === ';') isInGroup = false
    if (isMalformedEntry(entry.replace(/^[^@<>]*:/, ''))) return true
  }
  return false
}

function isMalformedEntry(entry: string): boolean {
  const angles = /^[^<>]*(?:<[^<>]*>)?\s*$/.exec(entry)
  if (!angles) return true
  const isNamed = entry.includes('<')
  return !isNamed && (entry.match(/@/g)?.length ?? 0) > 1
}

/** The field with quoted strings and comments taken out, and routes in brackets; undefined where one does not end. */
function withoutStrings(field: string): string | undefined {
  let [bare, depth] = ['', 0]
  for (let at = 0; at < field.length; at++) {
    const character = field[at] ?? ''
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')' && depth > 0) depth--
    else if (depth > 0) continue
    else if (character === '"') {
      const end = closingQuote(field, at)
      if (end < 0) return undefined
      bare += 'x'
      at = end
    } else bare += character
  }
  return depth > 0
    ? undefined
    : bare
        .replaceAll(/\s+/g, ' ') // long runs of blanks would cost the patterns here the square of their length
        .replaceAll(/\[[^[\]]*\]/g, 'x')
        .replaceAll(/< ?@[^:<>]*:/g, '<')
}

function closingQuote(field: string, opening: number): number {
  for (let at = opening + 1; at < field.length; at++) {
    if (field[at] === '\\') at++
    else if (field[at] === '"') return at
  }
  return -1
}
