import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { publicLookup } from './public-dialer.ts'
import type { PublicDialer } from './public-dialer.ts'
import { bareHost } from './public-url.ts'

/** A socket to the host of a URL, which is judged as it connects. */
export function openPublic(url: URL, dialer: PublicDialer): Socket {
  const host = bareHost(url)
  const socket = dialer.connect({ host, port: portOf(url), lookup: publicLookup(dialer) })
  return secured(url, socket)
}

/** The port that a URL means. */
export function portOf({ protocol, port }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80)
}

/** The same socket, or TLS above it where the URL says so. */
export function secured(url: URL, socket: Socket): Socket {
  if (url.protocol !== 'https:') return socket
  const host = bareHost(url)
  return connectTls({ socket, ...(isIP(host) ? { host } : { servername: host }) })
}
