import { describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { testApp } from '../../testing/harness.ts'

const { db, as, asNobody, aUser, aMailbox, clock } = await testApp()
const claire = await aUser({ name: 'Claire Aubry' })
const stranger = await aUser({ name: 'Paul Petit' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire] })

describe('a note', () => {
  it('stands in the timeline, and makes a new revision', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `/api/v1/conversations/${id}`
    const reply = await as(claire).post(`${url}/notes`, { text: ' Appelée ce matin.\0\nÀ suivre ' })
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toEqual({
      type: 'note',
      id: expect.any(String),
      at: clock.now().toISOString(),
      actorId: claire.id,
      text: 'Appelée ce matin.\nÀ suivre',
    })
    const { timeline, revision } = (await as(claire).get(url)).json()
    expect(timeline).toEqual([reply.json()])
    expect(revision).toBe(2)
    const stale = await as(claire).patch(url, { revision: 1, status: 'archived' })
    expect(stale).toBeProblem(409, 'stale')
    expect(stale.json().changes.activities).toMatchObject([{ kind: 'noted', actorId: claire.id }])
  })

  it('is refused when it is empty, to nobody, and to who may not see the conversation', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `/api/v1/conversations/${id}/notes`
    expect(await as(claire).post(url, { text: ' \0 ' })).toBeProblem(400, 'invalid')
    expect(await as(claire).post(url, {})).toBeProblem(400, 'invalid')
    expect(await asNobody.post(url, { text: 'x' })).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).post(url, { text: 'x' })).toBeProblem(404, 'not-found')
  })
})
