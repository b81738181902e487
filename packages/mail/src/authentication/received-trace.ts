import { isIP } from 'node:net'
import type { Header } from '../mime/header-fields.ts'
import { registrableDomain } from '../domains/registrable-domain.ts'

/** Who handed a message over, and to which host, as a Received field tells it (RFC 5321 §4.4). */
export type Hop = {
  /** What the client called itself. */
  helo: string | undefined
  /** The address that the connection came from; undefined when the field does not say. */
  address: string | undefined
  /** The host that wrote the field, in lower case. */
  by: string | undefined
}

/** Reads a Received field. A client may call itself what it likes: its address stands in the comment behind. */
export function readHop(value: string): Hop {
  const text = value.slice(0, LONGEST)
  const from = /^\s*from\s+(\S+)\s*((?:\([^()]*(?:\([^()]*\)[^()]*)*\)\s*)*)/i.exec(text)
  const by = /(?:^|\s)by\s+([^\s;()]+)/i.exec(text.slice(from?.[0].length ?? 0))
  const [, helo, comment = ''] = from ?? []
  return {
    helo,
    address: addressIn(comment) ?? addressIn(/\[[^\]]+\]/.exec(from?.[0] ?? '')?.[0] ?? ''),
    by: by?.[1]?.toLowerCase().replace(/\.$/, ''),
  }
}

/** A Received field of real servers is shorter. */
const LONGEST = 4_000 // characters

function addressIn(text: string): string | undefined {
  for (const [, literal = ''] of text.matchAll(/\[(?:IPv6:)?([0-9a-f.:]+)(?:%\w+)?\]/gi))
    if (isIP(literal)) return literal
  for (const [word] of text.matchAll(/[0-9a-f]*[.:][0-9a-f.:]+/gi)) if (isIP(word)) return word
  return undefined
}

/** Whether a host that wrote a Received field belongs to the server with this authserv-id, or is inside of its network. */
export function isOwnHost(host: string | undefined, authservId: string | null): boolean {
  if (host === undefined) return false
  if (isInside(host)) return true
  if (authservId === null) return false
  const own = authservId.toLowerCase()
  const domain = registrableDomain(own)
  return host === own || (domain !== null && registrableDomain(host) === domain)
}

/** Names that only mean something within a network. */
function isInside(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  return (
    isIP(bare) !== 0 ||
    !host.includes('.') ||
    /\.(?:local|lan|internal|localdomain|home\.arpa)$/.test(host)
  )
}

/** How many fields from the top were written by the mailbox's own servers: the first Received of a foreign host ends them. */
export function ownFields(headers: readonly Header[], authservId: string): number {
  const end = headers.findIndex(
    ({ name, value }) => isReceived(name) && !isOwnHost(readHop(value).by, authservId),
  )
  return end < 0 ? headers.length : end
}

export function isReceived(name: string): boolean {
  return name.toLowerCase() === 'received'
}
