import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { testApp, type TestUser } from '../../testing/harness.ts'
import { giveLeftOvers } from '../assignment/service.ts'
import { passOn } from './service.ts'

const { as, aUser, aMailbox, clock, db, deps } = await testApp()
const admin = await aUser({ role: 'admin', name: 'Ada' })
const claire = await aUser({ name: 'Claire' })
const karim = await aUser({ name: 'Karim' })
const zoe = await aUser({ name: 'Zoé' })
const stranger = await aUser({ name: 'Noé' })
const mailbox = await aMailbox({ members: [claire, karim, zoe] })
const closed = await aMailbox({ members: [claire] })
const MONDAY = new Date('2026-03-02T09:00:00Z')
const WEDNESDAY = new Date('2026-03-04T09:00:00Z')

const absenceOf = async (user: TestUser, substituteId: string | null): Promise<string> => {
  await db.run(sql`delete from absence where user_id = ${user.id}`)
  const said = { userId: user.id, from: '2026-03-03', to: '2026-03-12', substituteId }
  return (await as(user).post('/api/v1/absences', said)).json().id
}
const to = (id: string | undefined, assigneeId: string) => ({ id, assigneeId })
const clear = () => db.run(sql`update conversation set status = 'archived', assignee_id = null`)
const detail = async (id: string, by = admin) =>
  (await as(by).get(`/api/v1/conversations/${id}`)).json()

describe('handing over', () => {
  it('proposes the substitute, and whoever has least where they may not see it', async () => {
    const absence = await absenceOf(claire, karim.id)
    const url = `/api/v1/absences/${absence}/hand-over`
    expect(await as(stranger).get(url)).toBeProblem(403, 'forbidden')
    const [one, two] = [
      await aConversation(db, { mailbox, assigneeId: claire.id }),
      await aConversation(db, { mailbox: closed, assigneeId: claire.id, status: 'waiting' }),
    ]
    await aConversation(db, { mailbox, assigneeId: claire.id, status: 'archived' })
    const { items, handedOver, more } = (await as(claire).get(url)).json()
    expect(items).toMatchObject([
      { conversation: { id: one.id }, proposedId: karim.id, why: 'substitute' },
      { conversation: { id: two.id }, proposedId: null, why: 'nobody', eligibleIds: [admin.id] },
    ])
    expect(items[0].eligibleIds.toSorted()).toEqual([admin.id, karim.id, zoe.id].toSorted())
    expect({ handedOver, more }).toEqual({ handedOver: [], more: 0 })
  })

  it('gives each to whom it is said, tells them, is undone one by one, and comes back in one go', async () => {
    await clear()
    const absence = await absenceOf(claire, karim.id)
    const url = `/api/v1/absences/${absence}`
    const mails = [
      await aConversation(db, { mailbox, assigneeId: claire.id }),
      await aConversation(db, { mailbox, assigneeId: claire.id }),
      await aConversation(db, { mailbox, assigneeId: claire.id }),
      await aConversation(db, { mailbox, assigneeId: zoe.id }),
    ]
    const [first, second, third, other] = mails.map(({ id }) => id)
    const moves = [
      to(first, karim.id),
      to(second, zoe.id),
      to(third, karim.id),
      to(other, karim.id),
    ]
    expect(await as(claire).post(`${url}/hand-over`, { moves: [] })).toBeProblem(400, 'invalid')
    const applied = (await as(claire).post(`${url}/hand-over`, { moves })).json()
    expect(applied.failed).toEqual([{ id: other, problem: 'conflict' }])
    const { items } = (await as(karim).get('/api/v1/notifications')).json()
    expect(items).toMatchObject([{ kind: 'assigned' }, { kind: 'assigned' }])
    await as(claire).post(`/api/v1/undo/${applied.activityIds[2]}`)
    expect((await detail(third ?? '')).assigneeId).toBe(claire.id)
    clock.advance(60_000)
    await as(karim).post(`/api/v1/conversations/${first}/notes`, { text: 'Vu' })
    await as(zoe).patch(`/api/v1/conversations/${second}`, { revision: 2, status: 'answered' })
    const { handedOver } = (await as(claire).get(`${url}/hand-over`)).json()
    expect(handedOver).toMatchObject([
      { conversation: { id: first }, givenTo: karim.id, notes: 1, canTakeBack: true },
      { conversation: { id: second }, givenTo: zoe.id, notes: 0, canTakeBack: false },
    ])
    const back = (await as(claire).post(`${url}/take-back`, {})).json()
    expect(back).toMatchObject({ activityIds: [expect.any(String)], failed: [] })
    expect((await detail(first ?? '')).assigneeId).toBe(claire.id)
    expect((await detail(second ?? '')).assigneeId).toBe(zoe.id)
    clock.set(new Date('2026-03-20T09:00:00Z'))
    const ended = async (query: string) =>
      (await as(claire).get(`/api/v1/absences${query}`)).json().items
    expect(await ended('')).toEqual([])
    expect(await ended('?ended=true')).toMatchObject([{ id: absence }])
    clock.set(MONDAY)
  })
})

describe('what somebody who is away has', () => {
  const near = {
    dueAt: new Date('2026-03-05T09:00:00Z'),
    dueSoonAt: new Date('2026-03-03T09:00:00Z'),
  }

  it('goes to who stands in once it is near, and not before; the log says why', async () => {
    await clear()
    const absence = await absenceOf(claire, karim.id)
    const urgent = await aConversation(db, { mailbox, assigneeId: claire.id, ...near })
    const later = await aConversation(db, {
      mailbox,
      assigneeId: claire.id,
      dueAt: new Date('2026-03-30T09:00:00Z'),
    })
    await passOn(deps)
    expect((await detail(urgent.id)).assigneeId).toBe(claire.id) // she is there on Monday
    clock.set(WEDNESDAY)
    await Promise.all([passOn(deps), passOn(deps)])
    expect((await detail(later.id)).assigneeId).toBe(claire.id)
    const passed = await detail(urgent.id)
    expect(passed.assigneeId).toBe(karim.id)
    expect(passed.timeline).toMatchObject([
      {
        actorId: null,
        kind: 'assigned',
        after: {
          assignment: { mode: 'standIn', insteadOf: { userId: claire.id, until: '2026-03-12' } },
        },
      },
    ])
    const url = `/api/v1/absences/${absence}`
    const { handedOver } = (await as(claire).get(`${url}/hand-over`)).json()
    expect(handedOver).toMatchObject([{ conversation: { id: urgent.id }, canTakeBack: true }])
    clock.set(MONDAY)
  })

  it('goes to somebody of the team without a substitute, else back to the team until somebody is there', async () => {
    await clear()
    clock.set(WEDNESDAY)
    await absenceOf(claire, null)
    const team = { name: 'Accueil', memberIds: [claire.id, zoe.id], assignment: 'roundRobin' }
    const { id: teamId } = (await as(admin).post('/api/v1/teams', team)).json()
    const mine = { mailbox, assigneeId: claire.id, teamId, ...near }
    const one = await aConversation(db, mine)
    const plain = await aConversation(db, { mailbox, assigneeId: claire.id, ...near })
    await passOn(deps)
    expect((await detail(one.id)).assigneeId).toBe(zoe.id)
    expect((await detail(plain.id)).assigneeId).toBeNull()
    await absenceOf(zoe, null)
    const two = await aConversation(db, mine)
    await passOn(deps)
    await giveLeftOvers(deps)
    const left = await detail(two.id)
    expect(left.assigneeId).toBeNull()
    expect(left.timeline.map(({ kind }: { kind: string }) => kind)).toEqual(['assigned'])
    await db.run(sql`delete from absence where user_id = ${zoe.id}`)
    await giveLeftOvers(deps)
    expect((await detail(two.id)).assigneeId).toBe(zoe.id)
  })
})
