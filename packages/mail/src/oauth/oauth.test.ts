import { afterAll, describe, expect, it } from 'vitest'
import { startOAuthProvider } from '../testing/start-oauth-provider.ts'
import { finishInBrowser, startInBrowser } from './authorise-in-browser.ts'
import { pollDeviceCode, startWithDeviceCode } from './authorise-with-device-code.ts'
import { appOnlyTokens, refreshTokens } from './renew-tokens.ts'

const redirectUri = 'https://levee.example.org/oauth/callback'
const provider = await startOAuthProvider({ redirectUri })
afterAll(() => provider.stop())

const now = new Date('2026-03-02T09:00:00Z')
const options = { allowPrivateNetwork: true }
const asked = { ...options, now }
const client = provider.client()

async function authorised() {
  const { url, checks } = await startInBrowser(client, redirectUri, options)
  return finishInBrowser(client, await provider.authorise(url), checks, asked)
}

describe('authorising in a browser', () => {
  it('gets tokens for the code that came back, for an hour', async () => {
    const tokens = await authorised()
    expect(provider.holderOf(tokens.accessToken)).toBe('user1')
    expect(tokens.accessExpiresAt).toEqual(new Date('2026-03-02T10:00:00Z'))
    expect(tokens.refreshToken).toBeTypeOf('string')
  })

  it('sends the hash of a secret (PKCE), and a state and a nonce that are never the same', async () => {
    const [one, other] = await Promise.all([
      startInBrowser(client, redirectUri, options),
      startInBrowser(client, redirectUri, options),
    ])
    const sent = new URL(one.url).searchParams
    expect(sent.get('code_challenge_method')).toBe('S256')
    expect(one.url).not.toContain(one.checks.codeVerifier)
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(sent.get(name)).not.toBe(new URL(other.url).searchParams.get(name))
  })

  it.each([
    ['another state', 'state', 'somebody-else’s'],
    ['another issuer (RFC 9207)', 'iss', 'https://other.example'],
  ])('refuses an answer with %s', async (_what, name, value) => {
    const { url, checks } = await startInBrowser(client, redirectUri, options)
    const callback = await provider.authorise(url)
    callback.searchParams.set(name, value)
    const finished = finishInBrowser(client, callback, checks, asked)
    await expect(finished).rejects.toMatchObject({ code: 'protocol' })
  })

  it('is refused with the secret of another start, and the second time', async () => {
    const { url, checks } = await startInBrowser(client, redirectUri, options)
    const callback = await provider.authorise(url)
    const other = { ...checks, codeVerifier: 'x'.repeat(43) }
    const refused = { code: 'authorisation', retryable: false }
    await expect(finishInBrowser(client, callback, other, asked)).rejects.toMatchObject(refused)
    await finishInBrowser(client, callback, checks, asked)
    await expect(finishInBrowser(client, callback, checks, asked)).rejects.toMatchObject(refused)
  })

  it('says that the person declined', async () => {
    const { url, checks } = await startInBrowser(client, redirectUri, options)
    const callback = await provider.authorise(url, 'decline')
    await expect(finishInBrowser(client, callback, checks, asked)).rejects.toThrow(
      'The authorisation was declined at the provider. (The person said no.)',
    )
  })

  it('says that the secret is wrong', async () => {
    const { url, checks } = await startInBrowser(client, redirectUri, options)
    const callback = await provider.authorise(url)
    const wrong = { ...client, clientSecret: 'wrong' }
    await expect(finishInBrowser(wrong, callback, checks, asked)).rejects.toThrow(
      'The provider does not accept the application’s id or secret',
    )
  })
})

describe('authorising with a device code', () => {
  it('waits until the code was entered, then gets tokens', async () => {
    const device = await startWithDeviceCode(client, asked)
    expect(device.verificationUri).toBe(`${provider.issuer}/device`)
    expect(device.expiresAt).toEqual(new Date('2026-03-02T09:10:00Z'))
    expect(await pollDeviceCode(client, device, asked)).toEqual({ waitSeconds: device.interval })
    await provider.enter(device.userCode)
    const done = await pollDeviceCode(client, device, asked)
    if (!('tokens' in done)) throw new Error('still waiting')
    expect(provider.holderOf(done.tokens.accessToken)).toBe('user1')
  })

  it('says that the person declined', async () => {
    const device = await startWithDeviceCode(client, asked)
    await provider.enter(device.userCode, 'decline')
    await expect(pollDeviceCode(client, device, asked)).rejects.toMatchObject({
      code: 'authorisation',
    })
  })
})

describe('renewing tokens', () => {
  it('gets another refresh token each time, and none for one that was used', async () => {
    const first = await authorised()
    const second = await refreshTokens(client, first.refreshToken ?? '', asked)
    expect(second.accessToken).not.toBe(first.accessToken)
    expect(second.refreshToken).not.toBe(first.refreshToken)
    await expect(refreshTokens(client, first.refreshToken ?? '', asked)).rejects.toMatchObject({
      code: 'authorisation',
      message: expect.stringContaining('must be authorised again'),
    })
  })

  it('gets tokens for the application alone', async () => {
    const app = provider.client('clientCredentials')
    const tokens = await appOnlyTokens(app, asked)
    expect(tokens).toMatchObject({ refreshToken: undefined, accessExpiresAt: expect.any(Date) })
    expect(tokens.accessToken).not.toBe('')
  })
})
