import { describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { testApp, type TestUser } from '../../testing/harness.ts'
import { aLetter, received } from '../../testing/replying.ts'

const harness = await testApp()
const { db, as, aUser, aMailbox } = harness
const claire = await aUser({ name: 'Claire' })
const karim = await aUser({ name: 'Karim' })
const stranger = await aUser()
const mailbox = await aMailbox({ members: [claire, karim] })
const other = await aMailbox({ members: [claire] })

const unread = async (user: TestUser): Promise<{ id: string; kind: string; topic: string }[]> =>
  (await as(user).get('/api/v1/notifications?unread=true')).json().items
const topics = async (user: TestUser) => (await unread(user)).map(({ topic }) => topic).toSorted()
const follow = (user: TestUser, id: string) => as(user).put(`/api/v1/conversations/${id}/follow`)

async function patch(user: TestUser, id: string, body: object): Promise<void> {
  const { revision } = (await as(user).get(`/api/v1/conversations/${id}`)).json()
  const answer = await as(user).patch(`/api/v1/conversations/${id}`, { revision, ...body })
  expect(answer.statusCode).toBe(200)
}

describe('following a conversation', () => {
  it('tells of new mail, notes and status, one line a topic, but not of what one does oneself', async () => {
    const letter = { id: 'f1@morvan.example' }
    const { id } = await received(harness, mailbox.id, aLetter(letter))
    expect(await follow(stranger, id)).toBeProblem(404, 'not-found')
    expect((await follow(claire, id)).statusCode).toBe(204)
    await follow(karim, id)
    const url = `/api/v1/conversations/${id}`
    expect((await as(claire).get(url)).json().isFollowed).toBe(true)
    await as(karim).post(`${url}/notes`, { text: 'Vu' })
    await patch(karim, id, { status: 'archived' })
    await as(karim).post(`${url}/notes`, { text: 'Encore' })
    await received(harness, mailbox.id, aLetter({ headers: ['In-Reply-To: <f1@morvan.example>'] }))
    expect(await topics(claire)).toEqual(['message', 'note', 'status'])
    expect(await topics(karim)).toEqual(['message'])
  })

  it('is a view and a filter, counted', async () => {
    const followed = (await as(claire).get('/api/v1/conversations?view=followed')).json().items
    expect(followed).toHaveLength(1)
    expect((await as(claire).get('/api/v1/counts')).json().views.followed).toBe(1)
    const filtered = await as(claire).get('/api/v1/conversations?q=is:followed')
    expect(filtered.json().items).toEqual(followed)
    expect((await as(stranger).get('/api/v1/counts')).json().views.followed).toBe(0)
  })

  it('tells only what one wants to hear, until one stops', async () => {
    await as(claire).post('/api/v1/notifications/read', {})
    const { id } = await aConversation(db, { mailbox })
    await follow(claire, id)
    await as(claire).patch('/api/v1/notice-settings', { toldOf: ['note'] })
    await patch(karim, id, { status: 'archived', assigneeId: claire.id })
    expect(await unread(claire)).toEqual([])
    await as(karim).post(`/api/v1/conversations/${id}/notes`, { text: 'X' })
    expect(await topics(claire)).toEqual(['note'])
    await as(claire).delete(`/api/v1/conversations/${id}/follow`)
    await as(claire).post('/api/v1/notifications/read', {})
    await as(karim).post(`/api/v1/conversations/${id}/notes`, { text: 'Y' })
    expect(await unread(claire)).toEqual([])
  })
})

const linksOf = async (user: TestUser, id: string) =>
  (await as(user).get(`/api/v1/conversations/${id}/links`)).json().items

describe('a link between conversations', () => {
  it('shows at both ends, to who may see the other one, and is taken away and back', async () => {
    const [here, there, hidden] = [
      await aConversation(db, { mailbox, reference: '2026-000201' }),
      await aConversation(db, { mailbox, reference: '2026-000202' }),
      await aConversation(db, { mailbox: other, reference: '2026-000203' }),
    ]
    const url = `/api/v1/conversations/${here.id}/links`
    const link = (to: string, by = claire) => as(by).post(url, { kind: 'followUpOf', to })
    expect(await link(here.id)).toBeProblem(400, 'invalid')
    expect(await link('2026-000203', karim)).toBeProblem(404, 'not-found')
    const told: string[] = []
    const stop = await db.listen('levee', (event) => told.push(JSON.parse(event).conversationId))
    const { id, activityId } = (await link('2026-000202')).json()
    await expect.poll(() => told).toEqual(expect.arrayContaining([here.id, there.id]))
    await stop()
    await link(hidden.id)
    expect(await link(there.id)).toBeProblem(409, 'conflict')
    expect(await linksOf(karim, there.id)).toMatchObject([
      { id, kind: 'followUpOf', direction: 'in', conversation: { id: here.id } },
    ])
    expect(await linksOf(claire, here.id)).toHaveLength(2)
    expect(await linksOf(karim, here.id)).toMatchObject([{ id, direction: 'out' }])
    const removed = (await as(karim).delete(`${url}/${id}`)).json()
    expect(await linksOf(karim, there.id)).toEqual([])
    await as(karim).post(`/api/v1/undo/${removed.activityId}`)
    expect(await linksOf(karim, there.id)).toHaveLength(1)
    await as(claire).post(`/api/v1/undo/${activityId}`)
    expect(await linksOf(karim, there.id)).toEqual([])
  })
})

describe('a merge', () => {
  it('keeps who follows, links and notes, and gives them back when it is undone', async () => {
    const [kept, part, linked] = [
      await aConversation(db, { mailbox, reference: '2026-000301' }),
      await aConversation(db, { mailbox, reference: '2026-000302' }),
      await aConversation(db, { mailbox }),
    ]
    await follow(karim, part.id)
    await as(claire).post(`/api/v1/conversations/${part.id}/notes`, { text: 'Note' })
    const link = { kind: 'relatedTo', to: linked.id }
    await as(claire).post(`/api/v1/conversations/${part.id}/links`, link)
    const merge = await as(claire).post('/api/v1/conversations/merge', { ids: [kept.id, part.id] })
    const seen = async (id: string) => {
      const detail = (await as(karim).get(`/api/v1/conversations/${id}`)).json()
      const links = (await as(karim).get(`/api/v1/conversations/${id}/links`)).json().items
      const notes = detail.timeline.filter(({ type }: { type: string }) => type === 'note')
      return { follows: detail.isFollowed, links: links.length, notes: notes.length }
    }
    expect(await seen(kept.id)).toEqual({ follows: true, links: 1, notes: 1 })
    const back = (await as(karim).get(`/api/v1/conversations/${linked.id}/links`)).json().items
    expect(back).toMatchObject([{ conversation: { id: kept.id } }])
    await as(claire).post(`/api/v1/undo/${merge.json().activityId}`)
    expect(await seen(kept.id)).toEqual({ follows: false, links: 0, notes: 0 })
    expect(await seen(part.id)).toEqual({ follows: true, links: 1, notes: 1 })
  })
})
