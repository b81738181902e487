import { beforeEach, describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { testApp, type TestUser } from '../../testing/harness.ts'
import { endPresence } from './service.ts'

const { db, as, aUser, aMailbox, clock, deps } = await testApp()
const claire = await aUser({ name: 'Claire Aubry' })
const karim = await aUser({ name: 'Karim Diallo' })
const stranger = await aUser({ name: 'Hugo Lemaire' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire, karim] })

let id = ''
let heard: unknown[] = []
beforeEach(async () => {
  clock.advance(60_000)
  await endPresence(deps)
  id = (await aConversation(db, { mailbox: townHall })).id
  heard = []
})
await db.listen(
  'levee',
  (payload) => {
    const event = JSON.parse(payload)
    if (event.type === 'presence' && event.conversationId === id)
      heard.push([event.userId, event.state])
  },
  () => undefined,
)

const show = (user: TestUser, state: string, more: { tab?: string; of?: string } = {}) => {
  const { of = id, ...tab } = more
  return as(user).post(`/api/v1/conversations/${of}/presence`, { state, ...tab })
}
const present = async (user: TestUser) => (await as(user).get('/api/v1/presence')).json().items
const here = (user: TestUser, state: string) => ({ conversationId: id, userId: user.id, state })

describe('presence', () => {
  it('is seen by who may see the conversation, and by nobody else', async () => {
    expect((await show(claire, 'viewing')).statusCode).toBe(204)
    expect(await present(karim)).toEqual([here(claire, 'viewing')])
    expect(await present(stranger)).toEqual([])
    expect(await show(stranger, 'viewing')).toBeProblem(404, 'not-found')
    await show(claire, 'writing')
    await show(claire, 'gone')
    expect(await present(karim)).toEqual([])
    await expect
      .poll(() => heard)
      .toEqual([
        [claire.id, 'viewing'],
        [claire.id, 'writing'],
        [claire.id, 'gone'],
      ])
  })

  it('is told once, however often the window says that it is still there', async () => {
    for (let beat = 0; beat < 5; beat++) {
      await show(claire, 'viewing', { tab: 'a' })
      clock.advance(4_000)
      await endPresence(deps)
    }
    expect(await present(karim)).toEqual([here(claire, 'viewing')])
    await show(karim, 'viewing')
    await expect.poll(() => heard.at(-1)).toEqual([karim.id, 'viewing'])
    expect(heard).toHaveLength(2)
  })

  it('ends within fifteen seconds when nothing is heard any more, and is told once by many', async () => {
    await show(claire, 'writing', { tab: 'a' })
    clock.advance(12_000)
    expect(await present(karim)).toEqual([])
    await Promise.all([endPresence(deps), endPresence(deps), endPresence(deps)])
    await show(karim, 'viewing')
    await expect.poll(() => heard.at(-1)).toEqual([karim.id, 'viewing'])
    expect(heard.slice(0, -1)).toEqual([
      [claire.id, 'writing'],
      [claire.id, 'gone'],
    ])
  })

  it('is in one conversation a window: who moves on has left', async () => {
    const other = (await aConversation(db, { mailbox: townHall })).id
    await show(claire, 'viewing', { tab: 'a' })
    await show(claire, 'viewing', { tab: 'a', of: other })
    expect(await present(karim)).toEqual([{ ...here(claire, 'viewing'), conversationId: other }])
  })

  it('is writing as long as one of several windows writes', async () => {
    await show(claire, 'writing', { tab: 'a' })
    await show(claire, 'viewing', { tab: 'b' })
    expect(await present(karim)).toEqual([here(claire, 'writing')])
    clock.advance(6_000)
    await show(claire, 'viewing', { tab: 'b' })
    clock.advance(6_000)
    await endPresence(deps)
    expect(await present(karim)).toEqual([here(claire, 'viewing')])
    await expect
      .poll(() => heard)
      .toEqual([
        [claire.id, 'writing'],
        [claire.id, 'viewing'],
      ])
  })

  it('takes only what it knows', async () => {
    expect(await show(claire, 'dreaming')).toBeProblem(400, 'invalid')
  })
})
