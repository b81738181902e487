import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '@levee/db'
import {
  addFlags,
  connectImap,
  createFolder,
  fetchRaw,
  listUids,
  moveMessage,
  openFolder,
} from '@levee/mail'
import { type Dovecot, dovecotInstalled, startDovecot } from '@levee/mail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startMailboxLoop } from './mailbox-loop.ts'
import {
  aMail,
  aMailbox,
  anOrganisation,
  eventually,
  intakeDeps,
} from './testing/intake-fixture.ts'

const DAY = 86_400_000 // ms
const TRIAGE_SINCE = new Date(Date.now() - 30 * DAY)
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY)

describe.skipIf(!dovecotInstalled())('keeping mailboxes in step with Dovecot', () => {
  let server: Dovecot
  let deps: Awaited<ReturnType<typeof intakeDeps>>
  let loop: Awaited<ReturnType<typeof startMailboxLoop>>
  let user = 0

  beforeAll(async () => {
    server = await startDovecot({ users: 20 })
    deps = await intakeDeps()
    await anOrganisation(deps)
    loop = await startMailboxLoop(deps)
  })
  afterAll(async () => {
    await loop.stop()
    await deps.close()
    await server.stop()
  })
  beforeEach(() => {
    user++
  })

  async function connected(more: Parameters<typeof aMailbox>[1] = {}): Promise<string> {
    const account = server.account(user)
    const id = await aMailbox(deps, { account, triageSince: TRIAGE_SINCE, ...more })
    await wake()
    return id
  }

  async function wake(): Promise<void> {
    await deps.db.run(sql`select pg_notify('levee_sync', '')`)
  }

  const deliver = (raw: Buffer, more: Parameters<Dovecot['deliver']>[2] = {}): Promise<void> =>
    server.deliver(user, raw, more)

  type Filed = {
    uid: number
    subject: string
    fate: string
    reference: string | null
    status: string
  }

  function filed(mailboxId: string): Promise<Filed[]> {
    return deps.db.rows<Filed>(sql`
      select d.uid, m.subject, d.fate, c.reference, c.status
      from delivery d join message m on m.id = d.message_id join conversation c on c.id = m.conversation_id
      where d.mailbox_id = ${mailboxId} order by c.reference, m.received_at desc`)
  }

  function whenFiled(mailboxId: string, count: number): Promise<Filed[]> {
    return eventually(async () => {
      const rows = await filed(mailboxId)
      return rows.length >= count && rows
    })
  }

  async function state(mailboxId: string): Promise<Record<string, unknown>> {
    const row = await deps.db.row<Record<string, unknown>>(sql`
      select state, last_error as error, last_error_code as code, failures, retry_at as "retryAt",
        import_total as total, import_done as done, last_sync_at as "lastSyncAt" from mailbox where id = ${mailboxId}`)
    return row ?? {}
  }

  const inStep = (mailboxId: string): Promise<unknown> =>
    eventually(async () => {
      const row = await state(mailboxId)
      return row['state'] === 'idle' && row['lastSyncAt'] !== null && row
    })

  async function connection(): ReturnType<typeof connectImap> {
    return connectImap(server.account(user), { allowPrivateNetwork: true })
  }

  it('files mail to triage oldest first, then history newest first', async () => {
    for (const days of [3, 40, 1, 60, 2]) {
      await deliver(aMail({ subject: `${days}` }), { date: daysAgo(days) })
    }
    const id = await connected()
    const rows = await whenFiled(id, 5)
    expect(rows.map(({ subject }) => subject)).toEqual(['3', '2', '1', '40', '60'])
    expect(rows.map(({ fate }) => fate)).toEqual([
      'filed',
      'filed',
      'filed',
      'imported',
      'imported',
    ])
    const numbers = rows.map(({ reference }) => Number(reference?.slice(5)))
    expect(numbers.slice(0, 3)).toEqual([0, 1, 2].map((n) => (numbers[0] ?? 0) + n))
    expect(rows.slice(3).map(({ reference, status }) => [reference, status])).toEqual([
      [null, 'archived'],
      [null, 'archived'],
    ])
  })

  it('hears of new mail by IDLE, and of our answers in Sent', async () => {
    const id = await connected()
    await inStep(id)
    await deliver(aMail({ id: '<live@x.example>' }))
    expect(await whenFiled(id, 1)).toMatchObject([{ fate: 'filed', status: 'open' }])
    const answer = aMail({ from: 'contact@mairie.example', inReplyTo: '<live@x.example>' })
    await deliver(answer, { folder: 'Sent' })
    await deliver(aMail()) // Sent is looked at when the inbox wakes
    await eventually(async () => (await filed(id)).length === 3)
    expect((await filed(id)).find(({ fate }) => fate === 'sent')).toMatchObject({
      status: 'answered',
    })
  })

  it('shows the progress of an import', async () => {
    for (let n = 0; n < 60; n++) await deliver(aMail(), { date: daysAgo(40) })
    const id = await connected()
    await whenFiled(id, 60)
    expect(await inStep(id)).toMatchObject({ total: 60, done: 60, error: null })
    expect(
      await deps.db.row(sql`
      select next_uid as next, server_count as count from folder
      where mailbox_id = ${id} and path = 'INBOX'`),
    ).toEqual({ next: 61, count: 60 })
  })

  it('says that the password is wrong, and goes on once it is right', async () => {
    await deliver(aMail())
    const account = { ...server.account(user), password: 'wrong' }
    const id = await connected({ account })
    const failed = await eventually(async () => {
      const row = await state(id)
      return row['state'] === 'error' && row
    })
    expect(failed).toMatchObject({ code: 'authentication', failures: 1 })
    expect(failed['error']).toContain('password')
    expect(Number(failed['retryAt'])).toBeGreaterThan(Date.now() + 10_000)
    const right = await aMailbox(deps, { account: server.account(user) })
    await deps.db.run(sql`
      update mailbox set incoming_secret = (select incoming_secret from mailbox where id = ${right}),
        sync_requested_at = now() + interval '1 second' where id = ${id}`)
    await wake()
    await whenFiled(id, 1)
    expect(await inStep(id)).toMatchObject({ error: null, code: null, failures: 0 })
  })

  it('survives a restart of the server in the middle of an import', async () => {
    for (let n = 0; n < 300; n++) await deliver(aMail(), { date: daysAgo(40) })
    const id = await connected()
    await eventually(async () => (await filed(id)).length > 0)
    await server.restart()
    await whenFiled(id, 300)
    await inStep(id)
    expect(await filed(id)).toHaveLength(300)
    await deliver(aMail())
    expect(await whenFiled(id, 301)).toHaveLength(301)
  })

  it('doubles nothing under a new UIDVALIDITY', async () => {
    for (let n = 0; n < 3; n++) await deliver(aMail())
    const id = await connected()
    await whenFiled(id, 3)
    await inStep(id)
    await changeUidValidity(server, user)
    await deps.db.run(sql`update mailbox set sync_requested_at = now() where id = ${id}`)
    await wake()
    await eventually(async () => (await filed(id)).length === 6)
    const ledger = await deps.db.rows(sql`
      select fate, count(*) as n, count(distinct message_id) as messages from delivery
      where mailbox_id = ${id} group by fate order by fate`)
    expect(ledger).toEqual([
      { fate: 'filed', n: 3, messages: 3 },
      { fate: 'gone', n: 3, messages: 3 },
    ])
    expect(await deps.db.rows(sql`select 1 from message where mailbox_id = ${id}`)).toHaveLength(3)
  })

  it('notices what others move and delete, and keeps it', async () => {
    for (let n = 0; n < 3; n++) await deliver(aMail())
    const client = await connection()
    await createFolder(client, 'Kept')
    const id = await connected({ folders: ['INBOX', 'Kept'] })
    await whenFiled(id, 3)
    await inStep(id)
    await openFolder(client, 'INBOX', { readOnly: false })
    await moveMessage(client, 1, 'Kept')
    await moveMessage(client, 2, 'Archive') // which is not watched
    await client.close()
    const fates = await eventually(async () => {
      const rows = await deps.db.rows<{ path: string; uid: number; fate: string }>(sql`
        select f.path, d.uid, d.fate from delivery d join folder f on f.id = d.folder_id
        where d.mailbox_id = ${id} order by f.path, d.uid`)
      return rows.length === 4 && rows
    })
    expect(fates).toEqual([
      { path: 'INBOX', uid: 1, fate: 'moved' },
      { path: 'INBOX', uid: 2, fate: 'gone' },
      { path: 'INBOX', uid: 3, fate: 'filed' },
      { path: 'Kept', uid: 1, fate: 'filed' },
    ])
    expect(await deps.db.rows(sql`select 1 from message where mailbox_id = ${id}`)).toHaveLength(3)
  })

  it('sets no flag and marks nothing as read', async () => {
    await deliver(aMail())
    const id = await connected({ mode: 'readOnly' })
    await whenFiled(id, 1)
    const client = await connection()
    await openFolder(client, 'INBOX', { readOnly: true })
    expect(await listUids(client)).toHaveLength(1)
    for await (const { flags } of fetchRaw(client, [1])) expect(flags).not.toContain('\\Seen')
    await openFolder(client, 'INBOX', { readOnly: false })
    await addFlags(client, 1, ['\\Seen']) // what another client reads is nothing to us
    await client.close()
    expect(await filed(id)).toHaveLength(1)
  })

  it('takes one mail in two mailboxes as one message', async () => {
    const mail = aMail({ to: 'both@mairie.example' })
    await deliver(mail)
    const one = await connected()
    user++
    await deliver(mail)
    const other = await connected()
    const [[first], [second]] = await Promise.all([whenFiled(one, 1), whenFiled(other, 1)])
    expect(second?.reference).toBe(first?.reference)
    const row = await deps.db.row<{ boxes: string[] }>(sql`
      select mailbox_ids as boxes from conversation where reference = ${first?.reference}`)
    expect(row?.boxes.toSorted((a, b) => a.localeCompare(b))).toEqual(
      [one, other].toSorted((a, b) => a.localeCompare(b)),
    )
  })

  it('takes over the mailboxes of a worker that died', async () => {
    const account = server.account(user)
    const id = await aMailbox(deps, { account, triageSince: TRIAGE_SINCE })
    await deps.db.run(sql`
      update mailbox set lease_owner = 'dead', lease_until = now() + interval '2 seconds' where id = ${id}`)
    await deliver(aMail())
    await wake()
    await whenFiled(id, 1)
    const row = await deps.db.row<{ owner: string }>(
      sql`select lease_owner as owner from mailbox where id = ${id}`,
    )
    expect(row?.owner).not.toBe('dead')
  })

  it('lets go of a mailbox that is paused', async () => {
    const id = await connected()
    await inStep(id)
    await deps.db.run(sql`update mailbox set paused = true where id = ${id}`)
    await wake()
    await eventually(async () => {
      const row = await deps.db.row<{ owner: string | null }>(
        sql`select lease_owner as owner from mailbox where id = ${id}`,
      )
      return row?.owner === null
    })
    expect(await state(id)).toMatchObject({ state: 'idle', error: null })
  })
})

/** Gives the inbox new UIDs, as a server does that was restored from a backup. */
async function changeUidValidity(server: Dovecot, user: number): Promise<void> {
  const maildir = server.maildir(user)
  for (const name of await readdir(maildir)) {
    if (/^dovecot(-uidlist|\.index)/.test(name)) await rm(join(maildir, name), { force: true })
  }
  await server.restart()
}
