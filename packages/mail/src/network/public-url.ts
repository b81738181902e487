import { isIP } from 'node:net'
import { isPrivateAddress } from './private-addresses.ts'

/** An address that a mail named and that we do not ask, or that did not answer with what was asked for. */
export class PublicFetchError extends Error {
  override readonly name = 'PublicFetchError'
  readonly code: 'refused' | 'unreachable' | 'timeout' | 'tooLarge' | 'unusable'

  constructor(code: PublicFetchError['code'], message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

/** Backslashes, white space and control characters: programs do not agree which host such a URL names. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const AMBIGUOUS = /[\\\s\u0000-\u001F\u007F]/

/**
 * The URL, if a stranger may make us ask it: http or https, usual port, no credentials, a name of the
 * public DNS. What the name leads to is judged when the socket connects (`publicLookup`).
 * @throws {PublicFetchError} `refused`.
 */
export function publicUrl(address: string): URL {
  const url = AMBIGUOUS.test(address) ? null : URL.parse(address)
  if (!url) throw refused(address, 'is no clear URL')
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refused(address, 'is neither http nor https')
  if (url.username || url.password) throw refused(address, 'holds credentials')
  if (url.port !== '' && url.port !== '80' && url.port !== '443')
    throw refused(address, 'names another port than 80 and 443')
  const host = bareHost(url)
  if (isIP(host)) {
    if (isPrivateAddress(host)) throw refused(address, 'is not on the public Internet')
    if (url.protocol === 'http:') throw refused(address, 'is a number without a certificate')
  } else if (!/[^.]\.[^.]/.test(host)) throw refused(address, 'is no name of the public DNS')
  return url
}

/** The host of a URL as sockets take it, without the brackets of an IPv6 address. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

function refused(address: string, why: string): PublicFetchError {
  return new PublicFetchError('refused', `${address.slice(0, 200)} ${why}.`)
}
