import { sql } from '@levee/db'
import { dovecotInstalled } from '@levee/mail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aMail, aMailbox } from './testing/intake-fixture.ts'
import { SyncedMailboxes } from './testing/synced-mailboxes.ts'
import { takeSeat } from './worker-seat.ts'

describe.skipIf(!dovecotInstalled())('sharing mailboxes among workers', () => {
  let box: SyncedMailboxes

  beforeAll(async () => {
    box = await SyncedMailboxes.start(6)
  })
  afterAll(() => box.stop())
  beforeEach(() => {
    box.user++
  })

  it('says that the password is wrong, and goes on once it is right', async () => {
    await box.deliver(aMail())
    const account = { ...box.server.account(box.user), password: 'wrong' }
    const id = await box.connect({ account })
    const failed = await box.whenState(id, ({ state }) => state === 'error')
    expect(failed).toMatchObject({ code: 'authentication', failures: 1 })
    expect(failed.error).toContain('password')
    expect(Number(failed.retryAt)).toBeGreaterThan(Date.now() + 10_000)
    const right = await aMailbox(box.deps, { account: box.server.account(box.user) })
    await box.deps.db.run(sql`
      update mailbox set incoming_secret = (select incoming_secret from mailbox where id = ${right}),
        sync_requested_at = now() + interval '1 second' where id = ${id}`)
    await box.wake()
    await box.whenFiled(id, 1)
    expect(await box.inStep(id)).toMatchObject({ error: null, code: null, failures: 0 })
  })

  it('leaves the mailboxes of another worker alone, and takes them over when it dies', async () => {
    const other = await takeSeat(box.deps.db)
    const id = await box.connect({ leaseOwner: other.owner })
    const owner = async (): Promise<string | null> => (await box.state(id)).owner
    const taken = await box.connect({ account: box.server.account(++box.user) })
    await box.inStep(taken) // the loop has looked, and took this one
    expect(await owner()).toBe(other.owner)
    other.leave()
    await box.inStep(id)
    expect(await owner()).not.toBe(other.owner)
  })

  it('lets go of a mailbox that is paused', async () => {
    const id = await box.connect()
    await box.inStep(id)
    await box.deps.db.run(sql`update mailbox set paused = true where id = ${id}`)
    await box.wake()
    await box.whenState(id, ({ owner }) => owner === null)
    expect(await box.state(id)).toMatchObject({ state: 'idle', error: null })
  })
})
