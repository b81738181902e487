import { chmod, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '@levee/db'
import { addFlags, createFolder, fetchRaw, listUids, moveMessage, openFolder } from '@levee/mail'
import { type Dovecot, dovecotInstalled, startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tryTestMailOf } from '../mailboxes/service.ts'
import { aMail, eventually } from './testing/intake-fixture.ts'
import { SyncedMailboxes } from './testing/synced-mailboxes.ts'
import { verifyMailbox } from './verify-mailbox.ts'

const DAY = 86_400_000 // ms; mail of the last 30 days is to be triaged
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY)

describe.skipIf(!dovecotInstalled())('keeping a mailbox in step with Dovecot', () => {
  let box: SyncedMailboxes

  beforeAll(async () => {
    box = await SyncedMailboxes.start(14)
  })
  afterAll(() => box.stop())
  beforeEach(() => {
    box.user++
  })

  it('files mail to triage oldest first, then history newest first', async () => {
    for (const days of [3, 40, 1, 60, 2]) {
      await box.deliver(aMail({ subject: `${days}` }), { date: daysAgo(days) })
    }
    const id = await box.connect()
    const rows = await box.whenFiled(id, 5)
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
    const id = await box.connect()
    await box.inStep(id)
    await box.deliver(aMail({ id: '<live@x.example>' }))
    expect(await box.whenFiled(id, 1)).toMatchObject([{ fate: 'filed', status: 'open' }])
    const answer = aMail({ from: 'contact@mairie.example', inReplyTo: '<live@x.example>' })
    await box.deliver(answer, { folder: 'Sent' })
    await box.deliver(aMail()) // Sent is looked at when the inbox wakes
    await eventually(async () => (await box.filed(id)).length === 3)
    expect((await box.filed(id)).find(({ fate }) => fate === 'sent')).toMatchObject({
      status: 'answered',
    })
  })

  it('shows the progress of an import', async () => {
    for (let n = 0; n < 60; n++) await box.deliver(aMail(), { date: daysAgo(40) })
    const id = await box.connect()
    await box.whenFiled(id, 60)
    expect(await box.inStep(id)).toMatchObject({ total: 60, done: 60, error: null })
    expect(
      await box.deps.db.row(sql`
      select next_uid as next, server_count as count from folder
      where mailbox_id = ${id} and path = 'INBOX'`),
    ).toEqual({ next: 61, count: 60 })
  })

  it('counts what the first pass brings, however little, and not what comes later', async () => {
    for (const days of [1, 2, 40]) await box.deliver(aMail(), { date: daysAgo(days) })
    const id = await box.connect()
    await box.whenFiled(id, 3)
    expect(await box.inStep(id)).toMatchObject({ total: 3, done: 3, error: null })
    await box.deliver(aMail())
    await box.whenFiled(id, 4)
    expect(await box.inStep(id)).toMatchObject({ total: 3, done: 3 })
  })

  it('survives a restart of the server in the middle of an import', async () => {
    for (let n = 0; n < 300; n++) await box.deliver(aMail(), { date: daysAgo(40) })
    const id = await box.connect()
    await eventually(async () => (await box.filed(id)).length > 0)
    await box.server.restart()
    await box.whenFiled(id, 300)
    await box.inStep(id)
    expect(await box.filed(id)).toHaveLength(300)
    await box.deliver(aMail())
    expect(await box.whenFiled(id, 301)).toHaveLength(301)
  })

  it('doubles nothing under a new UIDVALIDITY', async () => {
    for (let n = 0; n < 3; n++) await box.deliver(aMail())
    const id = await box.connect()
    await box.whenFiled(id, 3)
    await box.inStep(id)
    await changeUidValidity(box.server, box.user)
    await box.deps.db.run(sql`update mailbox set sync_requested_at = now() where id = ${id}`)
    await box.wake()
    await eventually(async () => (await box.filed(id)).length === 6)
    const ledger = await box.deps.db.rows(sql`
      select fate, count(*) as n, count(distinct message_id) as messages from delivery
      where mailbox_id = ${id} group by fate order by fate`)
    expect(ledger).toEqual([
      { fate: 'filed', n: 3, messages: 3 },
      { fate: 'gone', n: 3, messages: 3 },
    ])
    expect(
      await box.deps.db.rows(sql`select 1 from message where mailbox_id = ${id}`),
    ).toHaveLength(3)
  })

  it('notices what others move and delete, and keeps it', async () => {
    for (let n = 0; n < 3; n++) await box.deliver(aMail())
    const client = await box.client()
    await createFolder(client, 'Kept')
    const id = await box.connect({ folders: ['INBOX', 'Kept'] })
    await box.whenFiled(id, 3)
    await box.inStep(id)
    await openFolder(client, 'INBOX', { readOnly: false })
    await moveMessage(client, 1, 'Kept')
    await moveMessage(client, 2, 'Trash') // which is not watched, and nobody looks there
    await client.close()
    const fates = await eventually(async () => {
      const rows = await box.deps.db.rows<{ path: string; uid: number; fate: string }>(sql`
        select f.path, d.uid, d.fate from delivery d join folder f on f.id = d.folder_id
        where d.mailbox_id = ${id} order by f.path, d.uid`)
      const isSeen =
        rows.length === 4 && rows.every(({ uid, fate }) => uid !== 2 || fate === 'gone')
      return isSeen && rows
    })
    expect(fates).toEqual([
      { path: 'INBOX', uid: 1, fate: 'moved' },
      { path: 'INBOX', uid: 2, fate: 'gone' },
      { path: 'INBOX', uid: 3, fate: 'filed' },
      { path: 'Kept', uid: 1, fate: 'filed' },
    ])
    expect(
      await box.deps.db.rows(sql`select 1 from message where mailbox_id = ${id}`),
    ).toHaveLength(3)
  })

  it('is proved to be complete, or to lack exactly what it lacks', async () => {
    for (let n = 0; n < 3; n++) await box.deliver(aMail())
    const id = await box.connect()
    await box.whenFiled(id, 3)
    await box.inStep(id)
    const inbox = async () =>
      (await verifyMailbox(box.deps, id))?.find(({ path }) => path === 'INBOX')
    const whole = {
      path: 'INBOX',
      isRenewed: false,
      server: 3,
      known: 3,
      missing: [],
      vanished: [],
    }
    expect(await inbox()).toEqual(whole)
    await box.deps.db.run(sql`update mailbox set paused = true where id = ${id}`) // so that nothing mends it
    await box.wake()
    await box.deps.db.run(sql`delete from delivery where mailbox_id = ${id} and uid = 2`)
    const client = await box.client()
    await openFolder(client, 'INBOX', { readOnly: false })
    await moveMessage(client, 3, 'Archive')
    expect(await inbox()).toEqual({ ...whole, server: 2, known: 2, missing: [2], vanished: [3] })
  })

  it('sets no flag and marks nothing as read', async () => {
    await box.deliver(aMail())
    const id = await box.connect({ mode: 'readOnly' })
    await box.whenFiled(id, 1)
    const client = await box.client()
    await openFolder(client, 'INBOX', { readOnly: true })
    expect(await listUids(client)).toHaveLength(1)
    for await (const { flags } of fetchRaw(client, [1])) expect(flags).not.toContain('\\Seen')
    await openFolder(client, 'INBOX', { readOnly: false })
    await addFlags(client, 1, ['\\Seen']) // what another client reads is nothing to us
    await client.close()
    expect(await box.filed(id)).toHaveLength(1)
  })

  it('files what the server gives when it cannot give everything, and says what is missing', async () => {
    for (let n = 0; n < 3; n++) await box.deliver(aMail())
    const id = await box.connect()
    await box.whenFiled(id, 3)
    await box.pause(id) // or it might be fetched before it cannot be read
    for (let n = 0; n < 3; n++) await box.deliver(aMail({ subject: `${n}` }))
    await makeUnreadable(box.server, box.user, 'Subject: 1')
    await box.resume(id)
    await box.whenFiled(id, 5)
    const missing = await eventually(() =>
      box.deps.db.row<{ server: number; held: number; next: number }>(sql`
        select server_count as server, next_uid as next, (select count(*) from delivery d
          where d.folder_id = f.id) as held
        from folder f where mailbox_id = ${id} and path = 'INBOX' and server_count = 6`),
    )
    expect(missing.held).toBe(5)
    expect(missing.next).toBeLessThanOrEqual(5) // UID 5 is asked for again
  })

  it('takes what is in the folder that an admin chose for sent mail as sent', async () => {
    const client = await box.client()
    await createFolder(client, 'Courrier parti')
    await client.close()
    await box.deliver(aMail({ from: 'x@mairie.example' }), { folder: 'Courrier parti' })
    const id = await box.connect({ folders: ['INBOX', 'Courrier parti'], leaseOwner: 'nobody' })
    await box.deps.db.run(sql`
      update mailbox set folder_roles = '{"sent": "Courrier parti"}', lease_owner = null,
        lease_until = null where id = ${id}`)
    await box.wake()
    expect(await box.whenFiled(id, 1)).toMatchObject([{ fate: 'sent', status: 'archived' }])
  })

  it('files a test mail that it finds before it is gone as archive, without a number', async () => {
    const smtp = await startSmtpCatcher()
    const id = await box.connect({ mode: 'readOnly' }) // where the test mail stays
    await box.inStep(id)
    await box.deps.db.run(sql`
      update mailbox set outgoing_host = '127.0.0.1', outgoing_port = ${smtp.port},
        outgoing_security = 'none' where id = ${id}`)
    const going = tryTestMailOf(box.deps, id)
    await box.deliver((await smtp.waitForMessage()).raw)
    expect(await going).toMatchObject({ outcome: 'arrived', removed: false })
    expect(await box.whenFiled(id, 1)).toMatchObject([
      { subject: 'Levee: test mail', fate: 'imported', reference: null, status: 'archived' },
    ])
    await smtp.stop()
  })

  it('takes one mail in two mailboxes as one message', async () => {
    const mail = aMail({ to: 'both@mairie.example' })
    await box.deliver(mail)
    const one = await box.connect()
    box.user++
    await box.deliver(mail)
    const other = await box.connect()
    const [[first], [second]] = await Promise.all([box.whenFiled(one, 1), box.whenFiled(other, 1)])
    expect(second?.reference).toBe(first?.reference)
    const row = await box.deps.db.row<{ boxes: string[] }>(sql`
      select mailbox_ids as boxes from conversation where reference = ${first?.reference}`)
    expect(row?.boxes.toSorted((a, b) => a.localeCompare(b))).toEqual(
      [one, other].toSorted((a, b) => a.localeCompare(b)),
    )
  })
})

/** Makes the mail server fail when it is asked for the messages that contain this line. */
async function makeUnreadable(server: Dovecot, user: number, line: string): Promise<void> {
  for (const part of ['new', 'cur']) {
    const directory = join(server.maildir(user), part)
    for (const name of await readdir(directory)) {
      const path = join(directory, name)
      if ((await readFile(path, 'utf8')).includes(line)) await chmod(path, 0)
    }
  }
}

/** Gives the inbox new UIDs, as a server does that was restored from a backup. */
async function changeUidValidity(server: Dovecot, user: number): Promise<void> {
  const maildir = server.maildir(user)
  for (const name of await readdir(maildir)) {
    if (/^dovecot(-uidlist|\.index)/.test(name)) await rm(join(maildir, name), { force: true })
  }
  await server.restart()
}
