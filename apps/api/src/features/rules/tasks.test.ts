import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { sql } from '@levee/db'
import { startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { aLetter, aSendingMailbox } from '../../testing/replying.ts'
import { testApp } from '../../testing/harness.ts'
import { receiveOne } from '../intake/receive-message.ts'
import { sendNotice } from '../deadlines/service.ts'
import { sendReply } from '../replies/service.ts'
import { doRuleTask, webhookSecret } from './service.ts'

const app = await testApp({
  env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true', LEVEE_PUBLIC_URL: 'http://courrier.example' },
})
const { as, aUser, aTeam, db, deps } = app
const asAdmin = as(await aUser({ role: 'admin' }))
const catcher = await startSmtpCatcher()
const [staff, stranger] = [await aUser({ locale: 'en' }), await aUser()]
const mailbox = await aSendingMailbox(app, { members: [staff], catcher })
let status = 200
const posted: { headers: IncomingHttpHeaders; body: string }[] = []
const hook = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  posted.push({ headers: request.headers, body })
  response.writeHead(status).end('no')
}).listen(0, '127.0.0.1')
await once(hook, 'listening')
const address = hook.address()
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook?key=secret`
afterAll(async () => {
  hook.close().closeAllConnections()
  await catcher.stop()
})

beforeEach(async () => {
  status = 200
  posted.length = 0
  const { items } = (await asAdmin.get('/api/v1/rules')).json()
  for (const { id } of items) await asAdmin.delete(`/api/v1/rules/${id}`)
})

const aRule = async (...actions: object[]) => {
  const rule = { name: 'Passe', conditions: { all: [] }, actions }
  const answer = await asAdmin.post('/api/v1/rules', rule)
  expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 201 })
}
const received = async (letter = {}) =>
  (await receiveOne(deps, mailbox.id, aLetter(letter))).conversationId
const tasksOf = (id: string) =>
  db.rows<{ id: string; state: string; attempts: number; detail: string }>(sql`
    select * from rule_task where conversation_id = ${id} order by id`)
const kinds = async (id: string) =>
  (await asAdmin.get(`/api/v1/conversations/${id}`))
    .json()
    .timeline.map(({ kind }: { kind?: string }) => kind)

describe('a webhook', () => {
  it('is posted once, signed, and logged without the rest of its address', async () => {
    await aRule({ type: 'webhook', url })
    const id = await received()
    const [task] = await tasksOf(id)
    await doRuleTask(deps, { taskId: task!.id })
    await doRuleTask(deps, { taskId: task!.id })
    expect(posted).toHaveLength(1)
    const [{ headers, body }] = [posted[0]!]
    const timestamp = String(headers['levee-timestamp'])
    const secret = (await asAdmin.get('/api/v1/rules/webhook-secret')).json().secret
    expect(secret).toBe(webhookSecret(deps))
    const signed = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
    expect(headers).toMatchObject({
      'levee-signature': `sha256=${signed}`,
      'levee-delivery': task!.id,
    })
    expect(JSON.parse(body)).toMatchObject({
      event: 'rule.applied',
      rule: { name: 'Passe' },
      conversation: { id, url: expect.stringMatching(/^http:\/\/courrier\.example\/c\/\d+-\d+$/) },
      message: { subject: 'Terrasse', from: { address: 'jeanne@morvan.example' } },
    })
    expect(await kinds(id)).toContain('webhookSent')
    expect((await asAdmin.get(`/api/v1/conversations/${id}`)).body).not.toContain('secret')
  })

  it('is tried again when the other side is in trouble, and given up when it refuses', async () => {
    await aRule({ type: 'webhook', url })
    const [busy, gone] = [
      await received({ id: 'a@x.example' }),
      await received({ id: 'b@x.example' }),
    ]
    const [first, second] = [(await tasksOf(busy))[0]!, (await tasksOf(gone))[0]!]
    status = 503
    await expect(doRuleTask(deps, { taskId: first.id })).rejects.toThrow('503')
    expect(await tasksOf(busy)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    status = 200
    await doRuleTask(deps, { taskId: first.id })
    expect(await tasksOf(busy)).toMatchObject([{ state: 'done', attempts: 2 }])
    status = 410
    await doRuleTask(deps, { taskId: second.id })
    expect(await tasksOf(gone)).toMatchObject([{ state: 'failed', detail: 'answered 410 no' }])
    expect(await kinds(gone)).toContain('taskFailed')
    const [rule] = (await asAdmin.get('/api/v1/rules')).json().items
    const runs = `/api/v1/rules/runs?rule=${rule.id}`
    const effects = async (path: string) =>
      (await asAdmin.get(path)).json().items.map((run: { effects: unknown[] }) => run.effects[0])
    const failed = { outcome: 'failed', problem: 'answered 410 no' }
    expect(await effects(runs)).toMatchObject([failed, { outcome: 'done', problem: null }])
    expect(await effects(`${runs}&only=failed`)).toMatchObject([failed])
  })
})

describe('forwarding', () => {
  it('passes the mail on as it came, once, through the outbox, and is no answer', async () => {
    await aRule({ type: 'forward', to: 'archives@region.example' })
    const id = await received({ subject: 'À transmettre' })
    const [task] = await tasksOf(id)
    await doRuleTask(deps, { taskId: task!.id })
    await doRuleTask(deps, { taskId: task!.id })
    const queued = await db.rows<{ id: string }>(sql`
      select id from message where conversation_id = ${id} and direction = 'outgoing'`)
    expect(queued).toHaveLength(1)
    await sendReply(deps, { messageId: queued[0]!.id })
    const [mail] = catcher.messages
    expect(mail?.to).toEqual(['archives@region.example'])
    const raw = String(mail?.raw)
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m)
    expect(raw).toContain('message/rfc822')
    expect(await kinds(id)).toContain('forwarded')
    expect((await asAdmin.get(`/api/v1/conversations/${id}`)).json()).toMatchObject({
      status: 'open',
      messageCount: 2,
    })
  })

  it('never passes on what a program wrote', async () => {
    await aRule({ type: 'forward', to: 'archives@region.example' })
    const id = await received({ headers: ['Auto-Submitted: auto-replied'] })
    const [task] = await tasksOf(id)
    await doRuleTask(deps, { taskId: task!.id })
    expect(await tasksOf(id)).toMatchObject([{ state: 'failed' }])
  })
})

const told = async () => (await as(staff).get('/api/v1/notifications')).json().items
const notices = () => db.rows<{ id: string; address: string }>(sql`select * from notice`)

describe('telling people', () => {
  it('is done once for each message, in the application and by mail, to those who may see it', async () => {
    const { id: teamId } = await aTeam('Urbanisme')
    await db.run(sql`
      insert into team_member (team_id, user_id) select ${teamId}, id from app_user where role = 'staff'`)
    await aRule({ type: 'notify', userIds: [staff.id, stranger.id] }, { type: 'notify', teamId })
    const id = await received({ subject: 'Recours' })
    expect(await told()).toMatchObject([
      {
        kind: 'rule',
        conversationId: id,
        subject: 'Recours',
        rule: { name: 'Passe' },
        dueAt: null,
      },
    ])
    expect((await as(stranger).get('/api/v1/notifications')).json().items).toEqual([])
    const [notice, ...others] = await notices()
    expect(others).toEqual([])
    expect(notice?.address).toBe(staff.email)
    await sendNotice(deps, { noticeId: notice!.id })
    const mail = catcher.messages.at(-1)
    expect(mail?.to).toEqual([staff.email])
    expect(String(mail?.raw)).toContain('Passe')
    await received({ subject: 'Re: Recours', id: 'again@x.example' })
    expect(await told()).toHaveLength(2)
  })

  it('is refused where nobody of them may see the mail, and only said when it is tried', async () => {
    await aRule({ type: 'notify', userIds: [stranger.id] })
    const before = await told()
    const id = await received({ id: 'none@x.example' })
    const run = (await asAdmin.get(`/api/v1/conversations/${id}/explanation`)).json().rules[0]
    expect(run.effects).toMatchObject([
      { outcome: 'refused', problem: expect.stringContaining('not a member') },
    ])
    const { ruleId } = run.effects[0]
    const failed = await asAdmin.get(`/api/v1/rules/runs?rule=${ruleId}&only=failed`)
    expect(failed.json().items).toMatchObject([{ conversationId: id }])
    const rule = {
      name: 'X',
      conditions: { all: [] },
      actions: [{ type: 'notify', userIds: [staff.id] }],
    }
    const { changes } = (await asAdmin.post('/api/v1/rules/dry-run', { rule, last: 1 })).json()
    expect(changes[0].after.does).toEqual(['notify'])
    expect(await told()).toEqual(before)
    expect(await notices()).toHaveLength(2)
  })
})
