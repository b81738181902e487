import { sql } from '@levee/db'
import { type Call, type FaultImap, startFaultImap, startSmtpCatcher } from '@levee/mail/testing'
import { sealSecret } from '@levee/storage'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, received, stateOf } from '../../testing/replying.ts'
import { sendReply } from './service.ts'

const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const catcher = await startSmtpCatcher()
afterAll(() => catcher.stop())

const claire = await app.aUser({ name: 'Claire Aubry' })
const mailbox = await aSendingMailbox(app, { members: [claire], catcher })

const send = (messageId: string) => sendReply(app.deps, { messageId })

async function aReply(): Promise<string> {
  const { id, revision } = await received(app, mailbox.id, aLetter())
  const body = { revision, text: 'Demain.' }
  const answer = await app.as(claire).post(`/api/v1/conversations/${id}/replies`, body)
  return answer.json<{ messageId: string }>().messageId
}

const isSearch = ({ name, words }: Call): boolean => name === 'UID' && words[0] === 'SEARCH'

async function fileOnServer(server: FaultImap, reply: string): Promise<void> {
  const row = await app.db.row<{ sha256: string }>(sql`
    select raw_sha256 as sha256 from message where id = ${reply}`)
  server.model.append('Sent', await app.deps.blobs.get(row?.sha256 ?? ''))
}

/** As its jobs do that look again. */
const looks = (reply: string) =>
  app.db.rows<{ data: { messageId: string; due: string } }>(sql`
    select data from pgboss.job where name = 'send' and data ->> 'messageId' = ${reply}
      and start_after > (data ->> 'due')::timestamptz + interval '30 seconds' order by start_after`)

describe('keeping what was sent on a server that fails', () => {
  let server: FaultImap
  beforeEach(async () => {
    catcher.messages.length = 0
    server = await startFaultImap()
    const { host, port, security, username, password } = server.account()
    await app.db.run(sql`
      update mailbox set protocol = 'imap', mode = 'mirror', incoming_host = ${host},
        incoming_port = ${port}, incoming_security = ${security}, incoming_username = ${username},
        incoming_secret = ${sealSecret(app.deps.keys.secrets, password)} where id = ${mailbox.id}`)
  })
  afterEach(() => server.stop())

  const inSent = () => server.model.folder('Sent').messages.length

  /** Its connection ended before the server said that it had it, and Sent cannot be looked into. */
  async function anUncertainReply(): Promise<string> {
    const reply = await aReply()
    server.model.append('Sent', aLetter()) // an empty folder is not searched
    server.misbehaviour = refusing(isSearch, 'NO busy')
    await app.db.run(sql`
      with claimed as (update outgoing set attempted_at = now(), attempts = 1
        where message_id = ${reply})
      update message set state = 'sending' where id = ${reply}`)
    await send(reply)
    expect(await stateOf(app, reply)).toMatchObject({ state: 'failed', status: 'open' })
    return reply
  }

  it('sends nothing twice when the Sent folder is full', async () => {
    server.misbehaviour = refusing(({ name }) => name === 'APPEND', 'NO [OVERQUOTA] full')
    const reply = await aReply()
    await expect(send(reply)).rejects.toMatchObject({ code: 'refused' })
    await expect(send(reply)).rejects.toMatchObject({ code: 'refused' })
    expect((await stateOf(app, reply))?.state).toBe('sent')
    server.misbehaviour = {}
    await send(reply)
    await send(reply)
    expect([catcher.messages.length, inSent()]).toEqual([1, 1])
  })

  it('keeps the copy of one whose worker was killed before it could', async () => {
    const reply = await aReply()
    const due = app.clock.now().toISOString()
    app.clock.advance(1_000)
    server.misbehaviour = refusing(({ name }) => name === 'APPEND', 'NO [OVERQUOTA] full')
    await expect(sendReply(app.deps, { messageId: reply, due })).rejects.toMatchObject({
      code: 'refused',
    })
    server.misbehaviour = {}
    await sendReply(app.deps, { messageId: reply, due }) // the job is there still
    expect([catcher.messages.length, inSent()]).toEqual([1, 1])
  })

  it('keeps one copy when the connection breaks before the server says that it has it', async () => {
    server.misbehaviour = {
      saying(answer, call) {
        if (call.name !== 'APPEND') return answer
        call.session.cut()
        return answer
      },
    }
    const reply = await aReply()
    await expect(send(reply)).rejects.toMatchObject({ code: 'closed' })
    server.misbehaviour = refusing(
      ({ name, words }) => name === 'UID' && words[0] === 'SEARCH',
      'NO',
    )
    await expect(send(reply)).rejects.toMatchObject({ code: 'refused' })
    server.misbehaviour = {}
    await send(reply)
    expect([catcher.messages.length, inSent()]).toEqual([1, 1])
  })

  describe('when nobody knows whether it was sent', () => {
    it('looks again, and finds that it was once the server files it or can be reached', async () => {
      const reply = await anUncertainReply()
      const [first, second, ...others] = (await looks(reply)).map(({ data }) => data)
      if (!first || !second) throw new Error('Nothing looks again.')
      expect(others).toHaveLength(1)
      await expect(sendReply(app.deps, first)).rejects.toMatchObject({ code: 'refused' })
      server.misbehaviour = {}
      await sendReply(app.deps, first)
      expect((await stateOf(app, reply))?.state).toBe('failed')
      await fileOnServer(server, reply)
      await sendReply(app.deps, second)
      await sendReply(app.deps, second)
      expect(await stateOf(app, reply)).toMatchObject({ state: 'sent', problem: null })
      expect([catcher.messages.length, inSent()]).toEqual([0, 2])
      const said = await app.db.rows(sql`
        select from activity where kind = 'sent' and after ->> 'messageId' = ${reply}`)
      expect(said).toHaveLength(1)
    })

    it('leaves one alone that somebody sends again', async () => {
      const reply = await anUncertainReply()
      const [look] = (await looks(reply)).map(({ data }) => data)
      if (!look) throw new Error('Nothing looks again.')
      server.misbehaviour = {}
      app.clock.advance(1_000)
      await app.as(claire).post(`/api/v1/messages/${reply}/retry`)
      await sendReply(app.deps, look)
      expect([(await stateOf(app, reply))?.state, catcher.messages.length]).toEqual(['queued', 0])
    })
  })
})

function refusing(which: (call: Call) => boolean, answer: string): FaultImap['misbehaviour'] {
  return {
    instead(call) {
      if (which(call)) call.done(answer)
      return which(call)
    },
  }
}
