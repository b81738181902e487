import { Buffer } from 'node:buffer'
import type { Message } from '@levee/contract'
import { sql } from '@levee/db'
import { describe, expect, it, vi } from 'vitest'
import { testApp } from '../../testing/harness.ts'

const { db, deps, as, asNobody, aUser, aMailbox } = await testApp()
const claire = await aUser({ name: 'Claire Aubry' })
const stranger = await aUser({ name: 'Paul Petit' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire] })

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const RAW = Buffer.from(
  [
    'From: Jeanne Morvan <jeanne@morvan.example>',
    'To: contact@port-leveque.example',
    'Subject: =?utf-8?q?Terrasse_=C3=A9t=C3=A9?=',
    'Date: Mon, 2 Mar 2026 09:30:00 +0100',
    'Message-ID: <terrasse@morvan.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=out',
    '',
    '--out',
    'Content-Type: multipart/related; boundary=rel',
    '',
    '--rel',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p style="color:#b00">Bonjour</p><script>alert(1)</script>',
    '<img src="cid:plan"><img src="https://tracker.example/pixel.gif">',
    '--rel',
    'Content-Type: image/png; name=plan.png',
    'Content-ID: <plan>',
    'Content-Disposition: inline; filename=plan.png',
    'Content-Transfer-Encoding: base64',
    '',
    PNG.toString('base64'),
    '--rel--',
    '--out',
    'Content-Type: text/html; name="page.html"',
    'Content-Disposition: attachment; filename="d\u00E9j\u00E0 \u2620.html"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<script>alert(1)</script>').toString('base64'),
    '--out--',
    '',
  ].join('\r\n'),
)

/** Receives a mail as programs push it; answers its ids. */
async function receive(raw: Buffer): Promise<{ messageId: string; conversationId: string }> {
  const url = `/api/v1/mailboxes/${townHall.id}/messages`
  const reply = await as(claire).post(url, raw, { 'content-type': 'message/rfc822' })
  expect(reply.statusCode).toBe(201)
  return reply.json()
}

const { messageId, conversationId } = await receive(RAW)
const url = `/api/v1/messages/${messageId}`
const message: Message = (await as(claire).get(url)).json()
const indexOf = (contentType: string): number =>
  message.attachments.find((attachment) => attachment.contentType === contentType)?.index ?? -1

describe('a message', () => {
  it('is shown as it was read, with its parts', async () => {
    expect(message).toMatchObject({
      id: messageId,
      conversationId,
      direction: 'incoming',
      internetMessageId: 'terrasse@morvan.example',
      from: { name: 'Jeanne Morvan', address: 'jeanne@morvan.example' },
      subject: 'Terrasse été',
      date: '2026-03-02T08:30:00.000Z',
      hasHtml: true,
      state: 'received',
    })
    expect(message.attachments.map(({ contentType }) => contentType).toSorted()).toEqual([
      'image/png',
      'text/html',
    ])
    const { messages } = (await as(claire).get(`/api/v1/conversations/${conversationId}`)).json()
    expect(messages).toEqual([message])
  })

  it('folds the quotation below an answer', async () => {
    const answer = await receive(
      Buffer.from(
        'From: jeanne@morvan.example\r\nSubject: Re: x\r\n\r\nMerci.\r\n\r\nOn Monday, Claire wrote:\r\n> Bonjour\r\n',
      ),
    )
    const { text, textWithoutQuotes } = (
      await as(claire).get(`/api/v1/messages/${answer.messageId}`)
    ).json()
    expect(textWithoutQuotes.trim()).toBe('Merci.')
    expect(text).toContain('> Bonjour')
  })
})

describe('the source', () => {
  it('is what was received, byte for byte, as a file', async () => {
    const reply = await as(claire).get(`${url}/source`)
    expect(reply.headers['content-type']).toMatch(/^message\/rfc822/)
    expect(reply.headers['content-disposition']).toMatch(/^attachment; filename="2026-000001-/)
    expect(reply.rawPayload).toEqual(RAW)
  })

  it('survives bytes that are no text at all', async () => {
    const raw = Buffer.from([...Buffer.from('Subject: x\r\n\r\n'), 0, 255, 254, 13, 10, 10, 0])
    const received = await receive(raw)
    const reply = await as(claire).get(`/api/v1/messages/${received.messageId}/source`)
    expect(reply.rawPayload).toEqual(raw)
  })
})

describe('the HTML', () => {
  it('comes clean, under a policy that runs and loads nothing', async () => {
    const reply = await as(claire).get(`${url}/html`)
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(reply.headers['content-security-policy']).toContain("script-src 'none'")
    expect(reply.headers['content-security-policy']).toContain('sandbox allow-same-origin')
    expect(reply.headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(reply.body).toContain('Bonjour')
    expect(reply.body).toContain(
      `/api/v1/messages/${messageId}/attachments/${indexOf('image/png')}`,
    )
    expect(reply.body).not.toMatch(/alert|tracker|<script/)
  })

  it('is read once and revalidated after', async () => {
    const first = await as(claire).get(`${url}/html?theme=dark`)
    const reading = vi.spyOn(deps.blobs, 'get')
    const second = await as(claire).get(`${url}/html?theme=dark`)
    const third = await as(claire).get(`${url}/html?theme=dark`, undefined, {
      'if-none-match': String(first.headers.etag),
    })
    expect(reading).not.toHaveBeenCalled()
    reading.mockRestore()
    expect(second.body).toBe(first.body)
    expect([third.statusCode, third.body]).toEqual([304, ''])
  })

  it('refuses an unknown theme', async () => {
    expect(await as(claire).get(`${url}/html?theme=pink`)).toBeProblem(400, 'invalid')
  })
})

describe('an attachment', () => {
  it('is decoded and never runs', async () => {
    const reply = await as(claire).get(`${url}/attachments/${indexOf('text/html')}`)
    expect(reply.body).toBe('<script>alert(1)</script>')
    expect(reply.headers['content-disposition']).toMatch(/^attachment; filename="/)
    expect(reply.headers['content-disposition']).toMatch(/filename\*=UTF-8''[\w%.-]+$/)
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
    expect(reply.headers['content-security-policy']).toMatch(/sandbox$/)
  })

  it('is to be saved, also when it is a picture that the mail shows', async () => {
    const reply = await as(claire).get(`${url}/attachments/${indexOf('image/png')}`)
    expect(reply.headers['content-type']).toBe('image/png')
    expect(reply.headers['content-disposition']).toMatch(/^attachment;/)
    expect(reply.rawPayload).toEqual(PNG)
  })

  it('of a mail that we sent is the file that was uploaded', async () => {
    const blob = await deps.blobs.put(Buffer.from('un plan'))
    const sent = await db.row<{ id: string }>(sql`
      with m as (insert into message (conversation_id, mailbox_id, direction, state, received_at)
        values (${conversationId}, ${townHall.id}, 'outgoing', 'sent', now()) returning id)
      insert into attachment (message_id, index, name, content_type, size, blob_sha256)
      select id, 0, 'plan.txt', 'text/plain; charset=utf-8"', 7, ${blob} from m returning message_id as id`)
    const reply = await as(claire).get(`/api/v1/messages/${sent!.id}/attachments/0`)
    expect(reply.body).toBe('un plan')
    expect(reply.headers['content-type']).toBe('application/octet-stream')
  })
})

describe('what is not yours', () => {
  it.each(['', '/source', '/html', '/attachments/0'])('is hidden: %s', async (path) => {
    expect(await asNobody.get(`${url}${path}`)).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).get(`${url}${path}`)).toBeProblem(404, 'not-found')
    const unknown = '/api/v1/messages/00000000-0000-7000-8000-000000000000'
    expect(await as(claire).get(`${unknown}${path}`)).toBeProblem(404, 'not-found')
    expect(await as(claire).get(`/api/v1/messages/x${path}`)).toBeProblem(400, 'invalid')
  })

  it('is also a part that is not there', async () => {
    expect(await as(claire).get(`${url}/attachments/99`)).toBeProblem(404, 'not-found')
    expect(await as(claire).get(`${url}/attachments/-1`)).toBeProblem(400, 'invalid')
  })
})
