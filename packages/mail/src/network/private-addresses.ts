import { BlockList, isIP } from 'node:net'

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
  ['::ffff:0:0:0', 96], // IPv4-translated, would lead back to any IPv4 address, as NAT64 would:
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23], // protocol assignments, Teredo among them
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const special = new BlockList()
for (const [network, bits] of IPV4) special.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of IPV6) special.addSubnet(network, bits, 'ipv6')

/** All IPv6 addresses that are given out for the Internet, and those that stand for IPv4. */
const internet = new BlockList()
internet.addSubnet('2000::', 3, 'ipv6')
internet.addSubnet('::ffff:0:0', 96, 'ipv6')

/** Whether an IP address is loopback, private, link-local or otherwise not on the public Internet; also what is none. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '') // zone of a link-local address
  switch (isIP(bare)) {
    case 4:
      return special.check(bare, 'ipv4')
    case 6:
      return !internet.check(bare, 'ipv6') || special.check(bare, 'ipv6')
    default:
      return true
  }
}
