import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { oauthApp, PUBLIC_URL, START } from './testing/oauth-app.ts'

const { app, provider, admin, asAdmin, settingsOf, started, polled, comeBack } = await oauthApp()
const { clock } = app

describe('authorising in a browser', () => {
  it('sends the browser to the provider and takes it back', async () => {
    const { id, state, authorizationUrl, expiresAt } = await started()
    expect({ state, expiresAt }).toEqual({
      state: 'pending',
      expiresAt: '2026-03-02T09:10:00.000Z',
    })
    const sent = new URL(authorizationUrl).searchParams
    expect(sent.get('redirect_uri')).toBe(`${PUBLIC_URL}/oauth/callback`)
    expect((await polled(id)).state).toBe('pending')
    expect(await comeBack(await provider.authorise(authorizationUrl))).toBe(id)
    expect(await polled(id)).toMatchObject({ state: 'authorised', problem: null })
  })

  it('takes back only the session that was sent, once, within ten minutes', async () => {
    const { id, authorizationUrl } = await started()
    const callback = await provider.authorise(authorizationUrl)
    const sameAdminElsewhere = app.as(admin)
    const otherAdmin = app.as(await app.aUser({ role: 'admin' }))
    expect(await comeBack(callback, sameAdminElsewhere)).toBe('unknown')
    expect(await comeBack(callback, otherAdmin)).toBe('unknown')
    expect(await otherAdmin.post(`/api/v1/mailboxes/oauth/${id}/poll`)).toBeProblem(
      404,
      'not-found',
    )
    expect((await polled(id)).state).toBe('pending')
    expect(await comeBack(callback)).toBe(id)
    expect(await comeBack(callback)).toBe('unknown')
    const late = await started()
    const lateCallback = await provider.authorise(late.authorizationUrl)
    clock.advance(600_000)
    expect(await comeBack(lateCallback)).toBe('unknown')
    expect((await polled(late.id)).state).toBe('expired')
  })

  it('says that the person declined', async () => {
    const { id, authorizationUrl } = await started()
    await comeBack(await provider.authorise(authorizationUrl, 'decline'))
    expect(await polled(id)).toMatchObject({
      state: 'refused',
      problem: 'The authorisation was declined at the provider. (The person said no.)',
    })
  })

  it('needs to know where to come back to, and goes to no private network that is not allowed', async () => {
    const closed = await testApp()
    const asked = closed.as(await closed.aUser({ role: 'admin' }))
    const refused = async (flow: 'authorizationCode' | 'deviceCode', what: string) => {
      const answer = await asked.post(START, { settings: settingsOf(flow) })
      expect(answer).toBeProblem(400, 'invalid')
      expect(answer.json().detail).toContain(what)
    }
    await refused('authorizationCode', 'LEVEE_PUBLIC_URL')
    await refused('deviceCode', 'LEVEE_ALLOW_PRIVATE_NETWORK')
  })

  it.each([
    ['a provider without issuer or endpoints', { issuer: undefined }, 'settings.issuer'],
    ['no scope', { scope: undefined }, 'settings.scope'],
    [
      'an application alone without secret',
      { flow: 'clientCredentials', clientSecret: undefined },
      'settings.clientSecret',
    ],
    [
      'an application alone of no directory',
      { provider: 'microsoft365', flow: 'clientCredentials' },
      'settings.tenant',
    ],
    ['a device code of Google', { provider: 'google', flow: 'deviceCode' }, 'settings.flow'],
  ])('refuses %s', async (_what, change, path) => {
    const answer = await asAdmin.post(START, { settings: { ...settingsOf(), ...change } })
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json().errors).toMatchObject([{ path }])
  })

  it('knows Microsoft 365 and Google without asking them', async () => {
    const microsoft = {
      provider: 'microsoft365',
      flow: 'authorizationCode',
      clientId: 'x',
      tenant: 'port-leveque.example',
    }
    const { authorizationUrl } = await started({ settings: microsoft })
    expect(authorizationUrl).toMatch(
      'https://login.microsoftonline.com/port-leveque.example/oauth2/v2.0/authorize?',
    )
    expect(new URL(authorizationUrl).searchParams.get('scope')).toBe(
      'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    )
    const google = await started({
      settings: { ...microsoft, tenant: undefined, provider: 'google' },
    })
    const sent = new URL(google.authorizationUrl)
    expect(sent.origin).toBe('https://accounts.google.com')
    expect(Object.fromEntries(sent.searchParams)).toMatchObject({
      scope: 'https://mail.google.com/',
      access_type: 'offline',
      code_challenge_method: 'S256',
    })
  })
})

describe('authorising with a device code', () => {
  it('shows the code, and asks the provider no more often than it allows', async () => {
    const { id, ...device } = await started({ settings: settingsOf('deviceCode') })
    expect(device).toMatchObject({
      state: 'pending',
      userCode: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/),
      verificationUri: `${provider.issuer}/device`,
      interval: 5,
    })
    await provider.enter(device.userCode)
    expect((await polled(id)).state).toBe('pending') // five seconds are not over
    clock.advance(5_000)
    expect((await polled(id)).state).toBe('authorised')
  })

  it('says that the person declined', async () => {
    const { id, userCode } = await started({ settings: settingsOf('deviceCode') })
    await provider.enter(userCode, 'decline')
    clock.advance(5_000)
    expect(await polled(id)).toMatchObject({ state: 'refused' })
  })
})

describe('authorising an application alone', () => {
  it('is done at once, or refused', async () => {
    const settings = settingsOf('clientCredentials')
    expect(await started({ settings })).toMatchObject({ state: 'authorised' })
    expect(await started({ settings: { ...settings, clientSecret: 'wrong' } })).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining('does not accept the application’s id or secret'),
    })
  })
})
