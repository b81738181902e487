import { inTransaction, sql } from '@levee/db'
import { NOT_AUTHENTICATED } from '@levee/domain'
import { startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox } from '../../testing/replying.ts'
import { setUpDeadlines } from '../deadlines/service.ts'
import { receiveOne } from '../intake/receive-message.ts'
import { sendReply } from '../replies/service.ts'
import { acknowledge } from './service.ts'

/** A Levee of its own that acknowledges all mail. */
async function anInstance() {
  const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
  const { db, deps, clock } = app
  const catcher = await startSmtpCatcher()
  afterAll(() => catcher.stop())
  const admin = await app.aUser({ role: 'admin' })
  const asAdmin = app.as(admin)
  const mailbox = await aSendingMailbox(app, { members: [admin], catcher })
  await inTransaction(db, (tx) =>
    setUpDeadlines(tx, {
      organisation: 'Mairie',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      at: clock.now(),
    }),
  )
  const template = { name: 'AR', language: 'fr', html: '<p>Reçu : {{numéro}}</p>' }
  const { id } = (await asAdmin.post('/api/v1/templates', template)).json()
  const [policy] = (await asAdmin.get('/api/v1/deadline-policies')).json().items
  const acknowledgement = { fr: id, en: null }
  await asAdmin.patch(`/api/v1/deadline-policies/${policy.id}`, { acknowledgement })
  return {
    address: mailbox.address,
    sent: () => catcher.messages.length,
    /** What it answers by itself to a mail, if it does. */
    async answer(raw: Buffer): Promise<Buffer | null> {
      const before = catcher.messages.length
      const { messageId } = await receiveOne(deps, mailbox.id, raw)
      await db.run(sql`
        update message set authentication = ${sql.json(NOT_AUTHENTICATED)} where id = ${messageId}`)
      const expected = await db.rows<{ id: string }>(sql`
        select id from acknowledgement where message_id = ${messageId}`)
      for (const { id: acknowledgementId } of expected)
        await acknowledge(deps, { acknowledgementId })
      const queued = await db.rows<{ messageId: string }>(sql`
        select outgoing_id as "messageId" from acknowledgement
        where message_id = ${messageId} and outgoing_id is not null`)
      for (const each of queued) await sendReply(deps, each)
      return before < catcher.messages.length ? (catcher.messages.at(-1)?.raw ?? null) : null
    },
  }
}

/** What a relay leaves that strips every mark of a machine and of the thread. */
function stripped(raw: Buffer): Buffer {
  const marks =
    /^(?:auto-submitted|x-auto-response-suppress|in-reply-to|references|message-id):.*(?:\r\n[ \t].*)*\r\n/gim
  return Buffer.from(raw.toString().replaceAll(marks, ''))
}

// two of everything: not in CI, which has ten minutes, and where storms.test.ts proves the decision
const instances = process.env['CI'] ? null : { one: await anInstance(), other: await anInstance() }

describe.skipIf(!instances)('two that acknowledge all mail', () => {
  it('do not answer each other, and but once where what is between them hides what they are', async () => {
    const { one, other } = instances!
    const person = aLetter({ from: `Mairie d’Anse <${other.address}>`, id: 'person@anse.example' })
    const first = await one.answer(person)
    expect(first).not.toBeNull()
    expect(await other.answer(first!)).toBeNull()
    let mail: Buffer | null = stripped(first!)
    let rounds = 0
    for (let round = 0; round < 6 && mail; round++) {
      const me = round % 2 === 0 ? other : one
      mail = await me.answer(stripped(mail))
      rounds = round + 1
    }
    expect({ rounds, sent: [one.sent(), other.sent()] }).toEqual({ rounds: 2, sent: [1, 1] })
  })
})
