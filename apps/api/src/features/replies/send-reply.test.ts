import { createServer } from 'node:net'
import { sql } from '@levee/db'
import { type SmtpCatcher, startSmtpCatcher } from '@levee/mail/testing'
import { pino } from 'pino'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createJobs } from '../../jobs.ts'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, received, stateOf } from '../../testing/replying.ts'
import { sendReply } from './service.ts'

const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const catcher = await startSmtpCatcher()
afterAll(() => catcher.stop())

const claire = await app.aUser({ name: 'Claire Aubry' })
const mailbox = await aSendingMailbox(app, { members: [claire], catcher })

beforeEach(async () => {
  catcher.messages.length = 0
  await sendThrough(catcher)
})

const sendThrough = ({ port }: { port: number }) =>
  app.db.run(sql`update mailbox set outgoing_port = ${port} where id = ${mailbox.id}`)

async function aReply(more: object = {}): Promise<{ messageId: string; conversationId: string }> {
  const { id, revision } = await received(app, mailbox.id, aLetter())
  const body = { revision, text: 'Demain.', ...more }
  const answer = await app.as(claire).post(`/api/v1/conversations/${id}/replies`, body)
  return { messageId: answer.json<{ messageId: string }>().messageId, conversationId: id }
}

const send = (messageId: string) => sendReply(app.deps, { messageId })

const conversation = async (id: string) =>
  (await app.as(claire).get(`/api/v1/conversations/${id}`)).json<{
    status: string
    assigneeId: string | null
    sendState: string | null
    timeline: { kind?: string; after?: object }[]
  }>()

describe('sending a reply', () => {
  it('happens once, with two workers and a job that is there twice', async () => {
    const workers = [1, 2].map(() => createJobs({ db: app.db, log: pino({ level: 'silent' }) }))
    try {
      await Promise.all(
        workers.map((jobs) => jobs.start({ send: (data) => sendReply(app.deps, data) })),
      )
      const ids = await Promise.all([1, 2, 3, 4, 5].map(async () => (await aReply()).messageId))
      await vi.waitFor(() => expect(catcher.messages).toHaveLength(5), 15_000)
      await Promise.all(ids.map(send))
      expect(catcher.messages).toHaveLength(5)
      for (const id of ids) expect((await stateOf(app, id))?.state).toBe('sent')
    } finally {
      await Promise.all(workers.map((jobs) => jobs.stop()))
    }
  })

  it('is sent by one of two runs that start together', async () => {
    const { messageId } = await aReply()
    await Promise.allSettled([send(messageId), send(messageId)])
    expect(catcher.messages).toHaveLength(1)
  })

  it('tries again later when the server says so (4xx), and says why meanwhile', async () => {
    const { messageId, conversationId } = await aReply()
    catcher.failNext(451, 'Greylisted, try again')
    await send(messageId)
    expect(await stateOf(app, messageId)).toMatchObject({
      state: 'queued',
      problem: expect.stringContaining('451'),
      attempts: 1,
    })
    expect((await conversation(conversationId)).sendState).toBe('queued')
    const jobs = await app.db.rows(sql`
      select start_after - ${app.clock.now()}::timestamptz = interval '15 s' as due from pgboss.job
      where data->>'messageId' = ${messageId} order by start_after`)
    expect(jobs).toEqual([{ due: false }, { due: true }])
    await send(messageId)
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'sent', problem: null })
    expect(catcher.messages).toHaveLength(1)
  })

  it('tries again later when the server is away', async () => {
    const { messageId } = await aReply()
    const gone = await startSmtpCatcher()
    await gone.stop()
    await sendThrough(gone)
    await send(messageId)
    expect((await stateOf(app, messageId))?.state).toBe('queued')
    await sendThrough(catcher)
    await send(messageId)
    expect((await stateOf(app, messageId))?.state).toBe('sent')
  })

  it('gives it back to its author when the server refuses (5xx), visible and to be sent again', async () => {
    const { messageId, conversationId } = await aReply({ setStatus: 'archived' })
    catcher.failNext(550, 'No such user here')
    await send(messageId)
    expect(await stateOf(app, messageId)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('No such user here'),
      status: 'open',
    })
    expect(await conversation(conversationId)).toMatchObject({
      status: 'open',
      assigneeId: claire.id,
      sendState: 'failed',
    })
    const first = catcher.messages.length
    const retried = await app.as(claire).post(`/api/v1/messages/${messageId}/retry`)
    expect(retried.statusCode).toBe(202)
    expect(retried.json()).toMatchObject({ state: 'queued' })
    await send(messageId)
    expect(catcher.messages).toHaveLength(first + 1)
    const { sendState, timeline } = await conversation(conversationId)
    expect(sendState).toBeNull()
    expect(timeline.map(({ kind }) => kind).filter((kind) => kind !== 'received')).toEqual([
      'replied',
      'sendFailed',
      'replyRetried',
      'sent',
    ])
  })

  it('never sends again by itself what may have been sent when the process died', async () => {
    const { messageId } = await aReply()
    await app.db.run(sql`update message set state = 'sending' where id = ${messageId}`)
    await send(messageId)
    await send(messageId)
    expect(catcher.messages).toEqual([])
    expect(await stateOf(app, messageId)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('may have been sent'),
    })
  })

  it('nor when the connection broke after the last byte', async () => {
    const server = await startServerThatHangsUp()
    try {
      const { messageId } = await aReply()
      await sendThrough(server)
      await send(messageId)
      expect(server.taken()).toBe(1)
      expect(await stateOf(app, messageId)).toMatchObject({
        state: 'failed',
        problem: expect.stringContaining('may have been sent'),
      })
    } finally {
      await server.stop()
    }
  })

  it('is tried later when the mailbox lost its outgoing server, by a person', async () => {
    const { messageId } = await aReply()
    await app.db.run(sql`update mailbox set outgoing_host = null where id = ${mailbox.id}`)
    await send(messageId)
    await app.db.run(sql`update mailbox set outgoing_host = '127.0.0.1' where id = ${mailbox.id}`)
    expect(await stateOf(app, messageId)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('no outgoing server'),
    })
  })

  it('can be sent again only when it failed, by those who may see it', async () => {
    const { messageId } = await aReply()
    const retry = `/api/v1/messages/${messageId}/retry`
    expect(await app.asNobody.post(retry)).toBeProblem(401, 'unauthenticated')
    expect(await app.as(await app.aUser()).post(retry)).toBeProblem(404, 'not-found')
    expect(await app.as(claire).post('/api/v1/messages/x/retry')).toBeProblem(400, 'invalid')
    expect(await app.as(claire).post(retry)).toBeProblem(409, 'conflict')
  })
})

type HangingUp = Pick<SmtpCatcher, 'port' | 'stop'> & { taken(): number }

/** Takes the whole message and hangs up instead of confirming it. */
async function startServerThatHangsUp(): Promise<HangingUp> {
  let taken = 0
  const server = createServer((socket) => {
    let isData = false
    socket.on('error', () => undefined)
    socket.write('220 localhost\r\n')
    socket.on('data', (chunk) => {
      const text = chunk.toString()
      if (isData) {
        if (!text.endsWith('\r\n.\r\n')) return
        taken++
        socket.destroy()
        return
      }
      isData = /^DATA/iu.test(text)
      socket.write(isData ? '354 Go on\r\n' : '250 OK\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    taken: () => taken,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
