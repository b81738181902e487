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
})

function refusing(which: (call: Call) => boolean, answer: string): FaultImap['misbehaviour'] {
  return {
    instead(call) {
      if (which(call)) call.done(answer)
      return which(call)
    },
  }
}
