import type { ServerMetadata } from 'openid-client'
import type { OAuthClient, OAuthFlow, OAuthProvider } from './oauth-client.ts'

type FetchProtocol = 'imap' | 'pop3'

/** What is known of a provider without asking it. */
type Preset = {
  metadata(client: OAuthClient): ServerMetadata
  flows: readonly OAuthFlow[]
  scope(flow: OAuthFlow, protocol: FetchProtocol): string
  /** What its authorisation page needs besides, so that it gives a refresh token. */
  parameters: Record<string, string>
  /** The mail servers that its tokens are for. */
  mailHosts: RegExp
}

const PRESETS: Record<Exclude<OAuthProvider, 'custom'>, Preset> = {
  microsoft365: {
    metadata: ({ tenant = 'organizations' }) => {
      const base = `https://login.microsoftonline.com/${encodeURIComponent(tenant)}`
      return {
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
        token_endpoint_auth_methods_supported: ['client_secret_post'],
      }
    },
    flows: ['authorizationCode', 'deviceCode', 'clientCredentials'],
    scope: (flow, protocol) =>
      flow === 'clientCredentials'
        ? 'https://outlook.office365.com/.default'
        : `https://outlook.office.com/${protocol === 'pop3' ? 'POP' : 'IMAP'}.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access`,
    parameters: { prompt: 'select_account' }, // else whoever is signed in is taken without a word
    mailHosts: /(?:^|\.)(?:office365|office|outlook)\.com$/i,
  },
  google: {
    metadata: () => ({
      issuer: 'https://accounts.google.com',
      authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
      token_endpoint: 'https://oauth2.googleapis.com/token',
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    }),
    flows: ['authorizationCode'], // Google gives devices no right to mail
    scope: () => 'https://mail.google.com/',
    parameters: { access_type: 'offline', prompt: 'consent' },
    mailHosts: /(?:^|\.)(?:gmail|googlemail|google)\.com$/i,
  },
}

const presetOf = (provider: OAuthProvider): Preset | undefined =>
  provider === 'custom' ? undefined : PRESETS[provider]

/** The flows that a provider has for mail. */
export function flowsOf(provider: OAuthProvider): readonly OAuthFlow[] {
  return presetOf(provider)?.flows ?? ['authorizationCode', 'deviceCode', 'clientCredentials']
}

/** What is to be asked for where nobody says; undefined where only the provider's documentation knows. */
export function usualScope(
  provider: OAuthProvider,
  flow: OAuthFlow,
  protocol: FetchProtocol,
): string | undefined {
  return presetOf(provider)?.scope(flow, protocol)
}

/** Whether a provider's token may be shown to a mail server: those of the large ones only to their own. */
export function isTokenFor(provider: OAuthProvider, host: string): boolean {
  return presetOf(provider)?.mailHosts.test(host) ?? true
}

/** The endpoints of a provider, undefined where they have to be looked up at its issuer. */
export function knownMetadata(client: OAuthClient): ServerMetadata | undefined {
  const preset = presetOf(client.provider)
  if (preset) return preset.metadata(client)
  const { tokenEndpoint, authorizationEndpoint, deviceAuthorizationEndpoint } = client
  if (!tokenEndpoint) return undefined
  return {
    issuer: client.issuer ?? new URL(tokenEndpoint).origin,
    token_endpoint: tokenEndpoint,
    ...(authorizationEndpoint && { authorization_endpoint: authorizationEndpoint }),
    ...(deviceAuthorizationEndpoint && {
      device_authorization_endpoint: deviceAuthorizationEndpoint,
    }),
  }
}

/** What the authorisation page is to be told besides what the standard says. */
export function pageParameters({ provider, scope }: OAuthClient): Record<string, string> {
  const preset = presetOf(provider)
  if (preset) return preset.parameters
  // OpenID Connect Core §11: offline access is only given to those who ask for consent
  return scope.split(' ').includes('offline_access') ? { prompt: 'consent' } : {}
}
