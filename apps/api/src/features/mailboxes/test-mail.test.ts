import { sql } from '@levee/db'
import { type Dovecot, dovecotInstalled, startDovecot, startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'

const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'
const { db, as, aUser } = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const asAdmin = as(await aUser({ role: 'admin' }))
const url = '/api/v1/mailboxes/test-mail'
const push = { protocol: 'push' }
const nowhere = { host: '127.0.0.1', port: 1, security: 'none', username: 'u', password: 'p' }

const settings = (incoming: object, outgoing?: object) => ({
  name: 'Accueil',
  address: `${crypto.randomUUID()}@port-leveque.example`,
  incoming,
  ...(outgoing && { outgoing }),
})

describe('a test mail', () => {
  it('needs a way in by IMAP and a way out', async () => {
    const imap = { protocol: 'imap', ...nowhere }
    expect(await asAdmin.post(url, settings(push, nowhere))).toBeProblem(400, 'invalid')
    expect(await asAdmin.post(url, settings(imap))).toBeProblem(400, 'invalid')
  })

  it('says where it stuck, and what to do', async () => {
    const answer = await asAdmin.post(url, settings({ protocol: 'imap', ...nowhere }, nowhere))
    expect(answer.json()).toMatchObject({
      ok: false,
      outcome: 'notRead',
      code: 'unreachable',
      message: expect.stringContaining('127.0.0.1'),
      fix: 'Check the receiving server first.',
    })
  })
})

describe.skipIf(missing)(`a test mail on a real server${missing}`, () => {
  let dovecot: Dovecot
  const box = { id: '' }
  let smtp: Awaited<ReturnType<typeof startSmtpCatcher>>
  beforeAll(async () => {
    dovecot = await startDovecot({ users: 1 })
    smtp = await startSmtpCatcher()
    const input = settings(
      { protocol: 'imap', ...dovecot.account(1) },
      { host: '127.0.0.1', port: smtp.port, security: 'none' },
    )
    box.id = (await asAdmin.post('/api/v1/mailboxes', input)).json().id
  })
  afterAll(async () => {
    await dovecot?.stop()
    await smtp?.stop()
  })

  it('goes round, and is nothing to handle for whoever finds it before it is gone', async () => {
    const going = asAdmin.post(`/api/v1/mailboxes/${box.id}/test-mail`)
    const { raw } = await smtp.waitForMessage()
    expect(raw.toString()).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    await dovecot.deliver(1, raw)
    const answer = (await going).json()
    expect(answer).toMatchObject({ ok: true, outcome: 'arrived', folder: 'INBOX', removed: true })
    expect(answer.message).toMatch(/^The mail arrived after \d+\.\d s\.$/)

    const nonce = /levee-test\.\w{16}/
    const forged = raw.toString().replace(nonce, `levee-test.${'0'.repeat(16)}`)
    expect(await filedAs(raw)).toEqual({
      status: 'archived',
      isWithoutNumber: true,
      fate: 'imported',
    })
    expect(await filedAs(Buffer.from(forged))).toMatchObject({ status: 'open', fate: 'filed' })
  })

  /** What becomes of a mail that intake gets. */
  async function filedAs(raw: Buffer) {
    const type = { 'content-type': 'message/rfc822' }
    const { conversationId } = (
      await asAdmin.post(`/api/v1/mailboxes/${box.id}/messages`, raw, type)
    ).json()
    return db.row(sql`
      select c.status, c.reference is null as "isWithoutNumber", d.fate from conversation c
        join message m on m.conversation_id = c.id join delivery d on d.message_id = m.id
      where c.id = ${conversationId}`)
  }
})
