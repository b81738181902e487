import { sql } from '@levee/db'
import { expect, it, vi } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { lookForSilence } from './watch-silence.ts'

const { db, deps, clock, as, aUser } = await testApp()
const admin = await aUser({ role: 'admin' })
const asAdmin = as(admin)
const HOUR = 3_600_000

/** A mailbox to which a letter came in each hour of so many days, until now. */
async function aBusyMailbox(days: number): Promise<string> {
  const mailbox = await asAdmin.post('/api/v1/mailboxes', {
    name: 'Accueil',
    address: `${crypto.randomUUID()}@port-leveque.example`,
    incoming: { protocol: 'push' },
  })
  const { id }: { id: string } = mailbox.json()
  await asAdmin.post(`/api/v1/mailboxes/${id}/messages`, Buffer.from('Subject: a\r\n\r\nb\r\n'), {
    'content-type': 'message/rfc822',
  })
  const until = clock.now()
  await db.run(sql`
    insert into message (conversation_id, mailbox_id, direction, state, received_at, raw_sha256, content_sha256, size)
    select conversation_id, mailbox_id, direction, state, ${until}::timestamptz - n * interval '1 hour',
      raw_sha256, content_sha256 || n, size
    from message, generate_series(1, ${days * 24}::int) n where mailbox_id = ${id}`)
  return id
}

it('is shown when nothing comes for longer than usual, and until something comes', async () => {
  const id = await aBusyMailbox(21)
  const heard = vi.spyOn(deps.log, 'error')
  const shown = async () => (await asAdmin.get(`/api/v1/mailboxes/${id}`)).json()
  const lastAt = clock.now()
  clock.advance(5 * HOUR)
  await lookForSilence(deps)
  expect(await shown()).toMatchObject({ silentSince: null, silenceExpected: 0 })
  clock.advance(10 * HOUR)
  await lookForSilence(deps)
  const since = new Date(Math.floor(lastAt.getTime() / HOUR) * HOUR).toISOString()
  expect(await shown()).toMatchObject({ silentSince: since, silenceExpected: 14 })
  expect(heard).toHaveBeenCalledWith(
    expect.objectContaining({ mailboxId: id }),
    'nothing comes to a mailbox any more',
  )
  await asAdmin.post(`/api/v1/mailboxes/${id}/messages`, Buffer.from('Subject: c\r\n\r\nd\r\n'), {
    'content-type': 'message/rfc822',
  })
  await lookForSilence(deps)
  expect(await shown()).toMatchObject({ silentSince: null })
})
