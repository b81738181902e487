import { inTransaction, sql } from '@levee/db'
import { NOT_AUTHENTICATED } from '@levee/domain'
import { startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type Requests, testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox } from '../../testing/replying.ts'
import { receiveOne } from '../intake/receive-message.ts'
import { sendReply } from '../replies/service.ts'
import { doRuleTask } from '../rules/service.ts'
import { setUpDeadlines } from '../deadlines/service.ts'
import { takeTurn } from './queries.ts'
import { acknowledge } from './service.ts'

const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const { as, aUser, db, deps, clock } = app
const catcher = await startSmtpCatcher()
afterAll(() => catcher.stop())
const admin = await aUser({ role: 'admin', locale: 'en' })
/** Days pass in these tests, and sessions end. */
const asAdmin: Pick<Requests, 'get' | 'post' | 'patch' | 'delete'> = {
  get: (...args) => as(admin).get(...args),
  post: (...args) => as(admin).post(...args),
  patch: (...args) => as(admin).patch(...args),
  delete: (...args) => as(admin).delete(...args),
}
const mailbox = await aSendingMailbox(app, { members: [admin], catcher })
await inTransaction(db, (tx) =>
  setUpDeadlines(tx, {
    organisation: 'Mairie',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    at: clock.now(),
  }),
)

const aTemplate = async (more: object = {}): Promise<string> => {
  const draft = {
    name: crypto.randomUUID(),
    language: 'fr',
    html: '<p>{{référence}}, avant le {{échéance}}</p>',
    ...more,
  }
  const answer = await asAdmin.post('/api/v1/templates', draft)
  expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 201 })
  return answer.json().id
}
const [fr, en] = [
  await aTemplate({ subject: 'Reçu : {{objet}}' }),
  await aTemplate({ language: 'en', html: '<p>We got {{reference}}, {{name}}.</p>' }),
]
const policies = '/api/v1/deadline-policies'
const [policy] = (await asAdmin.get(policies)).json().items
const aTarget = (kind: string, count: number) => ({
  kind,
  length: { count, unit: 'workingDays' },
  starts: 'received',
  waitsForOpening: true,
  startDayCounts: false,
  workingDays: 'calendar',
  ends: 'closeOfBusiness',
  movesToWorkingDay: false,
  isClear: false,
  leastWorkingDays: 0,
  pausedBy: [],
  warnings: [],
})
const targets = [aTarget('acknowledge', 1), aTarget('firstReply', 10)]
const acknowledging = async (acknowledgement: object | null) => {
  const answer = await asAdmin.patch(`${policies}/${policy.id}`, { targets, acknowledgement })
  expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 200 })
}

beforeEach(async () => {
  clock.advance(25 * 3_600_000)
  await acknowledging({ fr, en })
  const { items } = (await asAdmin.get('/api/v1/rules')).json()
  for (const { id } of items) await asAdmin.delete(`/api/v1/rules/${id}`)
})

const received = async (letter: Parameters<typeof aLetter>[0] = {}) =>
  receiveOne(deps, mailbox.id, aLetter(letter))
const waiting = (messageId: string) =>
  db.rows<{ id: string; state: string; reason: string | null; outgoingId: string | null }>(sql`
    select id, state, reason, outgoing_id as "outgoingId" from acknowledgement
    where message_id = ${messageId} order by id`)
/** Runs the job once it is known from whom the mail is. */
const decided = async (messageId: string) => {
  await db.run(sql`
    update message set authentication = ${sql.json(NOT_AUTHENTICATED)} where id = ${messageId}`)
  for (const { id } of await waiting(messageId)) await acknowledge(deps, { acknowledgementId: id })
  return waiting(messageId)
}
const shown = async (id: string) => (await asAdmin.get(`/api/v1/conversations/${id}`)).json()
const logged = async (id: string) =>
  (await shown(id)).timeline.filter(({ kind }: { kind?: string }) =>
    ['acknowledged', 'notAcknowledged', 'sent'].includes(kind ?? ''),
  )

const ofStorm = async (name: string) => {
  const letter = { id: `storm-${name}@x.example`, from: `${name}@storm.example` }
  return (await received(letter)).messageId
}

describe('an acknowledgement of receipt', () => {
  it('says number and date in the language of the mail, as a machine does, and stops its deadline alone', async () => {
    const text = 'Bonjour,\r\n\r\nje vous prie de me dire quand la terrasse peut ouvrir.\r\n'
    const { messageId, conversationId } = await received({ id: 'x1@morvan.example', text })
    const [row] = await waiting(messageId)
    await acknowledge(deps, { acknowledgementId: row!.id })
    expect(await waiting(messageId)).toMatchObject([{ state: 'waiting' }]) // nobody knows yet from whom it is
    const [queued] = await decided(messageId)
    expect(queued).toMatchObject({ state: 'queued' })
    await acknowledge(deps, { acknowledgementId: row!.id })
    await sendReply(deps, { messageId: queued!.outgoingId! })
    const { reference, status, deadlines } = await shown(conversationId)
    const mail = catcher.messages.filter(({ raw }) => raw.includes('<x1@morvan.example>'))
    expect(mail).toMatchObject([{ to: ['jeanne@morvan.example'], from: mailbox.address }])
    const raw = String(mail[0]?.raw)
    expect(raw).toMatch(/^Auto-Submitted: auto-replied/m)
    expect(raw).toMatch(/^X-Auto-Response-Suppress: All/m)
    expect(raw).toContain(`${reference}, avant le `)
    expect(status).toBe('open')
    expect(await logged(conversationId)).toMatchObject([{ kind: 'acknowledged', actorId: null }])
    const of = (kind: string) =>
      deadlines.find((each: { kind: string }) => each.kind === kind)?.state
    expect([of('acknowledge'), of('firstReply')]).toEqual(['met', 'running'])
    const { items } = (await asAdmin.get('/api/v1/templates?q=avant')).json()
    expect(items).toMatchObject([{ id: fr, sentCount: 1 }])
  })

  it('is in the other language where the mail is', async () => {
    const text =
      'Hello,\r\n\r\nplease tell us when the terrace is open and what we have to do for it.\r\n'
    const { messageId } = await received({ from: 'Paul <paul@club.example>', text })
    const [queued] = await decided(messageId)
    const source = await asAdmin.get(`/api/v1/messages/${queued?.outgoingId}/source`)
    expect(source.body).toContain('We got 20')
  })

  it.each([
    ['robot', { headers: ['Auto-Submitted: auto-replied'] }],
    ['robotAddress', { from: 'noreply@shop.example' }],
    ['replyElsewhere', { headers: ['Reply-To: victim@elsewhere.example'] }],
  ])('is not sent, and why is in the log: %s', async (reason, letter) => {
    const { messageId, conversationId } = await received({ id: `${reason}@x.example`, ...letter })
    expect(await decided(messageId)).toMatchObject([{ state: 'refused', reason }])
    expect(await logged(conversationId)).toMatchObject([
      { kind: 'notAcknowledged', after: { reason, isHeld: false } },
    ])
  })

  it('is not sent while a variable is missing, nor where the policy does not say so', async () => {
    await acknowledging({ fr: await aTemplate({ html: '{{surface}}' }), en: null })
    const missing = await received({ id: 'missing@x.example' })
    expect(await decided(missing.messageId)).toMatchObject([
      { state: 'refused', reason: 'missing' },
    ])
    await acknowledging(null)
    const none = await received({ id: 'none@x.example' })
    expect(await waiting(none.messageId)).toEqual([])
    expect(
      await asAdmin.patch(`${policies}/${policy.id}`, { acknowledgement: { fr: en, en: null } }),
    ).toBeProblem(400, 'invalid')
  })

  it('goes once a day to an address, though many mails are decided at the same time', async () => {
    const mails = await Promise.all(
      [1, 2, 3, 4].map((n) => received({ id: `many-${n}@x.example`, subject: `Lettre ${n}` })),
    )
    const outcomes = (await Promise.all(mails.map(({ messageId }) => decided(messageId)))).flat()
    expect(outcomes.map(({ state }) => state).toSorted()).toEqual([
      'queued',
      'refused',
      'refused',
      'refused',
    ])
    const at = new Date(clock.now().getTime() + 86_400_000)
    const turns = await Promise.all(
      Array.from({ length: 20 }, () =>
        inTransaction(db, (tx) => takeTurn(tx, 'Jeanne@Morvan.example', at)),
      ),
    )
    expect(turns.filter(Boolean)).toHaveLength(1)
  })

  it('is held back while the sender is in doubt, and goes once two people have said that it is legitimate', async () => {
    const { messageId, conversationId } = await received({
      id: 'doubt@x.example',
      from: 'A <a@doubt.example>',
    })
    await db.run(sql`update message set trust_level = 'danger' where id = ${messageId}`)
    await db.run(sql`update conversation set trust = 'danger' where id = ${conversationId}`)
    expect(await decided(messageId)).toMatchObject([{ state: 'held', reason: 'suspicious' }])
    const claim = async (who: typeof asAdmin) => {
      const { revision } = await shown(conversationId)
      return who.post(`/api/v1/conversations/${conversationId}/legitimate`, {
        revision,
        reason: 'Appelé',
      })
    }
    await claim(asAdmin)
    await claim(as(await aUser({ role: 'admin' })))
    expect(await decided(messageId)).toMatchObject([{ state: 'queued' }])
  })

  it('stops with all others when there are too many; admins are told, and let them go on', async () => {
    await asAdmin.patch('/api/v1/acknowledgements', { most: 2 })
    const outcomes = []
    for (const name of ['a', 'b', 'c', 'd']) outcomes.push(...(await decided(await ofStorm(name))))
    expect(outcomes.map(({ state }) => state)).toEqual(['queued', 'queued', 'held', 'held'])
    expect((await asAdmin.get('/api/v1/acknowledgements')).json()).toMatchObject({
      isStopped: true,
      most: 2,
      sentLately: 2,
      held: { stopped: 2 },
    })
    const told = (await asAdmin.get('/api/v1/notifications')).json().items
    expect(
      told.filter(({ kind }: { kind: string }) => kind === 'acknowledgementsStopped'),
    ).toHaveLength(1)
    clock.advance(11 * 60_000)
    const resumed = await asAdmin.patch('/api/v1/acknowledgements', { isStopped: false, most: 100 })
    expect(resumed.json()).toMatchObject({ isStopped: false, held: { stopped: 0 } })
    const again = await db.rows<{ messageId: string }>(sql`
      select message_id as "messageId" from acknowledgement where state = 'waiting'`)
    const released = (await Promise.all(again.map(({ messageId }) => decided(messageId)))).flat()
    expect(released.filter(({ state }) => state === 'queued')).toHaveLength(2)
  })
})

describe('a rule that sends a template', () => {
  it('has it sent once, with what it caught, in the place of the policy’s, by the same limits', async () => {
    const templateId = await aTemplate({ html: '<p>Dossier {{dossier}}</p>' })
    const rule = {
      name: 'AR permis',
      conditions: { field: 'subject', operator: 'matches', value: 'PC (?P<dossier>\\d+)' },
      actions: [{ type: 'sendTemplate', templateId }],
    }
    expect((await asAdmin.post('/api/v1/rules', rule)).statusCode).toBe(201)
    const { messageId, conversationId } = await received({
      id: 'pc@x.example',
      subject: 'PC 076512',
    })
    const tasks = await db.rows<{ id: string }>(
      sql`select id from rule_task where message_id = ${messageId}`,
    )
    for (const { id } of [...tasks, ...tasks]) await doRuleTask(deps, { taskId: id })
    const rows = await decided(messageId)
    expect(rows).toMatchObject([{ state: 'queued' }])
    await sendReply(deps, { messageId: rows[0]!.outgoingId! })
    expect(String(catcher.messages.at(-1)?.raw)).toContain('Dossier 076512')
    expect(await logged(conversationId)).toMatchObject([
      { kind: 'acknowledged', after: { rules: [{ name: 'AR permis' }] } },
    ])
    const again = await received({ id: 'pc2@x.example', subject: 'PC 1' })
    for (const { id } of await db.rows<{ id: string }>(
      sql`select id from rule_task where message_id = ${again.messageId}`,
    ))
      await doRuleTask(deps, { taskId: id })
    expect(await decided(again.messageId)).toMatchObject([{ state: 'refused', reason: 'today' }])
  })
})
