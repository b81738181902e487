import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '@levee/db'
import { type CaughtMessage, catchMail } from '@levee/mail'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../../../testing/harness.ts'
import { receiveOne } from '../../intake/receive-message.ts'
import { giveWarnings } from './give-warnings.ts'
import { sendStalledNotices } from './send-notice.ts'
import { sendDigests } from './send-digests.ts'
import { sendNotice } from '../service.ts'
import { promiseWithWarnings } from '../testing/promise-with-warnings.ts'

const harness = await testApp({
  env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true', LEVEE_PUBLIC_URL: 'http://courrier.example' },
})
const { as, aUser, aMailbox, clock, db, deps } = harness
const arrived: CaughtMessage[] = []
const caught = await catchMail((message) => void arrived.push(message))
afterAll(() => caught.stop())
const admin = await aUser({ role: 'admin' })
const claire = await aUser({ locale: 'fr' })
const manager = await aUser({ role: 'manager', locale: 'en' })
const mailbox = await aMailbox({ members: [claire, manager] })
const MONDAY = new Date('2026-03-02T09:00:00Z')

const warning = (minutes: number, to: string): object => ({
  minutes,
  inWorkingTime: true,
  to,
  address: null,
})

beforeAll(() =>
  promiseWithWarnings(harness, {
    asAdmin: as(admin),
    mailbox,
    port: caught.port,
    kind: 'firstReply',
    warnings: [warning(-120, 'assignee'), warning(0, 'manager'), warning(60, 'manager')],
    pausedBy: ['waiting', 'onPurpose'],
  }),
)

const KILLS = Number(process.env['LEVEE_FAULT_KILLS'] ?? 8)

let mails = 0
async function aMail(): Promise<string> {
  const raw = `From: J <j${++mails}@morvan.example>\r\nSubject: Terrasse ${mails}\r\nMessage-ID: <w${mails}@morvan.example>\r\n\r\nBonjour\r\n`
  const { conversationId } = await receiveOne(deps, mailbox.id, Buffer.from(raw))
  await as(claire).patch(`/api/v1/conversations/${conversationId}`, {
    revision: 1,
    assigneeId: claire.id,
  })
  return conversationId
}
const told = async (id: string) =>
  db.rows<{ kind: string; to: string }>(sql`
    select n.kind, u.name as to from notification n join app_user u on u.id = n.user_id
    where conversation_id = ${id} order by n.id`)
const notices = () =>
  db.rows<{ id: string; address: string; subject: string; sendAt: Date; state: string }>(sql`
    select id, address, subject, send_at as "sendAt", state from notice order by created_at, id`)

describe('warnings of a deadline', () => {
  it('come at their working time, once, to whom they are for, in the application and by mail', async () => {
    clock.set(MONDAY) // 10:00 in Paris: due on Tuesday at 10:00
    const id = await aMail()
    await giveWarnings(deps)
    expect(await told(id)).toEqual([])
    clock.set(new Date('2026-03-02T15:00:00Z')) // two working hours before
    await Promise.all([giveWarnings(deps), giveWarnings(deps), giveWarnings(deps)])
    expect(await told(id)).toMatchObject([{ kind: 'deadlineNear' }])
    const unread = (await as(claire).get('/api/v1/notifications?unread=true')).json()
    expect(unread.items).toMatchObject([
      { conversationId: id, deadlineKind: 'firstReply', readAt: null },
    ])
    await as(claire).post('/api/v1/notifications/read', {})
    expect((await as(claire).get('/api/v1/notifications?unread=true')).json().items).toEqual([])
    const [notice] = await notices()
    expect(notice).toMatchObject({
      address: claire.email,
      subject: expect.stringContaining('Échéance proche'),
    })
    await sendNotice(deps, { noticeId: notice?.id ?? '' })
    await sendNotice(deps, { noticeId: notice?.id ?? '' })
    expect(arrived).toHaveLength(1)
    const { reference } = (await as(claire).get(`/api/v1/conversations/${id}`)).json()
    expect(String(arrived[0]?.raw)).toContain(`http://courrier.example/c/${reference}\r\n`)
    clock.set(new Date('2026-03-02T14:00:00Z')) // the clock is set back
    await giveWarnings(deps)
    clock.set(new Date('2026-03-03T11:00:00Z')) // and far forward: past the date and the step after it
    await giveWarnings(deps)
    await giveWarnings(deps)
    expect(await told(id)).toMatchObject([{ kind: 'deadlineNear' }, { kind: 'deadlinePassed' }])
  })

  it('are mailed at once, and once, when the worker that took them died before it sent any', async () => {
    const mailed = arrived.length
    const [notice, ...more] = (await notices()).filter(({ state }) => state === 'queued')
    expect(more).toEqual([])
    await sendStalledNotices(deps)
    expect(arrived).toHaveLength(mailed) // it may be with a worker that lives
    clock.set(new Date(deps.now().getTime() + 5_000))
    await Promise.all([sendStalledNotices(deps), sendStalledNotices(deps)])
    await sendNotice(deps, { noticeId: notice?.id ?? '' })
    expect(arrived).toHaveLength(mailed + 1)
    expect((await notices()).find(({ id }) => id === notice?.id)).toMatchObject({ state: 'sent' })
  })

  it('rest with the clock, and wait for the end of the quiet hours', async () => {
    clock.set(MONDAY)
    const id = await aMail()
    await as(admin).patch(`/api/v1/conversations/${id}`, { revision: 2, status: 'waiting' })
    clock.set(new Date('2026-03-04T09:00:00Z'))
    await giveWarnings(deps)
    expect(await told(id)).toEqual([])
    await as(admin).patch(`/api/v1/conversations/${id}`, { revision: 3, status: 'open' })
    clock.set(new Date('2026-03-05T20:00:00Z')) // 21:00 in Paris
    await giveWarnings(deps)
    expect((await told(id)).length).toBeGreaterThan(0)
    expect((await notices()).at(-1)?.sendAt).toEqual(new Date('2026-03-06T06:00:00Z'))
  })

  it('are summed up in one digest a day for whoever is in charge', async () => {
    clock.set(new Date('2026-03-09T06:59:00Z'))
    const before = (await notices()).length
    await sendDigests(deps)
    expect((await notices()).length).toBe(before)
    clock.set(new Date('2026-03-09T07:00:00Z'))
    await Promise.all([sendDigests(deps), sendDigests(deps)])
    const digests = (await notices()).slice(before)
    expect(digests).toMatchObject([
      { address: claire.email, subject: expect.stringContaining('Vos échéances') },
    ])
  })

  it('keep to the quiet hours that each person set for themself, and to when they want the digest', async () => {
    const own = { quietFrom: '12:00', quietTo: '16:00', digestAt: '09:30', digest: true }
    const half = await as(claire).patch('/api/v1/notice-settings', { quietFrom: '12:00' })
    expect(half).toBeProblem(400, 'invalid')
    expect((await as(claire).patch('/api/v1/notice-settings', own)).json()).toMatchObject(own)
    clock.set(new Date('2026-03-16T09:00:00Z'))
    await aMail()
    clock.set(new Date('2026-03-17T12:00:00Z')) // 13:00 in Paris
    await giveWarnings(deps)
    const sent = (await notices()).slice(-2)
    const sendAt = (email: string) => sent.find(({ address }) => address === email)?.sendAt
    expect(sendAt(claire.email)).toEqual(new Date('2026-03-17T15:00:00Z'))
    expect(sendAt(manager.email)).toEqual(clock.now())
    const digests = async (at: string): Promise<number> => {
      clock.set(new Date(at))
      const before = (await notices()).length
      await sendDigests(deps)
      return (await notices()).length - before
    }
    expect(await digests('2026-03-18T08:00:00Z')).toBe(0)
    expect(await digests('2026-03-18T08:30:00Z')).toBe(1)
    await as(claire).patch('/api/v1/notice-settings', { digest: false })
    expect(await digests('2026-03-19T08:30:00Z')).toBe(0)
    const reset = { quietFrom: null, quietTo: null, digestAt: null, digest: true }
    expect((await as(claire).patch('/api/v1/notice-settings', reset)).json()).toMatchObject(reset)
  })

  it('come once each, whenever the connections of those who give them are cut', async () => {
    clock.set(new Date('2026-04-07T07:00:00Z'))
    const ids: string[] = []
    for (let n = 0; n < 12; n++) ids.push(await aMail())
    clock.set(new Date('2026-04-08T10:00:00Z'))
    for (let kill = 0; kill < KILLS; kill++) {
      const giving = Promise.allSettled([giveWarnings(deps), giveWarnings(deps)])
      await sleep(Math.random() * 30)
      await db.run(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`)
      await giving
    }
    await giveWarnings(deps)
    const rows = await db.rows<{ n: number }>(sql`
      select count(*) as n from notification where conversation_id = any(${ids}::uuid[])
      group by conversation_id, user_id`)
    expect(rows.map(({ n }) => n)).toEqual(ids.flatMap(() => [1, 1])) // who is in charge, and the manager
    const mails = await db.rows(sql`
      select n.id from notice n join pgboss.job j on j.name = 'notify' and j.data ->> 'noticeId' = n.id::text
      where n.created_at = ${clock.now()}`)
    expect(mails).toHaveLength(rows.length)
  })
})
