import { BlockList, isIPv6 } from 'node:net'

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

/** Whether an IP address is of this machine or of the organisation's own networks. */
export function isInsideAddress(address: string): boolean {
  return inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}
