import { lookup } from 'node:dns/promises'
import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { MailServerError } from './mail-server-error.ts'
import { isPrivateAddress } from './private-addresses.ts'

/**
 * The addresses behind a host name that we may connect to. Connect to these and do not ask again:
 * a name that answers differently the second time must not lead into the internal network.
 * @throws {MailServerError} `dns` when the name does not resolve, `refused` when it only leads to
 *   private addresses and those are not allowed.
 */
export async function resolveHost(
  host: string,
  allowPrivateNetwork: boolean,
): Promise<LookupAddress[]> {
  const all = await addressesOf(host)
  const allowed = allowPrivateNetwork
    ? all
    : all.filter(({ address }) => !isPrivateAddress(address))
  if (allowed.length > 0) return allowed
  throw new MailServerError(
    'refused',
    `"${host}" is on a private network, which LEVEE_ALLOW_PRIVATE_NETWORK does not allow.`,
  )
}

/** A `lookup` for sockets that answers with addresses resolved and judged before. */
export function pinnedLookup(addresses: LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const wanted = addresses.filter(({ family }) => !options.family || options.family === family)
    const [first] = wanted
    if (options.all) callback(null, wanted)
    else if (first) callback(null, first.address, first.family)
    else callback(new MailServerError('dns', 'No address of the wanted family.'), '')
  }
}

async function addressesOf(host: string): Promise<LookupAddress[]> {
  const family = isIP(host)
  if (family) return [{ address: host, family }]
  try {
    return await lookup(host, { all: true })
  } catch (cause) {
    throw new MailServerError('dns', `The name "${host}" leads to no address.`, { cause })
  }
}
