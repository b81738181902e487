import { Buffer } from 'node:buffer'
import type { Message } from '@levee/contract'
import { sql } from '@levee/db'
import { smallInternet } from '@levee/mail/testing'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let served = 0
const world = await smallInternet(
  (host) => [host === 'inside.example' ? '10.0.0.1' : '93.184.215.14'],
  (request, response) => {
    served++
    if (request.url?.endsWith('.svg')) response.end('<svg xmlns="http://www.w3.org/2000/svg"/>')
    else response.setHeader('content-type', 'text/html').end(PNG)
  },
)
afterAll(() => world.stop())

const { as, aUser, aMailbox, clock, db } = await testApp({ internet: world.dialer })
const claire = await aUser({ name: 'Claire Aubry' })
const stranger = await aUser({ name: 'Paul Petit' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire] })

const HTML = `<p>Bonjour</p><img src="http://pictures.example/a.png"><img src="http://pictures.example/b.svg">
<img src="http://inside.example/c.png"><img src="http://spy.example/o.gif" width="1" height="1">`

async function receive(from = 'Lettre <Lettre@Pictures.example>'): Promise<string> {
  const raw = `From: ${from}\r\nSubject: x\r\nMessage-ID: <${crypto.randomUUID()}@x>\r\nContent-Type: text/html\r\n\r\n${HTML}`
  const url = `/api/v1/mailboxes/${townHall.id}/messages`
  const reply = await as(claire).post(url, Buffer.from(raw), { 'content-type': 'message/rfc822' })
  return reply.json().messageId
}

const url = `/api/v1/messages/${await receive()}`
const picturesOf = (html: string): string[] =>
  [...html.matchAll(/ src="([^"]+)"/g)].map(([, source = '']) => source.replaceAll('&amp;', '&'))
const shown = async (): Promise<string[]> =>
  picturesOf((await as(claire).get(`${url}/html?images=shown`)).body)

beforeEach(() => {
  served = 0
  world.dialled.length = 0
  world.lookedUp.length = 0
})

describe('the pictures that a mail has on other hosts', () => {
  it('are counted and left out until they are asked for; nobody is asked, not even for a name', async () => {
    const { body } = await as(claire).get(`${url}/html`)
    expect(body).toContain('data-images="3" data-pixels="1"')
    expect(body).not.toContain('example/')
    expect({ served, lookedUp: world.lookedUp }).toEqual({ served: 0, lookedUp: [] })
  })

  it('come through Levee when they are, drawn anew; the one that spies never', async () => {
    const pictures = await shown()
    expect(pictures).toHaveLength(3)
    expect(served).toBe(0)
    const reply = await as(claire).get(pictures[0]!)
    expect(reply.statusCode).toBe(200)
    expect(reply.headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=86400',
    })
    expect(reply.rawPayload.subarray(1, 4).toString()).toBe('PNG')
    await as(claire).get(pictures[0]!)
    expect({ served, dialled: world.dialled }).toEqual({ served: 1, dialled: ['93.184.215.14'] })
  })

  it('are nothing but pictures from the public Internet', async () => {
    const [, drawing, inside] = await shown()
    expect(await as(claire).get(drawing!)).toBeProblem(404, 'not-found')
    expect(await as(claire).get(inside!)).toBeProblem(404, 'not-found')
    expect(world.dialled).toEqual(['93.184.215.14'])
  })

  it('are given only at addresses that Levee wrote, for this message, to who may see it', async () => {
    const [first = ''] = await shown()
    const other = await receive()
    const wrong = [
      first.replace('a.png', 'z.png'),
      first.replace(/expires=\d+/, 'expires=9999999999'),
      first.replace(/signature=..../, 'signature=AAAA'),
      first.replace(/messages\/[\w-]+/, `messages/${other}`),
    ]
    for (const address of wrong) {
      expect(address).not.toBe(first)
      expect(await as(claire).get(address)).toBeProblem(403, 'forbidden')
    }
    expect(await as(stranger).get(first)).toBeProblem(404, 'not-found')
    expect(served).toBe(0)
  })

  it('are given for two days at most', async () => {
    const [first = ''] = await shown()
    const now = clock.now()
    clock.advance(2 * 86_400_000)
    expect(await as(claire).get(first)).toBeProblem(403, 'forbidden')
    clock.set(now)
  })
})

const always = (remoteImages: string, user = claire) =>
  as(user).put(`${url}/remote-images`, { remoteImages })
const messageOf = async (id: string): Promise<Message> =>
  (await as(claire).get(`/api/v1/messages/${id}`)).json()

describe('a correspondent whose pictures are always shown', () => {
  it('is chosen for everybody and every message of theirs, until that is revoked', async () => {
    const later = await receive('lettre@pictures.example')
    const another = await receive('autre@pictures.example')
    expect((await messageOf(later)).remoteImages).toBe('blocked')
    expect((await always('shown')).json()).toMatchObject({ remoteImages: 'shown' })
    expect((await always('shown')).statusCode).toBe(200)
    expect((await messageOf(later)).remoteImages).toBe('shown')
    expect((await messageOf(another)).remoteImages).toBe('blocked')
    expect((await always('blocked')).json()).toMatchObject({ remoteImages: 'blocked' })
    expect((await messageOf(later)).remoteImages).toBe('blocked')
    expect(await db.rows(sql`select address from image_sender`)).toEqual([])
  })

  it('is not for who may not see the message, nor without a sender', async () => {
    expect(await always('shown', stranger)).toBeProblem(404, 'not-found')
    expect(await always('perhaps')).toBeProblem(400, 'invalid')
    const nobody = await receive('')
    const reply = await as(claire).put(`/api/v1/messages/${nobody}/remote-images`, {
      remoteImages: 'shown',
    })
    expect(reply).toBeProblem(403, 'forbidden')
  })
})
