import { sql } from '@levee/db'
import { startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, received } from '../../testing/replying.ts'
import { sendReply } from './service.ts'
import { LARGEST_UPLOAD } from './uploads.ts'

const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const catcher = await startSmtpCatcher()
afterAll(() => catcher.stop())

const claire = await app.aUser()
const theo = await app.aUser()
const mailbox = await aSendingMailbox(app, { members: [claire, theo], catcher })
const url = '/api/v1/attachments'
const multipart = { 'content-type': 'multipart/form-data; boundary=cut' }

function form(
  content: Buffer | string,
  { name = 'plan.pdf', type = 'application/pdf' } = {},
): Buffer {
  return Buffer.concat([
    Buffer.from(
      `--cut\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n--cut--\r\n'),
  ])
}

describe('a file for a reply', () => {
  it('is kept, sent along, and can be fetched from the reply', async () => {
    const uploaded = await app.as(claire).post(url, form('%PDF-1.4 …'), multipart)
    expect(uploaded.statusCode).toBe(201)
    const upload = uploaded.json<{ id: string }>()
    expect(upload).toMatchObject({ name: 'plan.pdf', contentType: 'application/pdf', size: 12 })
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const body = { revision, text: 'Voici.', attachmentIds: [upload.id] }
    const answer = await app.as(claire).post(`/api/v1/conversations/${id}/replies`, body)
    const { messageId } = answer.json<{ messageId: string }>()
    await sendReply(app.deps, { messageId })
    const { raw } = await catcher.waitForMessage()
    const [read] = await app.deps.reader.read([raw])
    expect(read).toMatchObject({
      ok: true,
      message: { attachments: [{ name: 'plan.pdf', contentType: 'application/pdf', size: 12 }] },
    })
    const part = await app.as(theo).get(`/api/v1/messages/${messageId}/attachments/0`)
    expect(part.statusCode).toBe(200)
    expect(part.rawPayload.toString()).toBe('%PDF-1.4 …')
    expect(part.headers['content-disposition']).toContain('plan.pdf')
  })

  it('belongs to whoever uploaded it', async () => {
    const upload = (await app.as(theo).post(url, form('x'), multipart)).json<{ id: string }>()
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const body = { revision, text: 'x', attachmentIds: [upload.id] }
    expect(await app.as(claire).post(`/api/v1/conversations/${id}/replies`, body)).toBeProblem(
      400,
      'invalid',
    )
  })

  it.each([
    ['../../etc/passwd', 'text/plain', 'passwd', 'text/plain'],
    ['C:\\plans\\a.pdf', 'x', 'a.pdf', 'application/octet-stream'],
    ['a\u{202E}fdp.exe', 'text/html; charset=utf-8', 'afdp.exe', 'text/html'],
  ])('called %s of type %s is %s of type %s', async (name, type, kept, keptType) => {
    const answer = await app.as(claire).post(url, form('x', { name, type }), multipart)
    expect(answer.json()).toMatchObject({ name: kept, contentType: keptType })
  })

  it('is refused above 25 MB', async () => {
    const large = Buffer.alloc(LARGEST_UPLOAD + 1)
    expect(await app.as(claire).post(url, form(large), multipart)).toBeProblem(413, 'too-large')
    const fits = Buffer.alloc(LARGEST_UPLOAD)
    expect((await app.as(claire).post(url, form(fits), multipart)).statusCode).toBe(201)
  })

  it('is refused when too large together with others', async () => {
    const ids: string[] = []
    for (const byte of ['a', 'b']) {
      const content = byte.repeat(LARGEST_UPLOAD / 2 + 1)
      ids.push((await app.as(claire).post(url, form(content), multipart)).json<{ id: string }>().id)
    }
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const answer = await app
      .as(claire)
      .post(`/api/v1/conversations/${id}/replies`, { revision, text: 'x', attachmentIds: ids })
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json()).toMatchObject({ errors: [{ path: 'attachmentIds' }] })
  })

  it('is forgotten after a week', async () => {
    await app.as(claire).post(url, form('old'), multipart)
    app.clock.advance(8 * 86_400_000)
    await app.as(claire).post(url, form('new'), multipart)
    const left = await app.db.row(sql`
      select count(*) as n from upload where user_id = ${claire.id}`)
    expect(left).toEqual({ n: 1 })
  })

  it('is one file, from somebody who is signed in', async () => {
    expect(await app.asNobody.post(url, form('x'), multipart)).toBeProblem(401, 'unauthenticated')
    expect(await app.as(claire).post(url, {})).toBeProblem(400, 'invalid')
    expect(await app.as(claire).post(url, '--cut--\r\n', multipart)).toBeProblem(400, 'invalid')
  })
})
