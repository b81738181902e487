import { BlockList, isIPv6 } from 'node:net'
import type { Header } from '../mime/header-fields.ts'
import { isOwnHost, isReceived, readHop } from './received-trace.ts'

/** The host that handed a message to the mailbox's servers: what SPF is asked about. */
export type MailClient = { address: string; helo: string | undefined }

/**
 * Who handed the message over, by the topmost Received with a public address: whatever is below was
 * written by that client and proves nothing.
 * @returns undefined when it cannot be known: no address was noted, or the client says it is one of ours.
 */
export function mailClient(
  headers: readonly Header[],
  authservId: string | null,
): MailClient | undefined {
  for (const { name, value } of headers) {
    if (!isReceived(name)) continue
    const { address, helo } = readHop(value)
    const isFromOwn = helo !== undefined && isOwnHost(helo.toLowerCase(), authservId)
    if (address === undefined) {
      if (helo === undefined || isFromOwn) continue // handed on within a server
      return undefined
    }
    if (isInside(address)) continue
    const isRelay = isFromOwn && helo.includes('.') && !helo.startsWith('[')
    return isRelay ? undefined : { address, helo }
  }
  return undefined
}

/** Networks within an organisation (RFC 1918, RFC 4193, RFC 6598), loopback and link-local. */
const INSIDE: [string, number, 'ipv4' | 'ipv6'][] = [
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
]
const inside = new BlockList()
for (const [network, bits, family] of INSIDE) inside.addSubnet(network, bits, family)

function isInside(address: string): boolean {
  return inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}
