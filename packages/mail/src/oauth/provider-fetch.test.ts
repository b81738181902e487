import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { MailServerError } from '../network/mail-server-error.ts'
import { startInBrowser } from './authorise-in-browser.ts'
import { pollDeviceCode, startWithDeviceCode } from './authorise-with-device-code.ts'
import type { OAuthClient } from './oauth-client.ts'
import { appOnlyTokens, refreshTokens } from './renew-tokens.ts'

/** A server that answers as it is told and counts who came. */
async function aServer() {
  const told = { answer: (response: ServerResponse): unknown => response.end(), asked: [''] }
  const server = createServer((request, response) => {
    told.asked.push(`${request.method} ${request.url}`)
    request.resume()
    told.answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return Object.assign(told, { url: `http://127.0.0.1:${port}` })
}

const server = await aServer()
const elsewhere = await aServer()
const asked = { allowPrivateNetwork: true, now: new Date('2026-03-02T09:00:00Z') }
const client: OAuthClient = {
  provider: 'custom',
  tokenEndpoint: `${server.url}/token`,
  deviceAuthorizationEndpoint: `${server.url}/device`,
  clientId: 'levee',
  clientSecret: 'very-secret',
  scope: 'mail',
}
const json = (status: number, body: unknown) => (response: ServerResponse) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const renewing = (how: Partial<OAuthClient> = {}, options = asked) =>
  refreshTokens({ ...client, ...how }, 'refresh-me', options)

beforeEach(() => {
  server.asked = []
  elsewhere.asked = []
})

describe('asking a provider', () => {
  it('does not go to a private network that is not allowed', async () => {
    const closed = { ...asked, allowPrivateNetwork: false }
    await expect(renewing({}, closed)).rejects.toMatchObject({ code: 'refused' })
    expect(server.asked).toEqual([])
  })

  it.each(['http://mail.example.org/token', 'http://10.0.0.1/token'])(
    'sends no secret without TLS to another machine (%s)',
    async (tokenEndpoint) => {
      await expect(renewing({ tokenEndpoint })).rejects.toThrow(/https|no address/)
    },
  )

  it('does not send tokens where a redirection leads', async () => {
    server.answer = (response) => response.writeHead(307, { location: elsewhere.url }).end()
    await expect(renewing()).rejects.toMatchObject({ code: 'refused' })
    expect([server.asked, elsewhere.asked]).toEqual([['POST /token'], []])
  })

  it('does not send tokens to another host that an issuer names', async () => {
    const { url: issuer } = server
    server.answer = json(200, { issuer, token_endpoint: `${elsewhere.url}/token` })
    const { tokenEndpoint: _none, ...found } = client
    const renewed = refreshTokens({ ...found, issuer }, 'refresh-me', asked)
    await expect(renewed).rejects.toThrow('is not a host of this provider')
    expect(elsewhere.asked).toEqual([])
  })

  it('refuses an issuer that calls itself otherwise', async () => {
    server.answer = json(200, { issuer: 'https://other.example', token_endpoint: server.url })
    const { tokenEndpoint: _none, ...found } = client
    const renewed = refreshTokens({ ...found, issuer: server.url }, 'refresh-me', asked)
    await expect(renewed).rejects.toMatchObject({ code: 'protocol' })
  })

  it.each(['javascript:alert(1)//', 'http://provider.example/authorise'])(
    'sends no browser to %s',
    async (authorizationEndpoint) => {
      const page = { ...client, authorizationEndpoint }
      const started = startInBrowser(page, 'https://levee.example.org/oauth/callback', asked)
      await expect(started).rejects.toThrow(MailServerError)
    },
  )

  it.each([
    [503, true],
    [429, true],
    [404, false],
  ])('says of an answer %i whether it may be better later: %s', async (status, retryable) => {
    server.answer = (response) => response.writeHead(status).end('<html>')
    await expect(renewing()).rejects.toMatchObject({ code: 'refused', retryable })
  })

  it('says that nothing answers', async () => {
    const tokenEndpoint = 'http://127.0.0.1:9/token'
    await expect(renewing({ tokenEndpoint })).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('says that what came is not understood, and not what it held', async () => {
    server.answer = json(200, { access_token: 'planted-secret' })
    const error: unknown = await renewing().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'protocol' })
    expect(String(error)).not.toContain('planted-secret')
    expect(error).toHaveProperty('cause', undefined)
  })

  it('does not read an answer without end', async () => {
    server.answer = (response) => response.end(Buffer.alloc(2_000_000, ' '))
    await expect(renewing()).rejects.toMatchObject({ code: 'protocol' })
  })

  it('keeps to what the provider says of the end of its tokens', async () => {
    const issued = { access_token: 'a', token_type: 'bearer', expires_in: 60 }
    server.answer = json(200, { ...issued, refresh_token: 'r', refresh_token_expires_in: 120 })
    expect(await renewing()).toMatchObject({
      accessExpiresAt: new Date('2026-03-02T09:01:00Z'),
      refreshExpiresAt: new Date('2026-03-02T09:02:00Z'),
    })
    server.answer = json(200, issued)
    const { refreshToken, refreshExpiresAt } = await appOnlyTokens(client, asked)
    expect([refreshToken, refreshExpiresAt]).toEqual([undefined, undefined])
  })
})

describe('asking whether a device code was entered', () => {
  const device = { deviceCode: 'd', interval: 5 }

  it('waits five seconds longer each time the server says so (RFC 8628 §3.5)', async () => {
    server.answer = json(400, { error: 'slow_down' })
    expect(await pollDeviceCode(client, device, asked)).toEqual({ waitSeconds: 10 })
  })

  it('says that the code has expired', async () => {
    server.answer = json(400, { error: 'expired_token' })
    const expired = { code: 'authorisation', message: expect.stringContaining('start again') }
    await expect(pollDeviceCode(client, device, asked)).rejects.toMatchObject(expired)
  })

  it('shows no page that is none', async () => {
    const answer = { device_code: 'd', user_code: 'U', expires_in: 60 }
    server.answer = json(200, { ...answer, verification_uri: 'javascript:alert(1)' })
    await expect(startWithDeviceCode(client, asked)).rejects.toMatchObject({ code: 'refused' })
  })
})
