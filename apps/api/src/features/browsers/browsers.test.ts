import { sql } from '@levee/db'
import { startPushService } from '@levee/mail/testing'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { type Requests, testApp, type TestUser } from '../../testing/harness.ts'
import { browserName } from './browser-name.ts'
import { sendBrowserNotices } from './send-browser-notices.ts'
import { startTellingBrowsers } from './watch-browsers.ts'

const MINUTE = 60_000
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const harness = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const { as, aUser, aMailbox, clock, db, deps } = harness
const service = await startPushService()
afterAll(() => service.stop())

let claire: TestUser
let asClaire: Requests
let mailbox: { id: string }
const asKarim = as(await aUser({ role: 'admin', name: 'Karim' }))

beforeEach(async () => {
  service.received.length = 0
  service.answer(201)
  await db.run(sql`delete from browser`)
  claire = await aUser({ locale: 'en' })
  asClaire = as(claire)
  mailbox = await aMailbox({ members: [claire] })
})

const url = '/api/v1/browsers'
const turnOn = async (who = asClaire, address = service.address) =>
  (await who.post(url, address, { 'user-agent': FIREFOX })).json()
const listed = async (who = asClaire) => (await who.get(url)).json().items
const shown = () => service.received.map(({ payload }) => JSON.parse(payload))
const states = async () =>
  (await db.rows<{ state: string }>(sql`select state from browser_notice order by send_at`)).map(
    ({ state }) => state,
  )

/** Mail that Karim gives to Claire: she is told. */
async function given(): Promise<{ id: string; reference: string; subject: string }> {
  const { id } = await aConversation(db, { mailbox })
  const { revision } = (await asKarim.get(`/api/v1/conversations/${id}`)).json()
  const patch = { revision, assigneeId: claire.id }
  return (await asKarim.patch(`/api/v1/conversations/${id}`, patch)).json()
}

describe('a browser in which somebody is told', () => {
  it('says what happened to which mail, once, and its subject only where that is wanted', async () => {
    const { id, name } = await turnOn()
    expect(name).toBe('Firefox · Windows')
    const mail = await given()
    await Promise.all([sendBrowserNotices(deps), sendBrowserNotices(deps)])
    await sendBrowserNotices(deps)
    const [told] = shown()
    expect(service.received).toHaveLength(1)
    expect(told).toMatchObject({ title: 'Mail assigned to you', lang: 'en' })
    expect(told.body).toBe(mail.reference ?? '')
    expect(service.received[0]?.headers['topic']).toBe(told.id.replaceAll('-', ''))
    expect(service.received[0]?.publicKey).toBe((await asClaire.get(url)).json().publicKey)
    await asClaire.patch(`${url}/${id}`, { showsSubject: true })
    const { subject, reference } = await given()
    await sendBrowserNotices(deps)
    expect(shown()[1].body).toBe([reference, subject].filter(Boolean).join(' · '))
    expect(await listed()).toMatchObject([
      { id, showsSubject: true, problem: null, lastToldAt: clock.now().toISOString() },
    ])
  })

  it('hears at once, from the loop that the news wakes', async () => {
    await turnOn()
    const loop = await startTellingBrowsers(deps)
    await given()
    await expect.poll(() => service.received.length).toBe(1)
    await loop.stop()
  })

  it('is not told what was read meanwhile, nor of mail that may not be seen any more', async () => {
    await turnOn()
    await given()
    await asClaire.post('/api/v1/notifications/read', {})
    await given()
    await db.run(sql`delete from mailbox_member where user_id = ${claire.id}`)
    await sendBrowserNotices(deps)
    expect(await states()).toEqual(['dropped', 'dropped'])
    expect(service.received).toEqual([])
  })

  it('waits for the end of the quiet hours', async () => {
    await turnOn()
    await asClaire.patch('/api/v1/notice-settings', { quietFrom: '09:00', quietTo: '11:30' })
    await given()
    await sendBrowserNotices(deps)
    expect(service.received).toEqual([])
    clock.advance(90 * MINUTE)
    await sendBrowserNotices(deps)
    expect(service.received).toHaveLength(1)
    clock.advance(-90 * MINUTE)
  })

  it('is told again of mail that is followed, in the same line', async () => {
    await turnOn()
    const { id } = await aConversation(db, { mailbox })
    await asClaire.put(`/api/v1/conversations/${id}/follow`)
    for (const text of ['Vu', 'Encore']) {
      await asKarim.post(`/api/v1/conversations/${id}/notes`, { text })
      await sendBrowserNotices(deps)
      clock.advance(MINUTE)
    }
    expect(new Set(shown().map((each) => each.id)).size).toBe(1)
    expect(service.received).toHaveLength(2)
  })
})

describe('a push service', () => {
  it('that does not know the browser any more makes it forgotten', async () => {
    await turnOn()
    await given()
    service.answer(410)
    await sendBrowserNotices(deps)
    expect(await listed()).toEqual([])
    expect(await states()).toEqual([])
  })

  it('in trouble is asked again, later and later, not before it says', async () => {
    await turnOn()
    await given()
    service.answer(503)
    await sendBrowserNotices(deps)
    service.answer(429, { 'retry-after': '600' })
    clock.advance(MINUTE)
    await sendBrowserNotices(deps)
    service.answer(201)
    clock.advance(9 * MINUTE)
    expect(await sendBrowserNotices(deps)).toBe(0)
    clock.advance(MINUTE)
    await sendBrowserNotices(deps)
    expect(service.received).toHaveLength(1)
    expect(await states()).toEqual(['sent'])
  })

  it('that refuses is not asked again, and the list says why', async () => {
    await turnOn()
    await given()
    service.answer(403)
    await sendBrowserNotices(deps)
    expect(await listed()).toMatchObject([{ problem: 'answered 403', lastToldAt: null }])
    expect(await states()).toEqual(['failed'])
  })
})

describe('whose browser it is', () => {
  it('is who turned it on last; theirs alone to see, change and forget', async () => {
    const { id } = await turnOn()
    await asClaire.patch(`${url}/${id}`, { showsSubject: true })
    expect(await asKarim.delete(`${url}/${id}`)).toBeProblem(404, 'not-found')
    await given()
    expect(await turnOn(asKarim)).toMatchObject({ id, showsSubject: false })
    expect(await listed()).toEqual([])
    expect(await sendBrowserNotices(deps)).toBe(0)
    expect((await asKarim.delete(`${url}/${id}`)).statusCode).toBe(204)
  })

  it('keeps its place when its address changes', async () => {
    const { id } = await turnOn()
    const address = { ...service.address, endpoint: `${service.address.endpoint}2` }
    const moved = await asClaire.post(url, { ...address, replaces: service.address.endpoint })
    expect(moved.json()).toMatchObject({ id })
    expect(await listed()).toHaveLength(1)
  })

  it('ends with signing out, and with a new password elsewhere', async () => {
    await turnOn()
    await asClaire.delete('/api/v1/session')
    const again = as(claire)
    expect(await listed(again)).toEqual([])
    await turnOn(again)
    await asKarim.patch(`/api/v1/users/${claire.id}`, { password: 'un autre mot de passe' })
    expect(await listed(as(claire))).toEqual([])
  })

  it('is refused with an address or a key that cannot be one', async () => {
    const closed = await testAddress({ endpoint: 'ftp://push.example/' })
    expect(closed).toBeProblem(400, 'invalid')
    expect(await testAddress({ p256dh: 'A'.repeat(87) })).toBeProblem(400, 'invalid')
    deps.config.allowPrivateNetwork = false
    for (const endpoint of [service.address.endpoint, 'http://push.example/', 'https://10.0.0.1/'])
      expect(await testAddress({ endpoint })).toBeProblem(400, 'invalid')
    deps.config.allowPrivateNetwork = true
  })
})

const testAddress = (more: object) => asClaire.post(url, { ...service.address, ...more })

it.each([
  [FIREFOX, 'Firefox · Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1',
    'Safari · iOS',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge · Linux'],
  ['curl/8', 'Browser'],
])('a browser is called what people call it: %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name)
})
