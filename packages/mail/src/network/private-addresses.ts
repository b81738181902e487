import { BlockList, isIPv6 } from 'node:net'

/** Networks that no public mail server is in (IANA special-purpose registries, RFC 6890). */
const IPV4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
const IPV6: [string, number][] = [
  ['::', 127], // unspecified and loopback
  ['::', 96], // IPv4-compatible, deprecated
  ['64:ff9b::', 96], // NAT64 would lead back to any IPv4 address
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32], // Teredo
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const special = new BlockList()
for (const [network, bits] of IPV4) special.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of IPV6) special.addSubnet(network, bits, 'ipv6')

/** Whether an IP address is loopback, private, link-local or otherwise not on the public Internet. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '') // zone of a link-local address
  return special.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4')
}
