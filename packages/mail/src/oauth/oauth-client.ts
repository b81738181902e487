/** Who gives out the tokens. `custom`: any server of RFC 6749, found by its issuer or by its endpoints. */
export type OAuthProvider = 'microsoft365' | 'google' | 'custom'

/**
 * How a mailbox is authorised: in a browser (RFC 6749 §4.1 with PKCE), with a code typed on another
 * device (RFC 8628), or by the application alone, without anybody (RFC 6749 §4.4).
 */
export type OAuthFlow = 'authorizationCode' | 'deviceCode' | 'clientCredentials'

/** The application as it is registered at the provider. */
export type OAuthClient = {
  provider: OAuthProvider
  clientId: string
  clientSecret?: string
  /** Of Microsoft 365: a directory's id or domain, or `organizations`. */
  tenant?: string
  /** Of a custom provider: where its endpoints are found, and what it calls itself (RFC 9207). */
  issuer?: string
  /** Of a custom provider: instead of looking them up at the issuer. */
  authorizationEndpoint?: string
  tokenEndpoint?: string
  deviceAuthorizationEndpoint?: string
  /** Separated by spaces. */
  scope: string
}

/** `allowPrivateNetwork`: a provider may be on this network; on this machine even without TLS. */
export type OAuthOptions = { allowPrivateNetwork: boolean }

/** What a provider issued. Whoever holds it reads the mailbox: kept sealed, never shown, never logged. */
export type OAuthTokens = {
  accessToken: string
  accessExpiresAt: Date
  /** undefined: the one before, if there was one, goes on being valid. */
  refreshToken: string | undefined
  /** undefined: the provider does not say. */
  refreshExpiresAt: Date | undefined
}
