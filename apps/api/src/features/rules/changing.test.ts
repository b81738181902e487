import { sql } from '@levee/db'
import { beforeEach, describe, expect, it } from 'vitest'
import type { JobData } from '../../jobs.ts'
import { aLetter } from '../../testing/replying.ts'
import { testApp } from '../../testing/harness.ts'
import { receiveOne } from '../intake/receive-message.ts'
import { passTime } from './pass-time.ts'
import { lookAtChange } from './service.ts'

const { as, aUser, aMailbox, db, deps, clock } = await testApp()
const admin = await aUser({ role: 'admin' })
let asAdmin = as(admin)
const staff = await aUser()
const mailbox = await aMailbox({ members: [staff] })
const MINUTE = 60_000 // ms

beforeEach(async () => {
  const { items } = (await asAdmin.get('/api/v1/rules')).json()
  for (const { id } of items) await asAdmin.delete(`/api/v1/rules/${id}`)
})

const aRule = async (rule: object) => {
  const answer = await asAdmin.post('/api/v1/rules', {
    name: 'R',
    conditions: { all: [] },
    ...rule,
  })
  expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 201 })
  return answer.json()
}
const received = async () => (await receiveOne(deps, mailbox.id, aLetter())).conversationId
const detail = async (id: string) => (await asAdmin.get(`/api/v1/conversations/${id}`)).json()
const change = async (id: string, patch: object) => {
  const { revision } = await detail(id)
  const answer = await asAdmin.patch(`/api/v1/conversations/${id}`, { revision, ...patch })
  expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 200 })
}
/** It is then; who was signed in signs in again. */
const itIs = (instant: string) => {
  clock.set(new Date(instant))
  asAdmin = as(admin)
}
/** Does the jobs that were asked for, as a worker would, until there are no more. */
const doJobs = async (): Promise<JobData['rules'][]> => {
  const jobs = await db.rows<{ data: JobData['rules'] }>(
    sql`delete from pgboss.job where name = 'rules' returning data`,
  )
  for (const { data } of jobs) await lookAtChange(deps, data)
  return jobs.length === 0 ? [] : [...jobs.map(({ data }) => data), ...(await doJobs())]
}

const after = (minutes: number) => ({
  type: 'timePasses',
  reason: 'unansweredFor',
  minutes,
  working: false,
})
const urgent = { actions: [{ type: 'addNote', text: 'Relancer' }] }
const notesOf = async (id: string) =>
  (await detail(id)).timeline.filter(({ type }: { type: string }) => type === 'note').length

describe('a rule that waits for a change', () => {
  it('acts on it once, and its own effect does not start it again', async () => {
    const rule = await aRule({
      trigger: { type: 'conversationChanges', property: 'priority' },
      actions: [
        { type: 'setPriority', priority: 'urgent' },
        { type: 'addNote', text: 'Vite' },
      ],
    })
    const id = await received()
    await change(id, { priority: 'high' })
    const jobs = await doJobs()
    expect(jobs).toMatchObject([{ causedBy: [] }, { causedBy: [rule.id] }])
    await lookAtChange(deps, jobs[0]!) // a job that is done again
    const { priority, timeline } = await detail(id)
    expect(priority).toBe('urgent')
    expect(timeline.filter(({ type }: { type: string }) => type === 'note')).toHaveLength(1)
  })

  it('sees what was before, and what another rule did', async () => {
    await aRule({
      trigger: { type: 'conversationChanges', property: 'status', from: 'open', to: 'waiting' },
      actions: [{ type: 'setPriority', priority: 'low' }],
    })
    await aRule({
      trigger: { type: 'conversationChanges', property: 'priority', to: 'low' },
      actions: [{ type: 'assignUser', userId: staff.id }],
    })
    const id = await received()
    await change(id, { priority: 'high' })
    await change(id, { status: 'waiting' })
    await doJobs()
    expect(await detail(id)).toMatchObject({ priority: 'low', assigneeId: staff.id })
  })

  it('is not asked where no rule waits', async () => {
    await change(await received(), { priority: 'high' })
    expect(await doJobs()).toEqual([])
  })
})

describe('a rule that waits for time', () => {
  it('acts once the wait is over, once for each, and leaves alone what was over before', async () => {
    const old = await received()
    clock.advance(90 * MINUTE)
    await aRule({ trigger: after(60), ...urgent })
    const id = await received()
    await passTime(deps)
    expect([await notesOf(old), await notesOf(id)]).toEqual([0, 0])
    clock.advance(61 * MINUTE)
    await passTime(deps)
    await passTime(deps)
    clock.advance(61 * MINUTE)
    await passTime(deps)
    expect([await notesOf(old), await notesOf(id)]).toEqual([0, 1])
  })

  it('counts working time, and what is due', async () => {
    itIs('2026-03-06T15:30:00Z') // Friday, half past four
    const id = await received()
    await aRule({
      trigger: { type: 'timePasses', reason: 'unansweredFor', minutes: 60, working: true },
      ...urgent,
    })
    itIs('2026-03-07T12:00:00Z')
    await passTime(deps)
    expect(await notesOf(id)).toBe(0)
    itIs('2026-03-09T09:00:00Z')
    await passTime(deps)
    expect(await notesOf(id)).toBe(1)
    await aRule({
      trigger: { type: 'timePasses', reason: 'dueIn', minutes: 120, working: true },
      actions: [{ type: 'setPriority', priority: 'urgent' }],
    })
    await change(id, { dueAt: '2026-03-10T15:00:00Z' })
    await passTime(deps)
    expect(await detail(id)).toMatchObject({ priority: 'normal' })
    itIs('2026-03-10T13:30:00Z')
    await passTime(deps)
    expect(await detail(id)).toMatchObject({ priority: 'urgent' })
  })
})
