import { lookup } from 'node:dns/promises'
import type { LookupAddress } from 'node:dns'
import { connect } from 'node:net'
import type { LookupFunction, Socket } from 'node:net'
import { isPrivateAddress } from './private-addresses.ts'
import { PublicFetchError } from './public-url.ts'

/** Where a socket is to go; `lookup` judges what the name leads to. */
export type Destination = { host: string; port: number; lookup: LookupFunction }

/** How strangers' hosts are reached: tests answer for the Internet, nothing else does. */
export type PublicDialer = {
  resolve(host: string): Promise<LookupAddress[]>
  connect(destination: Destination): Socket
}

/**
 * The Internet. A mail's content never reaches a private network, whatever the operator allows for
 * mail servers: the socket is closed if its peer is in one, by whatever way it came there.
 */
export const internet: PublicDialer = {
  resolve: (host) => lookup(host, { all: true }),
  connect(destination) {
    const socket = connect({ ...destination, autoSelectFamily: true })
    socket.once('connect', () => {
      const peer = socket.remoteAddress
      if (peer === undefined || isPrivateAddress(peer))
        socket.destroy(privateHost(destination.host))
    })
    return socket
  },
}

/**
 * Resolves the name for the socket that is about to connect, so that no second answer can differ from
 * the one that was judged. One private address among several refuses them all.
 */
export function publicLookup(dialer: Pick<PublicDialer, 'resolve'>): LookupFunction {
  return (host, options, callback) => {
    const answer = async (): Promise<void> => {
      const found = await publicAddresses(host, dialer)
      if (found instanceof PublicFetchError) callback(found, '')
      else if (options.all) callback(null, found)
      else callback(null, found[0].address, found[0].family)
    }
    void answer()
  }
}

async function publicAddresses(
  host: string,
  { resolve }: Pick<PublicDialer, 'resolve'>,
): Promise<[LookupAddress, ...LookupAddress[]] | PublicFetchError> {
  try {
    const [first, ...others] = await resolve(host)
    const isPublic = first && [first, ...others].every(({ address }) => !isPrivateAddress(address))
    return isPublic ? [first, ...others] : privateHost(host)
  } catch (cause) {
    const message = `The name "${host}" leads to no address.`
    return new PublicFetchError('unreachable', message, { cause })
  }
}

function privateHost(host: string): PublicFetchError {
  return new PublicFetchError('refused', `"${host}" leads to an address that is not public.`)
}
