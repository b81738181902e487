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

/** One red pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

const aPicture = async () =>
  (
    await app.as(claire).post(url, form(PIXEL, { name: 'a.png', type: 'image/png' }), multipart)
  ).json<{ id: string }>().id

describe('a picture within a reply', () => {
  it('is shown while it is written, to nobody else', async () => {
    const id = await aPicture()
    const shown = await app.as(claire).get(`${url}/${id}`)
    expect(shown.statusCode).toBe(200)
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
    expect(await app.as(theo).get(`${url}/${id}`)).toBeProblem(404, 'not-found')
    const text = (await app.as(claire).post(url, form('x'), multipart)).json<{ id: string }>()
    expect(await app.as(claire).get(`${url}/${text.id}`)).toBeProblem(404, 'not-found')
  })

  it('leaves beside the HTML that shows it, before the files, and is shown in what was sent', async () => {
    const picture = await aPicture()
    const { id: file } = (await app.as(claire).post(url, form('x'), multipart)).json<{
      id: string
    }>()
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const html = `<p onclick="x()">Voici :</p><img src="cid:${picture}" alt="Le plan"><img src="https://x.example/p">`
    const body = { revision, html, attachmentIds: [file, picture] }
    const answer = await app.as(claire).post(`/api/v1/conversations/${id}/replies`, body)
    const { messageId } = answer.json<{ messageId: string }>()
    await sendReply(app.deps, { messageId })
    const { raw } = await catcher.waitForMessage(({ raw }) => raw.includes('multipart/related'))
    const [read] = await app.deps.reader.read([raw])
    const contentId = `${picture}@port-leveque.example`
    expect(read).toMatchObject({
      ok: true,
      message: {
        text: 'Voici :\n\n[Le plan]',
        attachments: [
          { name: 'a.png', inline: true, contentId },
          { name: 'plan.pdf', inline: false },
        ],
      },
    })
    const shown = await app.as(theo).get(`/api/v1/messages/${messageId}/html`)
    expect(shown.body).toContain(`/api/v1/messages/${messageId}/attachments/0`)
    expect(shown.body).not.toMatch(/onclick|x\.example/u)
    const part = await app.as(theo).get(`/api/v1/messages/${messageId}/attachments/0`)
    expect(part.rawPayload.equals(PIXEL)).toBe(true)
  })
})

const aLetterWithFile = () =>
  aLetter({
    type: 'multipart/mixed; boundary=m',
    text: '--m\r\n\r\nVoici le devis.\r\n--m\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=devis.csv\r\n\r\na;b\r\n--m--\r\n',
  })

const forward = async (more: object) => {
  const letter = await received(app, mailbox.id, aLetterWithFile())
  const answer = await app.as(claire).post(`/api/v1/conversations/${letter.id}/replies`, {
    revision: letter.revision,
    forwardOf: letter.messageId,
    to: ['paul@prefecture.example'],
    html: '<p>Pour avis.</p>',
    ...more,
  })
  return { ...letter, answer }
}

describe('passing a mail on', () => {
  it('sends its files along, answers nobody, and is told in the history', async () => {
    const { id, answer } = await forward({})
    const { messageId } = answer.json<{ messageId: string }>()
    await sendReply(app.deps, { messageId })
    const { raw, to } = await catcher.waitForMessage(({ raw }) => raw.includes('Subject: Fwd:'))
    expect(to).toEqual(['paul@prefecture.example'])
    expect(raw.toString()).not.toMatch(/^In-Reply-To:/mu)
    const [read] = await app.deps.reader.read([raw])
    expect(read).toMatchObject({
      ok: true,
      message: {
        subject: 'Fwd: Terrasse',
        attachments: [{ name: 'devis.csv', contentType: 'text/csv' }],
      },
    })
    const { status, timeline } = (await app.as(claire).get(`/api/v1/conversations/${id}`)).json()
    expect(status).toBe('open')
    expect(timeline).toContainEqual(
      expect.objectContaining({
        kind: 'forwarded',
        actorId: claire.id,
        after: expect.objectContaining({ to: 'paul@prefecture.example' }),
      }),
    )
    const row = await app.db.row(sql`select first_reply_at from conversation where id = ${id}`)
    expect(row).toEqual({ first_reply_at: null })
  })

  it('leaves its files here when that is asked for, and wants a recipient', async () => {
    const { answer } = await forward({ withOriginalAttachments: false })
    const { messageId } = answer.json<{ messageId: string }>()
    const shown = await app.as(claire).get(`/api/v1/messages/${messageId}`)
    expect(shown.json()).toMatchObject({ attachments: [] })
    expect((await forward({ to: undefined })).answer).toBeProblem(400, 'invalid')
  })

  it('passes on only what is in the conversation', async () => {
    const other = await received(app, mailbox.id, aLetter())
    const { answer } = await forward({ forwardOf: other.messageId })
    expect(answer).toBeProblem(400, 'invalid')
  })
})

describe('what is sent', () => {
  it('leaves from the mailbox that is named, if it is one of the writer’s that can send', async () => {
    const other = await aSendingMailbox(app, { members: [claire], catcher })
    const notTheirs = await aSendingMailbox(app, { members: [theo], catcher })
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const send = (mailboxId: string) =>
      app.as(claire).post(`/api/v1/conversations/${id}/replies`, { revision, text: 'x', mailboxId })
    expect(await send(notTheirs.id)).toBeProblem(400, 'invalid')
    const { messageId } = (await send(other.id)).json<{ messageId: string }>()
    const shown = await app.as(claire).get(`/api/v1/messages/${messageId}`)
    expect(shown.json()).toMatchObject({ from: { address: other.address } })
  })

  it('is refused while a variable is missing, and says which', async () => {
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const html = '<p><span data-levee-variable="surface">{{surface}}</span></p>'
    const answer = await app
      .as(claire)
      .post(`/api/v1/conversations/${id}/replies`, { revision, html })
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json()).toMatchObject({
      errors: [{ path: 'html', message: 'Fill in "surface".' }],
    })
  })
})

const quoted = (messageId: string, forward: boolean, who = claire) =>
  app.as(who).post(`/api/v1/messages/${messageId}/quotation`, { forward })

describe('a mail that is passed on as it is laid out', () => {
  const lines = [
    'From: j@morvan.example\r\nSubject: Plan',
    'Content-Type: multipart/related; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<table><tr><td onclick="x()">9 h</td></tr></table><img src="cid:logo@x" alt="Logo"><img src="https://e.example/p.gif">',
    '--b',
    'Content-Type: image/png; name=logo.png',
    'Content-Disposition: inline',
    'Content-Transfer-Encoding: base64',
    'Content-ID: <logo@x>',
    `\r\n${PIXEL.toString('base64')}\r\n--b--\r\n`,
  ]
  it('keeps its tables, and its pictures once', async () => {
    const letter = Buffer.from(lines.join('\r\n'))
    const { id, revision, messageId } = await received(app, mailbox.id, letter)
    expect((await quoted(messageId, false)).json()).toEqual({
      html: '<table><tr><td>9 h</td></tr></table>',
      pictures: [],
    })
    const { html, pictures } = (await quoted(messageId, true)).json()
    const [picture] = pictures
    expect(html).toBe(
      `<table><tr><td>9 h</td></tr></table><img src="cid:${picture.id}" alt="Logo">`,
    )
    const answer = await app.as(claire).post(`/api/v1/conversations/${id}/replies`, {
      revision,
      to: ['a@dest.example'],
      forwardOf: messageId,
      html: `<p>Pour avis.</p>${html}`,
      attachmentIds: [picture.id],
    })
    const sent = (await app.as(claire).get(`/api/v1/messages/${answer.json().messageId}`)).json()
    expect(sent.text).toBe('Pour avis.\n\n9 h\n\n[Logo]')
    expect(sent.attachments).toMatchObject([{ name: 'logo.png', inline: true }])
    expect(await quoted(messageId, true, await app.aUser())).toBeProblem(404, 'not-found')
  })
})
