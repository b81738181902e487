import { startOAuthProvider } from '@levee/mail/testing'
import { afterAll, expect } from 'vitest'
import { type Requests, testApp } from '../../../testing/harness.ts'

export const PUBLIC_URL = 'https://levee.example.org'
export const START = '/api/v1/mailboxes/oauth/start'

/** The application, a provider, and an admin who authorises mailboxes there. */
export async function oauthApp() {
  const provider = await startOAuthProvider({ redirectUri: `${PUBLIC_URL}/oauth/callback` })
  afterAll(() => provider.stop())
  const env = { LEVEE_ALLOW_PRIVATE_NETWORK: 'true', LEVEE_PUBLIC_URL: PUBLIC_URL }
  const app = await testApp({ env })
  const admin = await app.aUser({ role: 'admin', name: 'Nadia Le Goff' })
  const asAdmin = app.as(admin)
  const settingsOf = (flow: Flow = 'authorizationCode') => ({ ...provider.client(flow), flow })

  async function started(body: object = { settings: settingsOf() }) {
    const answer = await asAdmin.post(START, body)
    expect(answer).toMatchObject({ statusCode: 201 })
    return answer.json()
  }

  /** Comes back from the provider, and says to which page the browser was sent on. */
  async function comeBack(url: URL, by: Requests = asAdmin): Promise<string | undefined> {
    const answer = await by.get(`${url.pathname}${url.search}`)
    expect(answer.statusCode).toBe(303)
    return answer.headers.location?.toString().replace('/oauth/done?authorisation=', '')
  }

  async function authorised(body?: object, user = 1): Promise<string> {
    const { id, authorizationUrl } = await started(body)
    await comeBack(await provider.authorise(authorizationUrl, 'consent', user))
    return id
  }

  /** A mailbox that is connected with the tokens of an authorisation. */
  async function connected({ incoming = {}, user = 1, ...more }: Connecting = {}) {
    const oauth = { authorisation: await authorised(undefined, user) }
    const input = imap({ oauth, username: `user${user}`, ...incoming }, more)
    const answer = await asAdmin.post('/api/v1/mailboxes', input)
    expect(answer).toMatchObject({ statusCode: 201 })
    return answer.json()
  }

  const polled = async (id: string) =>
    (await asAdmin.post(`/api/v1/mailboxes/oauth/${id}/poll`)).json()

  return {
    app,
    provider,
    admin,
    asAdmin,
    settingsOf,
    started,
    polled,
    comeBack,
    authorised,
    connected,
  }
}

type Flow = 'authorizationCode' | 'deviceCode' | 'clientCredentials'
type Connecting = { incoming?: object; user?: number; outgoing?: object }

/** The settings of a mailbox on this machine. */
export const imap = (incoming: object = {}, more: object = {}) => ({
  name: 'Accueil',
  address: `${crypto.randomUUID()}@port-leveque.example`,
  incoming: {
    protocol: 'imap',
    host: '127.0.0.1',
    port: 1,
    security: 'none',
    username: 'user1',
    ...incoming,
  },
  ...more,
})
