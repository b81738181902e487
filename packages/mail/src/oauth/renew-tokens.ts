import { clientCredentialsGrant, refreshTokenGrant } from 'openid-client'
import type { OAuthClient, OAuthOptions, OAuthTokens } from './oauth-client.ts'
import { asking } from './oauth-error.ts'
import { openProvider } from './open-provider.ts'
import { tokensOf } from './tokens-of.ts'

type Asking = OAuthOptions & { now: Date }

/**
 * New tokens for a refresh token (RFC 6749 §6). Where the answer holds a new refresh token, the old one
 * may be worth nothing from now on.
 * @throws {MailServerError} `authorisation` when a person must authorise again.
 */
export async function refreshTokens(
  client: OAuthClient,
  refreshToken: string,
  { now, ...options }: Asking,
): Promise<OAuthTokens> {
  return asking(async () => {
    const configuration = await openProvider(client, options)
    return tokensOf(await refreshTokenGrant(configuration, refreshToken), now)
  })
}

/** A token for the application itself, without anybody (RFC 6749 §4.4). @throws {MailServerError} */
export async function appOnlyTokens(
  client: OAuthClient,
  { now, ...options }: Asking,
): Promise<OAuthTokens> {
  return asking(async () => {
    const configuration = await openProvider(client, options)
    const { scope } = client
    const answer = await clientCredentialsGrant(configuration, scope === '' ? {} : { scope })
    return tokensOf(answer, now)
  })
}
