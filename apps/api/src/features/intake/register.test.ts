import { inTransaction, sql } from '@levee/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveOne } from './receive-message.ts'
import { nextReference } from './register.ts'
import {
  aMail,
  aMailbox,
  anOrganisation,
  deliveryInto,
  intakeDeps,
} from './testing/intake-fixture.ts'

let deps: Awaited<ReturnType<typeof intakeDeps>>

beforeAll(async () => {
  deps = await intakeDeps()
  await anOrganisation(deps)
})
afterAll(() => deps.close())

// tried once: what is lost now and then is lost
describe('the register', { retry: 0 }, () => {
  it('gives numbers without a gap to two mailboxes at once, failures included', async () => {
    const mailboxes = await Promise.all([aMailbox(deps), aMailbox(deps), aMailbox(deps)])
    const inboxes = await Promise.all(mailboxes.map((id) => deliveryInto(deps, id)))
    const year = new Date().getFullYear()
    await Promise.all(
      inboxes.flatMap((deliver) =>
        Array.from({ length: 5 }, (_, batch) =>
          deliver(Array.from({ length: 6 }, (_, n) => ({ uid: batch * 10 + n, raw: aMail() }))),
        ),
      ),
    )
    const numbers = await deps.db.rows<{ number: number }>(
      sql`select number from register_line where year = ${year} order by number`,
    )
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, place) => place + 1))
    expect(numbers.length).toBeGreaterThanOrEqual(90)
  })

  it('takes no number when the transaction that takes it fails', async () => {
    const old = new Date('2001-05-05')
    const mailbox = await aMailbox(deps)
    const { conversationId } = await receiveOne(deps, mailbox, aMail(), old)
    const failing = inTransaction(deps.db, async (tx) => {
      await nextReference(tx, conversationId, old, 'Europe/Paris')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    const taken = await inTransaction(deps.db, (tx) =>
      nextReference(tx, conversationId, old, 'Europe/Paris'),
    )
    expect(taken).toBe('2001-000001')
  })
})
