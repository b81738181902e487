import { afterAll, describe, expect, it } from 'vitest'
import { checkImap } from '../imap/check-imap.ts'
import { connectImap } from '../imap/connect-imap.ts'
import { listFolders } from '../imap/list-folders.ts'
import { checkPop3 } from '../pop3/check-pop3.ts'
import { connectPop3 } from '../pop3/connect-pop3.ts'
import { checkSmtp } from '../smtp/check-smtp.ts'
import { sendMessage } from '../smtp/send-message.ts'
import { dovecotInstalled, dovecotPop3Installed, startDovecot } from '../testing/start-dovecot.ts'
import { startOAuthProvider } from '../testing/start-oauth-provider.ts'
import { startSmtpCatcher } from '../testing/start-smtp-catcher.ts'
import { finishInBrowser, startInBrowser } from './authorise-in-browser.ts'

const redirectUri = 'https://levee.example.org/oauth/callback'
const provider = await startOAuthProvider({ redirectUri })
afterAll(() => provider.stop())
const options = { allowPrivateNetwork: true }

async function aToken(user = 1): Promise<string> {
  const { url, checks } = await startInBrowser(provider.client(), redirectUri, options)
  const callback = await provider.authorise(url, 'consent', user)
  const asked = { ...options, now: new Date() }
  return (await finishInBrowser(provider.client(), callback, checks, asked)).accessToken
}

describe.skipIf(!dovecotInstalled())('signing in to Dovecot with a token', async () => {
  const { introspectionUrl } = provider
  const dovecot = await startDovecot({ users: 2, introspectionUrl, mechanisms: 'oauthbearer' })
  const account = async (user = 1) => {
    const { host, port, security, username } = dovecot.account(1)
    return { host, port, security, username, accessToken: await aToken(user) }
  }
  afterAll(() => dovecot.stop())

  it('works by OAUTHBEARER', async () => {
    const connection = await connectImap(await account(), options)
    expect((await listFolders(connection)).map(({ path }) => path)).toContain('INBOX')
    await connection.close()
  })

  it('is refused with a token of somebody else, and with one that has expired', async () => {
    const refused = { step: 'login', ok: false, code: 'authentication' }
    expect((await checkImap(await account(2), options)).at(-1)).toMatchObject(refused)
    const late = await account()
    provider.expireAccessTokens()
    expect((await checkImap(late, options)).at(-1)).toMatchObject(refused)
  })

  it('leaves a password as good as it was', async () => {
    expect((await checkImap(dovecot.account(2), options)).every(({ ok }) => ok)).toBe(true)
  })
})

describe.skipIf(!dovecotPop3Installed())('signing in to a POP3 server with a token', () => {
  it.each(['xoauth2', 'oauthbearer'])(
    'works by %s, and not with that of somebody else',
    async (mechanisms) => {
      const { introspectionUrl } = provider
      const dovecot = await startDovecot({ users: 1, pop3: true, introspectionUrl, mechanisms })
      const { host, port, security, username } = dovecot.pop3Account()
      const outcome = async (accessToken: string) => {
        const { steps } = await checkPop3({ host, port, security, username, accessToken }, options)
        return steps.at(-1)
      }
      try {
        expect(await outcome(await aToken())).toMatchObject({ step: 'folders', ok: true })
        const refused = { step: 'login', ok: false, code: 'authentication' }
        expect(await outcome(await aToken(2))).toMatchObject(refused)
      } finally {
        await dovecot.stop()
      }
    },
  )

  it('says of one that takes passwords only that it takes no tokens', async () => {
    const dovecot = await startDovecot({ users: 1, pop3: true })
    const { host, port, security, username } = dovecot.pop3Account()
    const account = { host, port, security, username, accessToken: 'a-token' }
    try {
      await expect(connectPop3(account, options)).rejects.toMatchObject({ code: 'refused' })
    } finally {
      await dovecot.stop()
    }
  })
})

describe.skipIf(!dovecotInstalled())('signing in to a server', () => {
  it('works by XOAUTH2 where there is no OAUTHBEARER', async () => {
    const { introspectionUrl } = provider
    const dovecot = await startDovecot({ users: 1, introspectionUrl, mechanisms: 'xoauth2' })
    const { password: _none, ...place } = dovecot.account()
    const account = { ...place, accessToken: await aToken() }
    try {
      expect((await checkImap(account, options)).every(({ ok }) => ok)).toBe(true)
    } finally {
      await dovecot.stop()
    }
  })

  it('says of one that takes passwords only that it takes no tokens', async () => {
    const dovecot = await startDovecot({ users: 1 })
    const { password: _none, ...place } = dovecot.account()
    const refused = { code: 'refused', message: expect.stringContaining('no OAuth tokens') }
    try {
      const connecting = connectImap({ ...place, accessToken: 'a-token' }, options)
      await expect(connecting).rejects.toMatchObject(refused)
    } finally {
      await dovecot.stop()
    }
  })
})

describe('sending with a token', async () => {
  const smtp = await startSmtpCatcher({
    isLetIn: ({ username, accessToken }) => provider.holderOf(accessToken ?? '') === username,
  })
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none' } as const
  afterAll(() => smtp.stop())

  it('signs in by XOAUTH2', async () => {
    const account = { ...server, username: 'user1', accessToken: await aToken() }
    const envelope = { from: 'a@port-leveque.example', to: ['b@example.org'] }
    await sendMessage(account, envelope, Buffer.from('Subject: Bonjour\r\n\r\nA\r\n'), options)
    expect(smtp.messages).toMatchObject([envelope])
    expect(await checkSmtp(account, options)).toContainEqual({ step: 'login', ok: true })
  })

  it('is refused with a token of somebody else', async () => {
    const account = { ...server, username: 'user1', accessToken: await aToken(2) }
    const last = (await checkSmtp(account, options)).at(-1)
    expect(last).toMatchObject({ step: 'login', ok: false, code: 'authentication' })
  })
})
