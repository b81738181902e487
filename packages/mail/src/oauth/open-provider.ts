import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  None,
} from 'openid-client'
import type { ClientAuth, ServerMetadata } from 'openid-client'
import { MailServerError } from '../network/mail-server-error.ts'
import type { OAuthClient, OAuthOptions } from './oauth-client.ts'
import { providerFetch } from './provider-fetch.ts'
import { knownMetadata } from './provider-presets.ts'

/**
 * What the library needs to ask a provider, whose endpoints are looked up where they are not known.
 * An issuer that names endpoints elsewhere is not followed: then they have to be entered one by one.
 * @throws {MailServerError} or what the library throws.
 */
export async function openProvider(
  client: OAuthClient,
  options: OAuthOptions,
): Promise<Configuration> {
  const known = knownMetadata(client)
  const fetch = providerFetch(hostsOf(client, known), options)
  const metadata = known ?? (await lookedUp(client, fetch))
  const auth = clientAuth(client, metadata)
  const configuration = new Configuration(metadata, client.clientId, undefined, auth)
  configuration[customFetch] = fetch
  allowInsecureRequests(configuration) // `providerFetch` decides: only to this machine
  return configuration
}

/** Those that an administrator chose; nothing is sent to another. */
function hostsOf({ issuer }: OAuthClient, known: ServerMetadata | undefined): Set<string> {
  const addresses = known
    ? [known.authorization_endpoint, known.token_endpoint, known.device_authorization_endpoint]
    : [issuer]
  const hosts = addresses.flatMap((address) => (address && URL.parse(address)?.host) || [])
  return new Set(hosts)
}

async function lookedUp(
  { issuer, clientId }: OAuthClient,
  fetch: ReturnType<typeof providerFetch>,
): Promise<ServerMetadata> {
  const url = issuer === undefined ? null : URL.parse(issuer)
  if (!url) throw new MailServerError('refused', 'The provider’s issuer is not a URL.')
  const found = await discovery(url, clientId, undefined, None(), {
    [customFetch]: fetch,
    execute: [allowInsecureRequests],
  })
  return found.serverMetadata()
}

/** RFC 6749 §2.3.1: every server takes the secret in the header; the large ones document the body. */
function clientAuth({ clientSecret }: OAuthClient, metadata: ServerMetadata): ClientAuth {
  if (!clientSecret) return None()
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_basic')
    ? ClientSecretBasic(clientSecret)
    : ClientSecretPost(clientSecret)
}
