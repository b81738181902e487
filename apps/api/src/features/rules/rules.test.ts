import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'

const { as, aUser, aTeam, aMailbox, clock } = await testApp()
const admin = await aUser({ role: 'admin', name: 'Anne Roux' })
const asAdmin = as(admin)
const asStaff = as(await aUser())
const PERMITS = {
  name: 'Permis',
  conditions: { all: [{ field: 'subject', operator: 'contains', value: 'permis' }] },
  actions: [{ type: 'setPriority', priority: 'high' }],
}
const aRule = async (some: object = {}) =>
  (await asAdmin.post('/api/v1/rules', { ...PERMITS, ...some })).json()
const names = async () =>
  (await asAdmin.get('/api/v1/rules')).json().items.map((rule: { name: string }) => rule.name)

describe('the rule book', () => {
  it('takes a rule once, as often as the request is sent', async () => {
    const headers = { 'idempotency-key': 'one' }
    const first = await asAdmin.post('/api/v1/rules', { ...PERMITS, name: 'Once' }, headers)
    const again = await asAdmin.post('/api/v1/rules', { ...PERMITS, name: 'Once' }, headers)
    expect(first.statusCode).toBe(201)
    expect(again.json()).toEqual(first.json())
    expect(first.json()).toMatchObject({
      version: 1,
      enabled: true,
      stop: false,
      trigger: { type: 'messageArrives', messages: 'any' },
    })
    expect((await names()).filter((name: string) => name === 'Once')).toEqual(['Once'])
  })

  it('says at which member a rule is wrong', async () => {
    const { id: teamId } = await aTeam()
    const mailbox = await aMailbox()
    const answer = await asAdmin.post('/api/v1/rules', {
      ...PERMITS,
      conditions: { all: [{ field: 'subject', operator: 'matches', value: 'a(b' }] },
    })
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json().errors).toEqual([
      { path: 'conditions.all.0.value', message: expect.stringContaining('missing closing') },
    ])
    const unknown = await asAdmin.post('/api/v1/rules', {
      ...PERMITS,
      actions: [
        { type: 'assignTeam', teamId },
        { type: 'assignUser', userId: teamId },
        { type: 'sendTemplate', templateId: teamId },
        { type: 'setDeadlinePolicy', policyId: teamId },
        { type: 'forward', to: mailbox.address.toUpperCase() },
        { type: 'webhook', url: 'http://hooks.example/levee' },
      ],
    })
    expect(unknown.json().errors).toEqual([
      { path: 'actions.1.userId', message: 'names no user that exists' },
      { path: 'actions.2.templateId', message: 'names no template that exists' },
      { path: 'actions.3.policyId', message: 'names no policy that exists' },
      { path: 'actions.4.to', message: expect.stringContaining('mailbox of ours') },
      { path: 'actions.5.url', message: expect.stringContaining('https://') },
    ])
  })

  it('keeps each version with its author, and makes none where nothing changes', async () => {
    const { id } = await aRule()
    clock.advance(60_000)
    const changed = await asAdmin.patch(`/api/v1/rules/${id}`, { enabled: false, version: 1 })
    expect(changed.json()).toMatchObject({ id, version: 2, enabled: false, name: 'Permis' })
    expect((await asAdmin.patch(`/api/v1/rules/${id}`, { enabled: false })).json().version).toBe(2)
    expect(await asAdmin.patch(`/api/v1/rules/${id}`, { stop: true, version: 1 })).toBeProblem(
      409,
      'conflict',
    )
    const { items } = (await asAdmin.get(`/api/v1/rules/${id}/versions`)).json()
    expect(items).toMatchObject([
      { version: 2, change: 'changed', content: { enabled: false }, at: clock.now().toISOString() },
      { version: 1, change: 'created', content: { enabled: true }, author: { name: 'Anne Roux' } },
    ])
  })

  it('loses a rule, and has it again where it was', async () => {
    const [first, second] = [await aRule({ name: 'First' }), await aRule({ name: 'Second' })]
    expect((await asAdmin.delete(`/api/v1/rules/${first.id}`)).statusCode).toBe(204)
    expect(await names()).not.toContain('First')
    expect(await asAdmin.delete(`/api/v1/rules/${first.id}`)).toBeProblem(404, 'not-found')
    expect(await asAdmin.patch(`/api/v1/rules/${first.id}`, {})).toBeProblem(404, 'not-found')
    const restored = await asAdmin.post(`/api/v1/rules/${first.id}/restore`)
    expect(restored.json()).toMatchObject({ id: first.id, version: 3 })
    expect((await names()).slice(-2)).toEqual(['First', 'Second'])
    expect(await asAdmin.post(`/api/v1/rules/${second.id}/restore`)).toBeProblem(409, 'conflict')
  })

  it('is put in another order, if it is the one that was seen', async () => {
    const { items } = (await asAdmin.get('/api/v1/rules')).json()
    const ids = items.map(({ id }: { id: string }) => id).toReversed()
    const ordered = await asAdmin.put('/api/v1/rules/order', { ids })
    expect(ordered.json().items.map(({ id }: { id: string }) => id)).toEqual(ids)
    expect(await asAdmin.put('/api/v1/rules/order', { ids: ids.slice(1) })).toBeProblem(
      409,
      'conflict',
    )
  })

  it('warns of what can do nothing, and keeps the address of a webhook for admins', async () => {
    const url = 'https://hooks.example/levee?key=secret'
    await aRule({ name: 'Hook', stop: true, actions: [{ type: 'webhook', url }] })
    await aRule({ name: 'Late' })
    const [hook, late] = (await asAdmin.get('/api/v1/rules')).json().items.slice(-2)
    expect(hook).toMatchObject({ reachesOutside: true, hits: 0, lastHitAt: null })
    expect(late.warnings).toMatchObject([{ reason: expect.stringMatching(/shadowed|repeats/) }])
    const seen = (await asStaff.get('/api/v1/rules')).json().items
    expect(seen.at(-2).actions).toEqual([{ type: 'webhook', url: 'https://hooks.example' }])
  })

  it('is for admins to change', async () => {
    const { id } = await aRule()
    const refusals = [
      asStaff.post('/api/v1/rules', PERMITS),
      asStaff.patch(`/api/v1/rules/${id}`, { stop: true }),
      asStaff.delete(`/api/v1/rules/${id}`),
      asStaff.post(`/api/v1/rules/${id}/restore`),
      asStaff.get(`/api/v1/rules/${id}/versions`),
      asStaff.put('/api/v1/rules/order', { ids: [id] }),
    ]
    for (const refusal of await Promise.all(refusals)) expect(refusal).toBeProblem(403, 'forbidden')
  })
})
