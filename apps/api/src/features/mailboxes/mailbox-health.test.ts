import { dovecotInstalled, startDovecot } from '@levee/mail/testing'
import { sql } from '@levee/db'
import { expect, it, onTestFinished, vi } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { startLoops } from '../../loops.ts'
import { aLetter } from '../../testing/replying.ts'

const { db, deps, clock, as, aUser } = await testApp({
  env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' },
})
let asAdmin = as(await aUser({ role: 'admin' }))
const HOUR = 3_600_000

async function aMailbox(incoming: object = { protocol: 'push' }): Promise<string> {
  const address = `${crypto.randomUUID()}@port-leveque.example`
  const answer = await asAdmin.post('/api/v1/mailboxes', { name: 'Accueil', address, incoming })
  expect(answer).toMatchObject({ statusCode: 201 })
  return answer.json().id
}

const healthOf = async (id: string) => (await asAdmin.get(`/api/v1/mailboxes/${id}/health`)).json()

it('shows what came in each of the last 24 hours, beside what usually comes', async () => {
  const id = await aMailbox()
  await asAdmin.post(`/api/v1/mailboxes/${id}/messages`, Buffer.from('Subject: a\r\n\r\nb\r\n'), {
    'content-type': 'message/rfc822',
  })
  const young = await healthOf(id)
  expect(young.hours).toHaveLength(24)
  expect(young.hours.at(-1)).toMatchObject({ messages: 1, usual: null })
  expect(young.quota).toBeNull()
  await db.run(sql`
    insert into delivery (mailbox_id, folder_id, uid_validity, uid, message_id, fate, internal_date, stored_at, raw_sha256)
    select mailbox_id, folder_id, uid_validity, uid + n, message_id, fate,
      ${clock.now()}::timestamptz - n * interval '1 hour', stored_at, raw_sha256
    from delivery, generate_series(1, ${21 * 24}::int) n where mailbox_id = ${id}`)
  clock.advance(HOUR)
  const { hours } = await healthOf(id)
  expect(hours.at(-1).messages).toBe(0)
  expect(hours.at(-3)).toMatchObject({ messages: 1, usual: expect.closeTo(1, 0) })
})

it.skipIf(!dovecotInstalled())('shows how full the mailbox is, as its server says', async () => {
  const dovecot = await startDovecot({ users: 1, quota: '20M' })
  onTestFinished(() => dovecot.stop())
  await dovecot.deliver(1, aLetter())
  clock.set(new Date())
  asAdmin = as(await aUser({ role: 'admin' })) // the session of before is over
  const loops = await startLoops(deps)
  onTestFinished(() => loops.stop())
  const id = await aMailbox({ protocol: 'imap', ...dovecot.account(1) })
  await vi.waitFor(
    async () =>
      expect((await healthOf(id)).quota).toEqual({
        used: expect.any(Number),
        limit: 20 * 1024 * 1024,
      }),
    { timeout: 10_000, interval: 50 },
  )
})
