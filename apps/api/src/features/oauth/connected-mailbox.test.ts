import { sql } from '@levee/db'
import {
  type Dovecot,
  dovecotInstalled,
  dovecotPop3Installed,
  type SmtpCatcher,
  startDovecot,
  startSmtpCatcher,
} from '@levee/mail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { aLetter, stateOf } from '../../testing/replying.ts'
import { startLoops } from '../../loops.ts'
import { checkKeptMailbox } from '../mailboxes/service.ts'
import { sendReply } from '../replies/service.ts'
import { imap, oauthApp } from './testing/oauth-app.ts'

const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'
const TICK = 100 // ms
const WAITING = { timeout: 40_000, interval: 50 }
const USERS = 10 // one for each test, and for each that is tried again

describe.skipIf(missing)(`a mailbox on a server that takes tokens${missing}`, async () => {
  const { app, provider, asAdmin, authorised, connected } = await oauthApp()
  const { db, deps, clock } = app
  let dovecot: Dovecot
  let smtp: SmtpCatcher
  let loop: { stop(): Promise<void> }
  let ticking: NodeJS.Timeout
  let user = 0

  beforeAll(async () => {
    clock.set(new Date())
    dovecot = await startDovecot({
      users: USERS,
      pop3: dovecotPop3Installed(),
      introspectionUrl: provider.introspectionUrl,
    })
    smtp = await startSmtpCatcher({
      isLetIn: ({ username, accessToken }) => provider.holderOf(accessToken ?? '') === username,
    })
    loop = await startLoops(deps)
    ticking = setInterval(() => clock.advance(TICK), TICK) // what failed is tried again later
  })
  afterAll(async () => {
    clearInterval(ticking)
    await loop?.stop()
    await dovecot?.stop()
    await smtp?.stop()
  })
  beforeEach(() => {
    user++
  })

  const place = () => ({ host: '127.0.0.1', port: dovecot.imapPort, security: 'none' })
  const aMailbox = () =>
    connected({
      user,
      incoming: place(),
      outgoing: { ...place(), port: smtp.port, username: `user${user}` },
    })
  const arrives = () => dovecot.deliver(user, aLetter())
  const seen = async (id: string) => (await asAdmin.get(`/api/v1/mailboxes/${id}`)).json()
  /** Other settings: the connection is made anew. */
  const reconnect = (id: string) =>
    asAdmin.patch(`/api/v1/mailboxes/${id}`, { incoming: { folders: ['INBOX'] } })
  const reconnectMaildrop = (id: string) =>
    asAdmin.patch(`/api/v1/mailboxes/${id}`, { incoming: { deleteAfterDays: 99 } })
  const filed = async (id: string) =>
    (await db.rows(sql`select from delivery where mailbox_id = ${id}`)).length
  const whenFiled = (id: string, count: number) =>
    vi.waitFor(async () => expect(await filed(id)).toBe(count), WAITING)
  const whenSeen = (id: string, expected: object) =>
    vi.waitFor(async () => expect(await seen(id)).toMatchObject(expected), WAITING)

  it('is kept in step, beyond the end of the token that it began with', async () => {
    const before = provider.asked('refresh_token')
    const renewed = () => provider.asked('refresh_token') - before
    await arrives()
    const { id } = await aMailbox()
    await whenFiled(id, 1)
    provider.expireAccessTokens()
    await arrives() // heard of on the connection that is open
    await whenFiled(id, 2)
    expect(renewed()).toBe(0)
    await reconnect(id) // with a token that should be good still: the server refuses it
    await vi.waitFor(() => expect(renewed()).toBe(1), WAITING)
    await arrives()
    await whenFiled(id, 3) // with another one
    expect(renewed()).toBe(1)
  })

  it('says that it must be authorised again, and goes on where it stood', async () => {
    await arrives()
    const { id } = await aMailbox()
    await whenFiled(id, 1)
    provider.expireAccessTokens()
    provider.revokeRefreshTokens()
    await reconnect(id)
    await whenSeen(id, { state: 'error', lastErrorCode: 'authorisation' })
    await arrives()
    await arrives()
    const { lastError, retryAt, incoming } = await seen(id)
    expect(lastError).toContain('must be authorised again')
    expect(incoming.oauth.state).toBe('refused')
    expect(new Date(retryAt).getTime()).toBeGreaterThan(clock.now().getTime() + 10_000)
    const check = await checkKeptMailbox(deps, id)
    expect(check.steps).toMatchObject([{ step: 'login', ok: false, code: 'authorisation' }])
    const tested = await asAdmin.post(`/api/v1/mailboxes/${id}/test-mail`)
    expect(tested).toBeProblem(400, 'invalid')
    expect(tested.json().detail).toContain('must be authorised again')
    expect(await filed(id)).toBe(1)

    await authorised({ mailboxId: id }, user)
    await whenFiled(id, 3)
    await whenSeen(id, {
      state: 'idle',
      lastErrorCode: null,
      incoming: { oauth: { state: 'valid' } },
    })
  })

  it('says so too when somebody authorised whom the mail server does not let in', async () => {
    const oauth = { authorisation: await authorised(undefined, user - 1) }
    const settings = imap({ ...place(), username: `user${user}`, oauth })
    const check = (await asAdmin.post('/api/v1/mailboxes/check', settings)).json()
    const refused = { step: 'login', ok: false, code: 'authorisation' }
    expect(check.steps.at(-1)).toMatchObject(refused)
    const right = { ...settings, incoming: { ...settings.incoming, username: `user${user - 1}` } }
    expect((await asAdmin.post('/api/v1/mailboxes/check', right)).json()).toMatchObject({
      ok: true,
      folders: expect.arrayContaining([expect.objectContaining({ path: 'INBOX', role: 'inbox' })]),
    })
    const { id } = (await asAdmin.post('/api/v1/mailboxes', settings)).json()
    await whenSeen(id, { state: 'error', lastErrorCode: 'authorisation' })
  })

  it.skipIf(!dovecotPop3Installed())('is fetched over POP3 with its token too', async () => {
    await arrives()
    const { port } = dovecot.pop3Account()
    const { id } = await connected({ user, incoming: { ...place(), protocol: 'pop3', port } })
    await whenFiled(id, 1)
    expect(await checkKeptMailbox(deps, id)).toMatchObject({ ok: true })
    await authorised({ mailboxId: id }, user)
    await arrives()
    await reconnectMaildrop(id)
    await whenFiled(id, 2)
  })

  it('sends with its token, a new one when it is refused, and gives the reply back when there is none', async () => {
    await arrives()
    const { id } = await aMailbox()
    await whenFiled(id, 1)
    const reply = async () => {
      const found = await db.row<{ id: string; revision: number }>(sql`
        select id, revision from conversation where mailbox_id = ${id}`)
      const { revision, id: conversation } = found!
      const url = `/api/v1/conversations/${conversation}/replies`
      const { messageId } = (await asAdmin.post(url, { revision, text: 'Demain.' })).json()
      await sendReply(deps, { messageId })
      return stateOf(app, messageId)
    }
    const sent = smtp.messages.length
    provider.expireAccessTokens()
    expect(await reply()).toMatchObject({ state: 'sent', problem: null })
    expect(smtp.messages).toHaveLength(sent + 1)
    provider.expireAccessTokens()
    provider.revokeRefreshTokens()
    expect(await reply()).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('must be authorised again'),
    })
    expect(smtp.messages).toHaveLength(sent + 1)
  })
})
