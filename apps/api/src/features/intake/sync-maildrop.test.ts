import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '@levee/db'
import { dovecotPop3Installed } from '@levee/mail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aMail, eventually } from './testing/intake-fixture.ts'
import { SyncedMailboxes } from './testing/synced-mailboxes.ts'

const DAY = 86_400_000 // ms
const received = (daysAgo: number): string =>
  `Received: from a by b; ${new Date(Date.now() - daysAgo * DAY).toUTCString()}`
const missing = dovecotPop3Installed() ? '' : ' (skipped: dovecot-pop3d 2.3 is not installed)'

describe.skipIf(missing)(`keeping a mailbox in step with Dovecot over POP3${missing}`, () => {
  let box: SyncedMailboxes
  let ahead = 0 // ms

  beforeAll(async () => {
    box = await SyncedMailboxes.start(7, { pop3: true, now: () => new Date(Date.now() + ahead) })
  })
  afterAll(() => box?.stop())
  beforeEach(() => {
    box.user++
    ahead = 0
  })

  const connect = (more: { deleteAfterDays?: number; password?: string } = {}): Promise<string> => {
    const { password, ...settings } = more
    const account = { ...box.server.pop3Account(box.user), ...(password && { password }) }
    return box.connect({ account, protocol: 'pop3', ...settings })
  }
  const onServer = async (): Promise<string[]> => {
    const maildir = box.server.maildir(box.user)
    const lists = await Promise.all(
      ['new', 'cur'].map((part) =>
        readdir(join(maildir, part)).then((names) =>
          names.map((name) => join(maildir, part, name)),
        ),
      ),
    )
    return lists.flat()
  }

  it('files the inbox byte for byte, imports what is old, and leaves it on the server', async () => {
    const dots = Buffer.concat([
      aMail({ subject: 'new', headers: [received(1)], body: '.\r\n..\r\n.x' }),
      Buffer.from(Array.from({ length: 242 }, (_, byte) => byte + 14)),
      Buffer.from('\r\n.\r\n'),
    ])
    await box.deliver(aMail({ subject: 'old', headers: [received(60)] }))
    await box.deliver(dots)
    const id = await connect()
    await box.inStep(id)
    expect(await box.filed(id)).toMatchObject([
      { subject: 'new', fate: 'filed', status: 'open' },
      { subject: 'old', fate: 'imported', status: 'archived', reference: null },
    ])
    const row = await box.deps.db.row<{ raw: string }>(sql`
      select raw_sha256 as raw from message where mailbox_id = ${id} and subject = 'new'`)
    expect(await box.deps.blobs.get(row?.raw ?? '')).toEqual(dots)
    expect(await onServer()).toHaveLength(2)
  })

  it('hears at once when it is asked, and lets others keep what they delete', async () => {
    await box.deliver(aMail({ subject: 'first' }))
    const id = await connect()
    await box.inStep(id)
    for (const path of await onServer()) await rm(path)
    await box.deliver(aMail({ subject: 'second' }))
    await box.pass(id)
    const fates = (await box.filed(id)).map(({ subject, fate }) => `${subject} ${fate}`)
    expect(fates.toSorted()).toEqual(['first gone', 'second filed'])
  })

  it('deletes from the server after so many days, and never what it has not stored', async () => {
    await box.deliver(aMail({ subject: 'kept here' }))
    const id = await connect({ deleteAfterDays: 14 })
    await box.inStep(id)
    ahead = 13 * DAY
    await box.pass(id)
    expect(await onServer()).toHaveLength(1)
    await box.deliver(aMail({ subject: 'too young' }))
    ahead = 15 * DAY
    await box.pass(id)
    expect(await onServer()).toHaveLength(1)
    const fates = (await box.filed(id)).map(({ subject, fate }) => `${subject} ${fate}`)
    expect(fates.toSorted()).toEqual(['kept here gone', 'too young filed'])
  })

  it('survives a restart of the server in the middle of an import', async () => {
    for (let n = 0; n < 120; n++) await box.deliver(aMail({ headers: [received(60)] }))
    const id = await connect()
    await eventually(async () => (await box.filed(id)).length > 0)
    await box.server.restart()
    await box.whenFiled(id, 120)
    await box.inStep(id)
    expect(await box.filed(id)).toHaveLength(120)
    expect(
      await box.deps.db.row(sql`
        select count(*) as n, count(distinct uidl) as names from delivery where mailbox_id = ${id}`),
    ).toEqual({ n: 120, names: 120 })
  })

  it('empties the server at once when that is wanted', async () => {
    for (let n = 0; n < 20; n++) await box.deliver(aMail())
    const id = await connect({ deleteAfterDays: 0 })
    await box.inStep(id)
    await eventually(async () => (await onServer()).length === 0)
    expect((await box.filed(id)).length).toBe(20)
  })

  it('says that the password is wrong', async () => {
    const id = await connect({ password: 'wrong' })
    const failed = await box.whenState(id, ({ state }) => state === 'error')
    expect(failed).toMatchObject({ code: 'authentication', failures: 1 })
  })

  it('lets go of the maildrop when it is paused, and takes it up again', async () => {
    const id = await connect()
    await box.inStep(id)
    await box.pause(id)
    await box.deliver(aMail())
    await box.resume(id)
    expect(await box.whenFiled(id, 1)).toHaveLength(1)
  })
})
