import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { RequestListener } from 'node:http'
import { connect, isIP } from 'node:net'
import type { PublicDialer } from '../network/public-dialer.ts'

/** A stand-in for the Internet: names as the test says, and one server behind every address. */
export type SmallInternet = {
  dialer: PublicDialer
  /** The addresses that a socket was let to, and the names that were looked up. */
  dialled: string[]
  lookedUp: string[]
  stop(): Promise<void>
}

/**
 * @param addresses what a name leads to, each time that it is asked for.
 * @param certificate (PEM): the server speaks TLS with it.
 */
export async function smallInternet(
  addresses: (host: string) => string[],
  answer: RequestListener,
  certificate?: { key: string; cert: string },
): Promise<SmallInternet> {
  const made = certificate ? createTlsServer(certificate, answer) : createServer(answer)
  const server = made.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  const port = typeof place === 'object' && place ? place.port : 0
  const dialled: string[] = []
  const lookedUp: string[] = []
  const dialer: PublicDialer = {
    resolve: async (host) => {
      lookedUp.push(host)
      return addresses(host).map((address) => ({ address, family: isIP(address) }))
    },
    connect({ host, lookup }) {
      if (isIP(host)) dialled.push(host)
      return connect({
        host: isIP(host) ? '127.0.0.1' : host,
        port,
        lookup: (name, options, callback) =>
          lookup(name, { ...options, all: false }, (error, address) => {
            if (!error && typeof address === 'string') dialled.push(address)
            if (options.all) callback(error, [{ address: '127.0.0.1', family: 4 }])
            else callback(error, '127.0.0.1', 4)
          }),
      })
    },
  }
  return {
    dialer,
    dialled,
    lookedUp,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
