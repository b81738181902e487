import { DomainError } from '../errors.ts'
import type { Address } from '../messages/address.ts'

const LONGEST_LOCAL_PART = 64 // octets, RFC 5321 §4.5.3.1.1
const LONGEST_ADDRESS = 254 // octets, RFC 5321 §4.5.3.1.3 without the brackets
const ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+" // letters beyond ASCII: RFC 6531
const LOCAL_PART = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, 'u')
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?'
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, 'u')
const NAMED = /^\s*(?<name>[^<>]*?)\s*<\s*(?<address>[^<>]*?)\s*>\s*$/u

/** Whether mail can be addressed to it at all: one local part, one domain, nothing else (RFC 5321 §4.1.2). */
export function isSendableAddress(address: string): boolean {
  if (address.length > LONGEST_ADDRESS) return false
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  return (
    at > 0 &&
    local.length <= LONGEST_LOCAL_PART &&
    LOCAL_PART.test(local) &&
    DOMAIN.test(address.slice(at + 1))
  )
}

/**
 * Reads a recipient as a person writes it: `ada@example.org`, `Ada <ada@example.org>`, or in parts.
 * @param path the field it was written in, named in the refusal.
 * @throws {DomainError} invalid, when mail cannot be sent there.
 */
export function readRecipient(input: string | Address, path: string): Address {
  const { name, address } = typeof input === 'string' ? parse(input) : input
  const read = { name: unquoted(name.trim()), address: address.trim() }
  if (isSendableAddress(read.address) && isHeaderSafe(read.name)) return read
  const shown = typeof input === 'string' ? input : input.address
  throw new DomainError('invalid', `"${onOneLine(shown)}" is not an address mail can be sent to.`, {
    errors: [{ path, message: 'Write addresses as name@example.org.' }],
  })
}

/** Whether a value may stand in a header: it has no line break and no other control character. */
export function isHeaderSafe(value: string): boolean {
  return !/\p{Cc}/u.test(value)
}

/**
 * The subject as it may be sent.
 * @throws {DomainError} invalid, when it holds a line break: that could start another header.
 */
export function readSubject(subject: string): string {
  if (isHeaderSafe(subject)) return subject.trim()
  throw new DomainError('invalid', 'A subject is one line: take out its line breaks.', {
    errors: [{ path: 'subject', message: 'Take out the line breaks.' }],
  })
}

function parse(text: string): Address {
  const named = NAMED.exec(text)?.groups
  return named
    ? { name: named.name ?? '', address: named.address ?? '' }
    : { name: '', address: text }
}

function unquoted(name: string): string {
  return /^"(.*)"$/u.exec(name)?.[1]?.replaceAll(/\\(.)/gu, '$1') ?? name
}

function onOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 100)
}
