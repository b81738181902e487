import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { testApp } from '../../testing/harness.ts'

const { db, as, asNobody, aUser, aTeam, aMailbox } = await testApp()
const claire = await aUser({ name: 'Claire Aubry' })
const karim = await aUser({ name: 'Karim Benali' })
const stranger = await aUser({ name: 'Paul Petit' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire, karim] })
const tag = (
  await db.row<{ id: string }>(sql`
    insert into tag (name, color) values ('permis', 'reed') returning id`)
)?.id

const urlOf = (id: string): string => `/api/v1/conversations/${id}`
const change = async (user: { id: string }, id: string, body: object): Promise<string> =>
  (await as(user).patch(urlOf(id), body)).json().activityId

describe('undo', () => {
  it('takes a change back, and the undoing too', async () => {
    const { id } = await aConversation(db, { mailbox: townHall, assigneeId: karim.id })
    const activityId = await change(claire, id, { revision: 1, status: 'archived', tagIds: [tag] })
    const undone = await as(claire).post(`/api/v1/undo/${activityId}`)
    expect(undone.json()).toMatchObject({ status: 'open', tagIds: [], revision: 3 })
    const { timeline } = (await as(claire).get(urlOf(id))).json()
    expect(timeline).toMatchObject([
      { id: activityId, undone: true },
      { kind: 'undone', actorId: claire.id, undone: false },
    ])
    const redone = await as(claire).post(`/api/v1/undo/${timeline[1].id}`)
    expect(redone.json()).toMatchObject({ status: 'archived', tagIds: [tag] })
  })

  it('leaves what others changed meanwhile, and is refused when they changed the same', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const activityId = await change(claire, id, { revision: 1, status: 'archived' })
    const priority = await change(karim, id, { revision: 2, priority: 'urgent' })
    expect(priority).toEqual(expect.any(String))
    const undone = await as(claire).post(`/api/v1/undo/${activityId}`)
    expect(undone.json()).toMatchObject({ status: 'open', priority: 'urgent' })
    expect(await as(claire).post(`/api/v1/undo/${activityId}`)).toBeProblem(409, 'conflict')
    await change(karim, id, { revision: 4, priority: 'low' })
    expect(await as(karim).post(`/api/v1/undo/${priority}`)).toBeProblem(409, 'conflict')
  })

  it('is done once when asked for twice at the same time', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const activityId = await change(claire, id, { revision: 1, status: 'archived' })
    const replies = await Promise.all(
      [1, 2].map(() => as(claire).post(`/api/v1/undo/${activityId}`)),
    )
    expect(replies.map(({ statusCode }) => statusCode)).toEqual(expect.arrayContaining([200, 409]))
  })

  it('is refused when the team has gone since', async () => {
    const team = await aTeam()
    const { id } = await aConversation(db, { mailbox: townHall, teamId: team.id })
    const activityId = await change(claire, id, { revision: 1, teamId: null })
    await db.run(sql`delete from team where id = ${team.id}`)
    expect(await as(claire).post(`/api/v1/undo/${activityId}`)).toBeProblem(400, 'invalid')
  })

  it('answers 401, 404 and 400', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const activityId = await change(claire, id, { revision: 1, status: 'archived' })
    const url = `/api/v1/undo/${activityId}`
    expect(await asNobody.post(url)).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).post(url)).toBeProblem(404, 'not-found')
    expect(await as(claire).post('/api/v1/undo/x')).toBeProblem(400, 'invalid')
  })
})

describe('reading', () => {
  it('makes a conversation read for one user, until more arrives', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const isUnread = async (user: { id: string }): Promise<boolean> =>
      (await as(user).get(urlOf(id))).json().unread
    expect(await isUnread(claire)).toBe(true)
    expect((await as(claire).post(`${urlOf(id)}/read`, { read: true })).statusCode).toBe(204)
    expect([await isUnread(claire), await isUnread(karim)]).toEqual([false, true])
    // sent before it was read, stored after: a mailbox that was out of reach for a while
    await db.run(sql`insert into message (conversation_id, mailbox_id, direction, state, received_at)
      values (${id}, ${townHall.id}, 'incoming', 'received', '2020-01-01')`)
    expect(await isUnread(claire)).toBe(true)
    await as(claire).post(`${urlOf(id)}/read`, { read: true })
    await as(claire).post(`${urlOf(id)}/read`, { read: false })
    expect(await isUnread(claire)).toBe(true)
  })

  it('answers 401, 404 and 400', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `${urlOf(id)}/read`
    expect(await asNobody.post(url, { read: true })).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).post(url, { read: true })).toBeProblem(404, 'not-found')
    expect(await as(claire).post(url, {})).toBeProblem(400, 'invalid')
  })
})

describe('registering by hand', () => {
  it('gives imported mail the next number of the year it was received in', async () => {
    const { id } = await aConversation(db, {
      mailbox: townHall,
      status: 'archived',
      imported: true,
      receivedAt: new Date('2025-12-31T23:30:00Z'), // 2026 in Paris
    })
    const reply = await as(claire).post(`${urlOf(id)}/register`)
    expect(reply.json()).toMatchObject({ reference: '2026-000001', revision: 2 })
    expect(await as(claire).post(`${urlOf(id)}/register`)).toBeProblem(409, 'conflict')
    expect((await as(claire).get(urlOf('2026-000001'))).json().id).toBe(id)
  })

  it('answers 401, 404 and 400', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `${urlOf(id)}/register`
    expect(await asNobody.post(url)).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).post(url)).toBeProblem(404, 'not-found')
    expect(await as(claire).post(`${urlOf('x')}/register`)).toBeProblem(400, 'invalid')
  })
})
