import { describe, expect, it } from 'vitest'
import { deadlineDesk } from '../deadlines/testing/deadline-desk.ts'
import { runWork } from './trial/run-work.ts'

const { asAdmin, asStaff, aMail, clock, days, deps, detail, due, mailbox } = await deadlineDesk()
clock.set(new Date('2026-03-10T09:00:00Z')) // a Tuesday
const conditions = { mailboxIds: [], teamIds: [], tagIds: [], priorities: ['low'], channels: [] }
const policy = (
  await asAdmin.post('/api/v1/deadline-policies', {
    name: 'Recours',
    conditions,
    calendarId: null,
    targets: [days('firstReply', 1)],
  })
).json()
const EVERYDAY = '2026-03-13T16:00:00.000Z'
const APPEAL = '2026-03-11T16:00:00.000Z'
const rule = {
  name: 'Recours',
  conditions: { field: 'body', operator: 'contains', value: 'recours' },
  actions: [{ type: 'setDeadlinePolicy', policyId: policy.id }],
}
const priorityOf = async () => (await detail(await aMail())).priority
const firstReply = async (id: string) => due(await detail(id))['firstReply']
const work = (id: string, rest = '') => `/api/v1/rules/applications/${id}${rest}`

async function move(id: string, to: 'start' | 'undo'): Promise<void> {
  await asAdmin.post(work(id, `/${to}`))
  await runWork(deps, { workId: id })
}

describe('a rule that sets the deadline policy', () => {
  it('sets it as mail arrives; that is undone like anything else', async () => {
    const { id: ruleId } = (await asAdmin.post('/api/v1/rules', rule)).json()
    const [appeal, other] = [await aMail('Un recours'), await aMail('Une demande')]
    expect(await firstReply(appeal)).toBe(APPEAL)
    expect(await firstReply(other)).toBe(EVERYDAY)
    const { timeline, deadlines } = await detail(appeal)
    expect(deadlines).toMatchObject([{ policyId: policy.id, kind: 'firstReply' }])
    const sorted = timeline.find(({ kind }: { kind?: string }) => kind === 'sorted')
    expect(sorted.after).toMatchObject({ deadlinePolicyId: policy.id, rules: [{ id: ruleId }] })
    expect((await asStaff.post(`/api/v1/undo/${sorted.id}`)).statusCode).toBe(200)
    expect(await firstReply(appeal)).toBe(EVERYDAY)
    await asAdmin.delete(`/api/v1/rules/${ruleId}`)
  })

  it('says when it is tried which dates would move, by its policy or by what policies go by', async () => {
    const id = await aMail('Le recours')
    const tried = async (action: object) =>
      (
        await asAdmin.post('/api/v1/rules/dry-run', {
          rule: { ...rule, actions: [action] },
          last: 1,
        })
      ).json()
    const moved = { conversationId: id, deadlineBefore: EVERYDAY, deadlineAfter: APPEAL }
    const [set, low, high] = [
      await tried(rule.actions[0] ?? {}),
      await tried({ type: 'setPriority', priority: 'low' }),
      await tried({ type: 'setPriority', priority: 'high' }),
    ]
    expect(set).toMatchObject({ deadlinesMoved: 1, changes: [moved] })
    expect(low).toMatchObject({ deadlinesMoved: 1, changes: [moved] })
    expect(high).toMatchObject({ deadlinesMoved: 0, changes: [{ deadlineAfter: EVERYDAY }] })
    expect(await firstReply(id)).toBe(EVERYDAY)
  })

  it('moves the dates of mail that is there, and moves them back when it is undone', async () => {
    const id = await aMail('Recours ancien')
    const { id: ruleId } = (await asAdmin.post('/api/v1/rules', rule)).json()
    const asked = await asAdmin.post(`/api/v1/rules/${ruleId}/applications`, { last: 1 })
    const workId = asked.json().id
    await runWork(deps, { workId })
    expect((await asAdmin.get(work(workId))).json()).toMatchObject({
      deadlinesMoved: 1,
      leftOut: [],
      changes: [{ conversationId: id, deadlineBefore: EVERYDAY, deadlineAfter: APPEAL }],
    })
    await move(workId, 'start')
    expect(await firstReply(id)).toBe(APPEAL)
    await move(workId, 'undo')
    expect(await firstReply(id)).toBe(EVERYDAY)
    const live = await aMail('Encore un recours')
    const rollBack = (await asAdmin.post(`/api/v1/rules/${ruleId}/rollback`, {})).json().id
    await runWork(deps, { workId: rollBack })
    expect((await asAdmin.get(work(rollBack))).json()).toMatchObject({
      changes: [{ conversationId: live, deadlineBefore: APPEAL, deadlineAfter: EVERYDAY }],
    })
    await move(rollBack, 'start')
    expect(await firstReply(live)).toBe(EVERYDAY)
    await asAdmin.delete(`/api/v1/rules/${ruleId}`)
  })
})

describe('a rule that asks for working time', () => {
  it('goes by the calendar of the mailbox, else of the organisation, live and when it is tried', async () => {
    const conditions = { field: 'receivedInWorkingTime', operator: 'is', value: false }
    const closed = {
      name: 'Fermé',
      conditions,
      actions: [{ type: 'setPriority', priority: 'low' }],
    }
    const { id: ruleId } = (await asAdmin.post('/api/v1/rules', closed)).json()
    const tried = async () =>
      (await asAdmin.post('/api/v1/rules/dry-run', { rule: closed, last: 1 })).json().matched
    expect(await priorityOf()).toBe('normal')
    expect(await tried()).toBe(0)
    const [{ id }] = (await asAdmin.get('/api/v1/calendars')).json().items
    const closure = {
      from: '2026-03-10',
      to: '2026-03-10',
      kind: 'closed',
      name: 'Pont',
      hours: null,
    }
    await asAdmin.patch(`/api/v1/calendars/${id}`, { exceptions: [closure] })
    expect(await priorityOf()).toBe('low')
    expect(await tried()).toBe(1)
    await asAdmin.post('/api/v1/calendars', { name: 'Accueil', mailboxIds: [mailbox.id] })
    expect(await priorityOf()).toBe('normal')
    await asAdmin.delete(`/api/v1/rules/${ruleId}`)
  })
})
