import type { TokenEndpointResponse } from 'openid-client'
import type { OAuthTokens } from './oauth-client.ts'

const SECOND = 1000 // ms
const USUAL_LIFETIME = 3600 // seconds, where a provider does not say (RFC 6749 §5.1 only recommends it)

/** What an answer of the token endpoint issued; the refresh token's end is no standard, but what servers say. */
export function tokensOf(answer: TokenEndpointResponse, now: Date): OAuthTokens {
  const { access_token: accessToken, refresh_token: refreshToken } = answer
  const after = (seconds: number): Date => new Date(now.getTime() + seconds * SECOND)
  const refreshLifetime = Number(answer.refresh_token_expires_in ?? answer.refresh_expires_in)
  return {
    accessToken,
    accessExpiresAt: after(answer.expires_in ?? USUAL_LIFETIME),
    refreshToken,
    refreshExpiresAt: refreshToken && refreshLifetime > 0 ? after(refreshLifetime) : undefined,
  }
}
