import { describe, expect, it, vi } from 'vitest'
import { sql } from '@levee/db'
import { openSecret } from '@levee/storage'
import { testApp } from '../../testing/harness.ts'

const { db, deps, clock, as, aUser, aTeam } = await testApp()
const admin = await aUser({ role: 'admin' })
const asAdmin = as(admin)

const imap = (more: object = {}) => ({
  name: 'Accueil',
  address: `${crypto.randomUUID()}@port-leveque.example`,
  incoming: {
    protocol: 'imap',
    host: 'imap.port-leveque.example',
    port: 993,
    security: 'tls',
    username: 'accueil',
    password: 'secret-in',
  },
  ...more,
})

const smtp = { host: 'smtp.port-leveque.example', port: 465, security: 'tls', username: 'accueil' }

async function added(input: object = imap()) {
  const answer = await asAdmin.post('/api/v1/mailboxes', input)
  expect(answer).toMatchObject({ statusCode: 201 })
  return answer.json()
}

const open = (sealed: Buffer | null | undefined) => sealed && openSecret(deps.keys.secrets, sealed)

async function secretsOf(id: string) {
  const row = await db.row<{ incoming: Buffer; outgoing: Buffer | null }>(sql`
    select incoming_secret as incoming, outgoing_secret as outgoing from mailbox where id = ${id}`)
  return { incoming: open(row?.incoming), outgoing: open(row?.outgoing) }
}

describe('connecting a mailbox', () => {
  it('keeps its passwords sealed, never returns them, and makes whoever adds it a member', async () => {
    const heard = vi.fn<(id: string) => void>()
    const stop = await db.listen('levee_sync', heard)
    const mailbox = await added(imap({ outgoing: { ...smtp, password: 'secret-out' } }))
    expect(mailbox).toMatchObject({
      name: 'Accueil',
      state: 'idle',
      paused: false,
      canSend: true,
      lastSyncAt: null,
      lastError: null,
      incoming: {
        protocol: 'imap',
        host: 'imap.port-leveque.example',
        folders: [],
        mode: 'mirror',
      },
      outgoing: smtp,
      memberIds: [admin.id],
      teamIds: [],
      import: { total: 0, done: 0, messagesPerSecond: null, secondsLeft: null },
    })
    expect(mailbox.incoming.triageSince).toBe('2026-01-31T09:00:00.000Z') // 30 days before
    expect(JSON.stringify(mailbox)).not.toMatch(/secret|password/i)
    expect(await secretsOf(mailbox.id)).toEqual({ incoming: 'secret-in', outgoing: 'secret-out' })
    const raw = await db.row<{ row: string }>(sql`
      select mailbox::text as row from mailbox where id = ${mailbox.id}`)
    expect(raw?.row).not.toContain(Buffer.from('secret-in').toString('hex'))
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(mailbox.id), 10_000)
    await stop()
  })

  it('sends with the same password when the user is the same', async () => {
    const { id } = await added(imap({ outgoing: smtp }))
    expect(await secretsOf(id)).toEqual({ incoming: 'secret-in', outgoing: 'secret-in' })
  })

  it('takes members, teams, a hue that is used least, and the day from which mail is triaged', async () => {
    const [ana, team] = [await aUser(), await aTeam()]
    const first = await added()
    const input = imap({ memberIds: [ana.id], teamIds: [team.id] })
    Object.assign(input.incoming, {
      triageSince: '2026-02-01',
      mode: 'readOnly',
      folders: ['INBOX'],
      folderRoles: { archive: 'Classeur' },
    })
    const second = await added(input)
    expect(second).toMatchObject({
      memberIds: [ana.id],
      teamIds: [team.id],
      incoming: { triageSince: '2026-01-31T23:00:00.000Z', mode: 'readOnly', folders: ['INBOX'] },
    })
    expect(second.incoming.folderRoles).toEqual({ archive: 'Classeur' })
    expect(second.color).not.toBe(first.color)
  })

  it('refuses what IMAP cannot do without, members that are not there, an address that is taken', async () => {
    const incomplete = { ...imap(), incoming: { protocol: 'imap', host: 'imap.example.org' } }
    const answer = await asAdmin.post('/api/v1/mailboxes', incomplete)
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'incoming.port',
      'incoming.security',
      'incoming.username',
      'incoming.password',
    ])
    const stranger = imap({ memberIds: [crypto.randomUUID()] })
    expect(await asAdmin.post('/api/v1/mailboxes', stranger)).toBeProblem(400, 'invalid')
    const { address } = await added()
    const twin = imap({ address: address.toUpperCase() })
    expect(await asAdmin.post('/api/v1/mailboxes', twin)).toBeProblem(409, 'conflict')
    const dated = imap()
    Object.assign(dated.incoming, { triageSince: 'yesterday' })
    expect(await asAdmin.post('/api/v1/mailboxes', dated)).toBeProblem(400, 'invalid')
  })
})

describe('a mailbox over POP3', () => {
  const pop3 = (more: object = {}) => {
    const input = imap()
    return { ...input, incoming: { ...input.incoming, protocol: 'pop3', port: 995, ...more } }
  }

  it('only reads, leaves its mail on the server, and deletes it there when told to', async () => {
    const { id, incoming } = await added(pop3())
    expect(incoming).toMatchObject({ protocol: 'pop3', mode: 'readOnly', deleteAfterDays: null })
    const change = async (deleteAfterDays: number | null) => {
      const answer = await asAdmin.patch(`/api/v1/mailboxes/${id}`, {
        incoming: { deleteAfterDays },
      })
      return answer.json().incoming.deleteAfterDays
    }
    expect(await change(0)).toBe(0)
    expect(await change(14)).toBe(14)
    const renamed = await asAdmin.patch(`/api/v1/mailboxes/${id}`, { name: 'Courrier' })
    expect(renamed.json().incoming.deleteAfterDays).toBe(14)
    expect(await change(null)).toBeNull()
  })

  it.each([
    ['incoming.mode', pop3({ mode: 'mirror' })],
    ['incoming.folders', pop3({ folders: ['INBOX'] })],
    ['incoming.password', pop3({ password: undefined })],
    ['incoming.deleteAfterDays', imap({ incoming: { ...imap().incoming, deleteAfterDays: 7 } })],
  ])('refuses what is not done: %s', async (path, input) => {
    const answer = await asAdmin.post('/api/v1/mailboxes', input)
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json().errors).toMatchObject([{ path, message: expect.stringContaining('POP3') }])
  })

  it.each([-1, 1.5, 'soon'])('refuses %j days', async (deleteAfterDays) => {
    const answer = await asAdmin.post('/api/v1/mailboxes', pop3({ deleteAfterDays }))
    expect(answer).toBeProblem(400, 'invalid')
  })
})

describe('a mailbox', () => {
  it('shows its members how it is, and only to admins how it is set', async () => {
    const ana = await aUser()
    const { id, name } = await added(imap({ memberIds: [ana.id] }))
    const seen = (await as(ana).get(`/api/v1/mailboxes/${id}`)).json()
    expect(seen).toMatchObject({ id, name, state: 'idle' })
    for (const hidden of ['incoming', 'outgoing', 'memberIds', 'teamIds'])
      expect(seen).not.toHaveProperty(hidden)
    const listed = (await as(ana).get('/api/v1/mailboxes')).json().items
    expect(listed.map((each: { id: string }) => each.id)).toEqual([id])
  })

  it('is changed in part: what is left out stays, secrets too, and errors are forgotten', async () => {
    const { id } = await added(imap({ outgoing: { ...smtp, password: 'secret-out' } }))
    await db.run(sql`update mailbox set retry_at = now(), failures = 4 where id = ${id}`)
    const changed = await asAdmin.patch(`/api/v1/mailboxes/${id}`, {
      name: 'Courrier',
      incoming: { host: 'mail.port-leveque.example' },
      paused: true,
    })
    expect(changed.json()).toMatchObject({
      name: 'Courrier',
      paused: true,
      retryAt: null,
      incoming: { host: 'mail.port-leveque.example', port: 993, username: 'accueil' },
      outgoing: smtp,
      memberIds: [admin.id],
    })
    expect(await secretsOf(id)).toEqual({ incoming: 'secret-in', outgoing: 'secret-out' })
    await asAdmin.patch(`/api/v1/mailboxes/${id}`, { incoming: { password: 'new' }, memberIds: [] })
    expect(await secretsOf(id)).toEqual({ incoming: 'new', outgoing: 'secret-out' })
    expect((await asAdmin.get(`/api/v1/mailboxes/${id}`)).json().memberIds).toEqual([])
  })

  it('refuses a change of protocol, an unknown member, an unknown mailbox', async () => {
    const { id } = await added()
    const url = `/api/v1/mailboxes/${id}`
    expect(await asAdmin.patch(url, { incoming: { protocol: 'push' } })).toBeProblem(400, 'invalid')
    expect(await asAdmin.patch(url, { memberIds: [crypto.randomUUID()] })).toBeProblem(
      400,
      'invalid',
    )
    const nowhere = `/api/v1/mailboxes/${crypto.randomUUID()}`
    expect(await asAdmin.patch(nowhere, { name: 'X' })).toBeProblem(404, 'not-found')
    expect(await asAdmin.post(`${nowhere}/sync`)).toBeProblem(404, 'not-found')
    expect(await asAdmin.get(`${nowhere}/ledger`)).toBeProblem(404, 'not-found')
  })

  it('says how fast its import goes and how long it takes still', async () => {
    const { id } = await added()
    await db.run(sql`
      update mailbox set import_total = 5000, import_done = 1000, import_bytes_total = 9000000000,
        import_bytes_done = 1800000000, import_started_at = ${clock.now()} where id = ${id}`)
    clock.advance(20_000)
    const { import: progress } = (await asAdmin.get(`/api/v1/mailboxes/${id}`)).json()
    expect(progress).toMatchObject({
      total: 5000,
      done: 1000,
      bytesTotal: 9_000_000_000,
      messagesPerSecond: 50,
      secondsLeft: 80,
    })
    await db.run(sql`update mailbox set import_done = 5000 where id = ${id}`)
    const done = (await asAdmin.get(`/api/v1/mailboxes/${id}`)).json()
    expect(done.import).toMatchObject({ messagesPerSecond: null, secondsLeft: null })
  })

  it('is removed as long as it holds no mail', async () => {
    const { id } = await added()
    expect((await asAdmin.delete(`/api/v1/mailboxes/${id}`)).statusCode).toBe(204)
    expect((await asAdmin.get(`/api/v1/mailboxes/${id}`)).statusCode).toBe(404)
    const other = await added({ ...imap(), incoming: { protocol: 'push' } })
    const headers = { 'content-type': 'message/rfc822' }
    const letter = Buffer.from('Subject: a\r\n\r\nb\r\n')
    await asAdmin.post(`/api/v1/mailboxes/${other.id}/messages`, letter, headers)
    const refused = await asAdmin.delete(`/api/v1/mailboxes/${other.id}`)
    expect(refused.statusCode).toBe(409)
    expect(refused.json().detail).toContain('messages: 1')
    expect((await asAdmin.get(`/api/v1/mailboxes/${other.id}`)).statusCode).toBe(200)
  })

  it('is asked for a full pass', async () => {
    const { id } = await added()
    const heard = vi.fn<(id: string) => void>()
    const stop = await db.listen('levee_sync', heard)
    const answer = await asAdmin.post(`/api/v1/mailboxes/${id}/sync`)
    expect(answer.statusCode).toBe(202)
    expect(answer.json()).toEqual({ requestedAt: clock.now().toISOString() })
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(id), 10_000)
    await stop()
  })

  it('accounts for every delivery that its server shows', async () => {
    const { id } = await added()
    const folder = await db.row<{ id: string }>(sql`
      insert into folder (mailbox_id, path, role, uid_validity, server_count)
      values (${id}, 'INBOX', 'inbox', 7, 9) returning id`)
    const fates = [
      'filed',
      'filed',
      'filed',
      'imported',
      'sent',
      'quarantined',
      'spam',
      'moved',
      'gone',
    ]
    await db.run(sql`
      insert into delivery (mailbox_id, folder_id, uid_validity, uid, raw_sha256, fate, internal_date)
      select ${id}, ${folder?.id}, 7, n, 'x', fate, now()
      from unnest(${fates}::text[]) with ordinality as f (fate, n)`)
    await db.run(sql`
      insert into delivery (mailbox_id, folder_id, uid_validity, uid, raw_sha256, fate, internal_date)
      values (${id}, ${folder?.id}, 6, 1, 'x', 'gone', now())`)
    const ledger = await asAdmin.get(`/api/v1/mailboxes/${id}/ledger`)
    expect(ledger.json()).toEqual({
      state: 'idle',
      lastSyncAt: null,
      lastError: null,
      server: 9,
      filed: 3,
      newsletters: 0,
      spam: 1,
      imported: 1,
      sent: 1,
      quarantined: 1,
      moved: 1,
      gone: 2,
      unaccounted: 2,
      unaccountedSince: null,
      folders: [{ path: 'INBOX', role: 'inbox', server: 9, known: 7, checkedAt: null }],
    })
  })
})
