import { sql } from '@levee/db'
import { openSecret } from '@levee/storage'
import { describe, expect, it } from 'vitest'
import { forgetExpired } from '../session/forget-expired.ts'
import { accessToken } from './service.ts'
import { imap, oauthApp, START } from './testing/oauth-app.ts'

const { app, provider, admin, asAdmin, settingsOf, started, authorised, connected } =
  await oauthApp()
const { db, deps, clock } = app

const metrics = async () => (await app.asNobody.get('/metrics')).body

describe('a mailbox that signs in with tokens', () => {
  it('says how, and shows no secret', async () => {
    const mailbox = await connected()
    expect(mailbox.incoming.oauth).toMatchObject({
      provider: 'custom',
      flow: 'authorizationCode',
      clientId: 'levee',
      authorisedBy: { id: admin.id, name: 'Nadia Le Goff' },
      authorisedAt: clock.now().toISOString(),
      accessExpiresAt: new Date(clock.now().getTime() + 3_600_000).toISOString(),
      refreshExpiresAt: null,
      state: 'valid',
    })
    expect(JSON.stringify(mailbox)).not.toMatch(/secret|token/i)
    const staff = await app.aUser()
    await asAdmin.patch(`/api/v1/mailboxes/${mailbox.id}`, { memberIds: [staff.id] })
    const seen = (await app.as(staff).get(`/api/v1/mailboxes/${mailbox.id}`)).json()
    expect(seen).not.toHaveProperty('incoming')
  })

  it('keeps nothing readable in the database', async () => {
    const pending = await started()
    const waiting = await authorised()
    const { id } = await connected()
    const kept = await db.row<{ token: Buffer; secret: Buffer }>(sql`
      select refresh_token as token, client_secret as secret from mailbox_oauth
      where mailbox_id = ${id}`)
    const open = (sealed: Buffer | undefined) => openSecret(deps.keys.secrets, sealed!)
    const secrets = [
      await accessToken(deps, id),
      open(kept?.token),
      open(kept?.secret),
      new URL(pending.authorizationUrl).searchParams.get('state') ?? '',
    ]
    expect(secrets.every((secret) => secret.length > 10)).toBe(true)
    const rows = await db.rows<{ row: string }>(sql`
      select mailbox_oauth::text as row from mailbox_oauth
      union all select authorisation::text from authorisation`)
    expect(rows.some(({ row }) => row.includes(waiting))).toBe(true)
    const dump = rows.map(({ row }) => row).join('\n')
    for (const secret of secrets) {
      expect(dump).not.toContain(secret)
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'))
    }
  })

  it('takes an authorisation once, and only that of whoever connects it', async () => {
    const oauth = { authorisation: await authorised() }
    const other = app.as(await app.aUser({ role: 'admin' }))
    expect(await other.post('/api/v1/mailboxes', imap({ oauth }))).toBeProblem(400, 'invalid')
    const waiting = { authorisation: (await started()).id }
    const early = await asAdmin.post('/api/v1/mailboxes', imap({ oauth: waiting }))
    expect(early).toBeProblem(400, 'invalid')
    const both = await asAdmin.post('/api/v1/mailboxes', imap({ oauth, password: 'x' }))
    expect(both).toBeProblem(400, 'invalid')
    expect(await asAdmin.post('/api/v1/mailboxes', imap({ oauth }))).toMatchObject({
      statusCode: 201,
    })
    expect(await asAdmin.post('/api/v1/mailboxes', imap({ oauth }))).toBeProblem(400, 'invalid')
    const left = await db.row(sql`select from authorisation where id = ${oauth.authorisation}`)
    expect(left).toBeUndefined()
  })

  it('has a password again once one is entered, and no tokens any more', async () => {
    const { id } = await connected()
    const change = { incoming: { password: 'a-password' } }
    const changed = (await asAdmin.patch(`/api/v1/mailboxes/${id}`, change)).json()
    expect(changed.incoming.oauth).toBeUndefined()
    expect(await db.row(sql`select from mailbox_oauth where mailbox_id = ${id}`)).toBeUndefined()
  })

  it('is authorised again as it was before, without anything to enter', async () => {
    const { id } = await connected()
    await db.run(sql`update mailbox_oauth set refused_at = now() where mailbox_id = ${id}`)
    const seen = async () => (await asAdmin.get(`/api/v1/mailboxes/${id}`)).json().incoming.oauth
    expect((await seen()).state).toBe('refused')
    const metric = `levee_mailbox_token_expires_seconds{mailbox="${id}"}`
    expect(await metrics()).toContain(`${metric} 0\n`)
    clock.advance(60_000)
    await authorised({ mailboxId: id })
    expect(await seen()).toMatchObject({ state: 'valid', authorisedAt: clock.now().toISOString() })
    expect(await metrics()).not.toContain(metric) // the provider does not say when it ends
    const inTenDays = new Date(clock.now().getTime() + 10 * 86_400_000)
    await db.run(sql`
      update mailbox_oauth set refresh_expires_at = ${inTenDays} where mailbox_id = ${id}`)
    expect(await seen()).toMatchObject({ state: 'expiring', endsAt: inTenDays.toISOString() })
    expect(await metrics()).toContain(`${metric} ${10 * 86_400}\n`)
  })

  it('takes tokens instead of the password that it had, for sending too', async () => {
    const outgoing = { host: '127.0.0.1', port: 1, security: 'none', username: 'user1' }
    const input = imap({ password: 'a-password' }, { outgoing })
    const { id } = (await asAdmin.post('/api/v1/mailboxes', input)).json()
    await authorised({ mailboxId: id, settings: settingsOf() })
    const row = await db.row(sql`
      select incoming_secret as incoming, outgoing_secret as outgoing, uses_oauth as "usesOauth"
      from mailbox where id = ${id}`)
    expect(row).toEqual({ incoming: null, outgoing: null, usesOauth: true })
  })

  it('shows tokens of Microsoft and Google to no other mail server', async () => {
    const { id } = (await asAdmin.post('/api/v1/mailboxes', imap({ password: 'x' }))).json()
    const settings = { provider: 'google', flow: 'authorizationCode', clientId: 'x' }
    const answer = await asAdmin.post(START, { mailboxId: id, settings })
    expect(answer).toBeProblem(400, 'invalid')
    const kept = await connected()
    await db.run(sql`
      update mailbox_oauth set client = jsonb_build_object('provider', 'microsoft365', 'clientId', 'x', 'scope', 's')
      where mailbox_id = ${kept.id}`)
    const change = { incoming: { host: 'imap.evil.example' } }
    const changed = await asAdmin.patch(`/api/v1/mailboxes/${kept.id}`, change)
    expect(changed).toBeProblem(400, 'invalid')
    const there = { incoming: { host: 'outlook.office365.com' } }
    expect((await asAdmin.patch(`/api/v1/mailboxes/${kept.id}`, there)).statusCode).toBe(200)
  })

  it('does not send a kept secret to another provider', async () => {
    const { id } = await connected()
    const { clientSecret: _left, ...settings } = settingsOf()
    const elsewhere = { ...settings, tokenEndpoint: `${provider.issuer}/elsewhere` }
    await asAdmin.post(START, {
      mailboxId: id,
      settings: { ...elsewhere, authorizationEndpoint: provider.issuer },
    })
    await asAdmin.post(START, { mailboxId: id, settings })
    const rows = await db.rows<{ endpoint: string | null; has: boolean }>(sql`
      select client ->> 'tokenEndpoint' as endpoint, client_secret is not null as has
      from authorisation where mailbox_id = ${id} order by expires_at, id`)
    expect(rows).toEqual([
      { endpoint: elsewhere.tokenEndpoint, has: false },
      { endpoint: null, has: true },
    ])
  })
})

describe('a token', () => {
  it('is asked for once when several workers need a new one, with a refresh token that is good once', async () => {
    const { id } = await connected()
    const before = [await accessToken(deps, id), provider.asked('refresh_token')] as const
    clock.advance(3_600_000 - 299_000)
    const tokens = await Promise.all([1, 2, 3, 4, 5].map(() => accessToken(deps, id)))
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).not.toBe(before[0])
    expect(provider.asked('refresh_token')).toBe(before[1] + 1)
    clock.advance(3_600_000)
    expect(await accessToken(deps, id)).not.toBe(tokens[0]) // the refresh token of the first answer
  })

  it('is asked for by another worker when the one that was to ask has died', async () => {
    const { id } = await connected()
    await db.run(sql`
      update mailbox_oauth set renewing_until = now() + interval '300 ms' where mailbox_id = ${id}`)
    clock.advance(3_600_000)
    expect(await accessToken(deps, id)).toBeTypeOf('string')
  })

  it('is left in peace when the provider is away for a moment', async () => {
    const { id } = await connected()
    const nowhere = 'http://127.0.0.1:9/token'
    await db.run(sql`
      update mailbox_oauth set client = client || jsonb_build_object('tokenEndpoint', ${nowhere}::text)
      where mailbox_id = ${id}`)
    clock.advance(3_600_000)
    await expect(accessToken(deps, id)).rejects.toMatchObject({ code: 'unreachable' })
    const row = await db.row(sql`
      select refused_at, renewing_until, refresh_token is not null as has from mailbox_oauth
      where mailbox_id = ${id}`)
    expect(row).toEqual({ refused_at: null, renewing_until: null, has: true })
  })
})

it('forgets authorisations that nobody finished or took', async () => {
  const waiting = await authorised()
  const pending = await started()
  clock.advance(3_600_001)
  await forgetExpired(db, clock.now())
  const left = await db.rows(sql`
    select id from authorisation where id in (${waiting}, ${pending.id})`)
  expect(left).toEqual([])
})
