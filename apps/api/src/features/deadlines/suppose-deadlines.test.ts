import { inTransaction } from '@levee/db'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { receiveOne } from '../intake/receive-message.ts'
import { setUpDeadlines } from './service.ts'

const { as, aUser, aMailbox, clock, db, deps } = await testApp()
const admin = await aUser({ role: 'admin' })
const staff = await aUser()
const stranger = await aUser()
const mailbox = await aMailbox({ members: [staff] })

const target = (count: number) => ({
  kind: 'firstReply',
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
const conditions = { mailboxIds: [], teamIds: [], tagIds: [], priorities: ['urgent'], channels: [] }
let urgentId = ''
let id = ''

beforeAll(async () => {
  clock.set(new Date('2026-03-10T09:00:00Z')) // a Tuesday
  await inTransaction(db, (tx) =>
    setUpDeadlines(tx, {
      organisation: 'Mairie',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      at: deps.now(),
    }),
  )
  const policies = '/api/v1/deadline-policies'
  const [fallback] = (await as(admin).get(policies)).json().items
  await as(admin).patch(`${policies}/${fallback.id}`, { targets: [target(3)] })
  const urgent = { name: 'Urgent', conditions, calendarId: null, targets: [target(1)] }
  urgentId = (await as(admin).post(policies, urgent)).json().id
  const raw = `From: Jeanne <jeanne@morvan.example>\r\nTo: ${mailbox.address}\r\nSubject: Terrasse\r\nMessage-ID: <1@morvan.example>\r\n\r\nBonjour\r\n`
  id = (await receiveOne(deps, mailbox.id, Buffer.from(raw))).conversationId
})

const ask = (supposed: object, who = staff, of = id) =>
  as(who).post(`/api/v1/conversations/${of}/deadlines/what-if`, supposed)
const dates = async (supposed: object): Promise<string[]> => {
  const { deadlines } = (await ask(supposed)).json()
  return deadlines.map(({ dueAt }: { dueAt: string }) => dueAt)
}

describe('what if', () => {
  it('answers what is when nothing is supposed', async () => {
    const { deadlines } = (await as(staff).get(`/api/v1/conversations/${id}`)).json()
    expect(await dates({})).toEqual([deadlines[0].dueAt])
    expect(deadlines[0].dueAt).toBe('2026-03-13T16:00:00.000Z')
  })

  it('counts as if it were received sooner, by another policy, or of another priority', async () => {
    expect(await dates({ receivedDaysEarlier: 1 })).toEqual(['2026-03-12T16:00:00.000Z'])
    expect(await dates({ policyId: urgentId })).toEqual(['2026-03-11T16:00:00.000Z'])
    expect(await dates({ priority: 'urgent' })).toEqual(['2026-03-11T16:00:00.000Z'])
    const both = await dates({ receivedDaysEarlier: 4, policyId: urgentId }) // Friday
    expect(both).toEqual(['2026-03-09T16:00:00.000Z'])
  })

  it('tells how the supposed date comes about, and writes nothing', async () => {
    const before = (await as(staff).get(`/api/v1/conversations/${id}`)).json()
    const [supposed] = (await ask({ priority: 'urgent' })).json().deadlines
    expect(supposed.trace).toMatchObject({ policy: { name: 'Urgent', version: 1 } })
    expect(supposed.trace.steps.at(-1)).toMatchObject({ step: 'due' })
    expect((await as(staff).get(`/api/v1/conversations/${id}`)).json()).toEqual(before)
  })

  it('refuses a policy that there is not, nonsense, and strangers', async () => {
    expect(await ask({ policyId: id })).toBeProblem(400, 'invalid')
    expect(await ask({ receivedDaysEarlier: -1 })).toBeProblem(400, 'invalid')
    expect(await ask({}, stranger)).toBeProblem(404, 'not-found')
  })
})
