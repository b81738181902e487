import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Provider } from 'oidc-provider'
import type { Configuration } from 'oidc-provider'
import type { OAuthClient, OAuthFlow } from '../oauth/oauth-client.ts'
import { ProviderRecords } from './oauth-provider-records.ts'
import { visitAsBrowser } from './visit-as-browser.ts'

/** A real authorisation server on 127.0.0.1, whose people are user1, user2, … */
export type TestOAuthProvider = {
  issuer: string
  /** Where a mail server asks whether a token is valid (RFC 7662), its own secret included. */
  introspectionUrl: string
  /** The application as it is registered here. */
  client(
    flow?: OAuthFlow,
  ): OAuthClient & { provider: 'custom'; issuer: string; clientSecret: string }
  /**
   * What a person does at the authorisation page: signs in and consents, or declines.
   * @returns the address that the provider sends the browser back to.
   */
  authorise(url: string, answer?: 'consent' | 'decline', user?: number): Promise<URL>
  /** What a person does with a device code. */
  enter(userCode: string, answer?: 'consent' | 'decline', user?: number): Promise<void>
  /** Takes back every refresh token, as an administrator of the provider does. */
  revokeRefreshTokens(): void
  /** Makes every access token worthless, as if it had expired. */
  expireAccessTokens(): void
  /** For whom an access token was issued; undefined when it is not valid. */
  holderOf(accessToken: string): string | undefined
  /** How often tokens were asked for with each grant. */
  asked(grant: string): number
  stop(): Promise<void>
}

const SECRET = 'kept-in-the-provider'
const CHECKER = { client_id: 'mail-server', client_secret: 'asks-about-tokens' }
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code'
const REFRESH_LIFETIME = 90 * 86_400 // seconds

/** Starts a provider on a free port. @param options redirectUri: where it sends browsers back to. */
export async function startOAuthProvider({
  redirectUri,
}: {
  redirectUri: string
}): Promise<TestOAuthProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The provider has no port.')
  const issuer = `http://127.0.0.1:${address.port}`
  const records = new ProviderRecords()
  const provider = new Provider(issuer, configurationOf(redirectUri, records))
  const person: Person = { accountId: 'user1', answer: 'consent' }
  const asked = new Map<string, number>()
  provider.on('grant.success', ({ oidc }) => count(asked, oidc.params?.grant_type))
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/'))
      void interact(provider, person, [request, response])
    else void answer(request, response)
  })
  return {
    issuer,
    introspectionUrl: `http://${CHECKER.client_id}:${CHECKER.client_secret}@127.0.0.1:${address.port}/token/introspection`,
    client: (flow = 'authorizationCode') => ({
      provider: 'custom',
      issuer,
      clientId: flow === 'clientCredentials' ? 'levee-app' : 'levee',
      clientSecret: SECRET,
      scope: flow === 'clientCredentials' ? 'mail' : 'openid offline_access mail',
    }),
    async authorise(url, decision = 'consent', user = 1) {
      Object.assign(person, { accountId: `user${user}`, answer: decision })
      return visitAsBrowser(url, redirectUri)
    },
    enter: (userCode, decision = 'consent', user = 1) =>
      enterCode(provider, userCode, { accountId: `user${user}`, answer: decision }),
    revokeRefreshTokens: () => records.of('RefreshToken').clear(),
    expireAccessTokens: () => records.of('AccessToken').clear(),
    holderOf: (accessToken) => records.of('AccessToken').get(accessToken)?.accountId,
    asked: (grant) => asked.get(grant) ?? 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Person = { accountId: string; answer: 'consent' | 'decline' }

function configurationOf(redirectUri: string, records: ProviderRecords): Configuration {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    adapter: records.adapter,
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: ['of this test'] },
    clients: [
      {
        client_id: 'levee',
        client_secret: SECRET,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token', DEVICE],
        id_token_signed_response_alg: 'ES256',
      },
      {
        client_id: 'levee-app',
        client_secret: SECRET,
        ...withoutPages,
        grant_types: ['client_credentials'],
      },
      { ...CHECKER, ...withoutPages },
    ],
    scopes: ['openid', 'offline_access', 'mail'],
    features: {
      devInteractions: { enabled: false },
      deviceFlow: { enabled: true },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 3600,
      ClientCredentials: 3600,
      DeviceCode: 600,
      Grant: REFRESH_LIFETIME,
      IdToken: 3600,
      Interaction: 600,
      RefreshToken: REFRESH_LIFETIME,
      Session: 600,
    },
  }
}

const withoutPages: {
  redirect_uris: string[]
  response_types: []
  grant_types: string[]
  id_token_signed_response_alg: 'ES256'
} = {
  redirect_uris: [],
  response_types: [],
  grant_types: [],
  id_token_signed_response_alg: 'ES256', // of the only key
}

function count(asked: Map<string, number>, grant: unknown): void {
  if (typeof grant === 'string') asked.set(grant, (asked.get(grant) ?? 0) + 1)
}

/** The pages of the provider, whose person answers at once. */
async function interact(
  provider: Provider,
  { accountId, answer }: Person,
  [request, response]: [IncomingMessage, ServerResponse],
): Promise<void> {
  const { prompt, params } = await provider.interactionDetails(request, response)
  if (answer === 'decline') {
    const declined = { error: 'access_denied', error_description: 'The person said no.' }
    return provider.interactionFinished(request, response, declined)
  }
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response, { login: { accountId } })
  const grantId = await grant(provider, accountId, String(params.scope))
  const consented = { consent: { grantId } }
  const options = { mergeWithLastSubmission: true }
  return provider.interactionFinished(request, response, consented, options)
}

async function grant(provider: Provider, accountId: string, scope: string): Promise<string> {
  const given = new provider.Grant({ accountId, clientId: 'levee' })
  given.addOIDCScope(scope)
  return given.save()
}

async function enterCode(provider: Provider, userCode: string, person: Person): Promise<void> {
  const code = await provider.DeviceCode.findByUserCode(userCode.replaceAll('-', ''))
  if (!code) throw new Error(`The provider gave no code ${userCode}.`)
  if (person.answer === 'decline') {
    Object.assign(code, { error: 'access_denied', errorDescription: 'The person said no.' })
  } else {
    const scope = String(code.params?.scope)
    const grantId = await grant(provider, person.accountId, scope)
    const authTime = Math.floor(Date.now() / 1000)
    Object.assign(code, { accountId: person.accountId, grantId, scope, authTime })
  }
  await code.save()
}
