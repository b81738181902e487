import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { MailServerError } from '../network/mail-server-error.ts'
import type { OAuthClient, OAuthOptions, OAuthTokens } from './oauth-client.ts'
import { asking } from './oauth-error.ts'
import { openProvider } from './open-provider.ts'
import { pageAddress } from './provider-fetch.ts'
import { pageParameters } from './provider-presets.ts'
import { tokensOf } from './tokens-of.ts'

/** What must be kept, secretly, until the browser comes back. */
export type BrowserChecks = { state: string; codeVerifier: string; nonce: string | undefined }

/**
 * The page at which a person authorises the mailbox: authorisation code with PKCE (RFC 7636, S256) and a
 * state, as RFC 9700 §2.1 asks; where OpenID Connect is asked for, also a nonce.
 * @throws {MailServerError}
 */
export async function startInBrowser(
  client: OAuthClient,
  redirectUri: string,
  options: OAuthOptions,
): Promise<{ url: string; checks: BrowserChecks }> {
  return asking(async () => {
    const configuration = await openProvider(client, options)
    if (!configuration.serverMetadata().authorization_endpoint)
      throw new MailServerError('refused', 'The provider has no page to authorise at.')
    const codeVerifier = randomPKCECodeVerifier()
    const nonce = client.scope.split(' ').includes('openid') ? randomNonce() : undefined
    const checks = { state: randomState(), codeVerifier, nonce }
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: client.scope,
      state: checks.state,
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...(nonce && { nonce }),
      ...pageParameters(client),
    })
    return { url: pageAddress(url.href), checks }
  })
}

/**
 * Exchanges what the browser brought back for tokens. State and issuer (RFC 9207) are checked first.
 * @param callback the address that the provider sent the browser to, with everything in it.
 * @throws {MailServerError} `authorisation` when the person or the provider declined.
 */
export async function finishInBrowser(
  client: OAuthClient,
  callback: URL,
  checks: BrowserChecks,
  { now, ...options }: OAuthOptions & { now: Date },
): Promise<OAuthTokens> {
  return asking(async () => {
    const configuration = await openProvider(client, options)
    const answer = await authorizationCodeGrant(configuration, callback, {
      pkceCodeVerifier: checks.codeVerifier,
      expectedState: checks.state,
      ...(checks.nonce && { expectedNonce: checks.nonce }),
    })
    return tokensOf(answer, now)
  })
}
