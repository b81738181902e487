import { sql } from '@levee/db'
import { startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, received, stateOf } from '../../testing/replying.ts'
import { sendReply } from './service.ts'

const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const catcher = await startSmtpCatcher()
afterAll(() => catcher.stop())

const claire = await app.aUser({ name: 'Claire Aubry' })
const stranger = await app.aUser({ name: 'Hugo Lemaire' })
const mailbox = await aSendingMailbox(app, { members: [claire], catcher })
const cancel = (id: string) => `/api/v1/messages/${id}/cancel`
const urlOf = (id: string) => `/api/v1/conversations/${id}/replies`

async function aReply(more: object = {}, letter = aLetter()) {
  const conversation = await received(app, mailbox.id, letter)
  const answer = await app
    .as(claire)
    .post(urlOf(conversation.id), { revision: conversation.revision, text: 'Demain.', ...more })
  expect(answer.statusCode).toBe(202)
  return { conversation, messageId: answer.json<{ messageId: string }>().messageId, answer }
}

describe('replying', () => {
  it('stores the reply as queued, with its bytes, before it leaves', async () => {
    const { conversation, messageId, answer } = await aReply({ undoSeconds: 10 })
    expect(answer.json()).toEqual({
      messageId,
      state: 'queued',
      sendAt: new Date(app.clock.now().getTime() + 10_000).toISOString(),
    })
    const shown = await app.as(claire).get(`/api/v1/messages/${messageId}`)
    expect(shown.json()).toMatchObject({
      direction: 'outgoing',
      state: 'queued',
      conversationId: conversation.id,
      to: [{ name: 'Jeanne Morvan', address: 'jeanne@morvan.example' }],
      subject: 'Re: Terrasse',
      text: expect.stringContaining('Demain.'),
      authorId: claire.id,
    })
    const source = await app.as(claire).get(`/api/v1/messages/${messageId}/source`)
    expect(source.body).toContain('Demain.')
    expect(catcher.messages).toEqual([])
  })

  it('is well formed when it arrives, and answers what it answers', async () => {
    const letter = aLetter({ id: 'c@morvan.example', headers: ['References: <a@x> <b@x>'] })
    const { messageId } = await aReply(
      { cc: ['Paul <paul@club.example>'], bcc: ['eve@x.example'] },
      letter,
    )
    await sendReply(app.deps, { messageId })
    const { from, to, raw } = await catcher.waitForMessage(({ raw }) =>
      raw.includes('<c@morvan.example>'),
    )
    expect(from).toBe(mailbox.address)
    expect(to).toEqual(['jeanne@morvan.example', 'paul@club.example', 'eve@x.example'])
    const [result] = await app.deps.reader.read([Uint8Array.from(raw)])
    if (!result?.ok) throw new Error(result?.problem)
    const read = result.message
    const [header = '', body = ''] = raw.toString().split('\r\n\r\n')
    const unfolded = header.replaceAll(/\r\n[ \t]+/gu, ' ')
    expect(unfolded).toMatch(/^In-Reply-To: <c@morvan\.example>$/mu)
    expect(unfolded).toMatch(/^References: <a@x> <b@x> <c@morvan\.example>$/mu)
    expect(unfolded).toMatch(/^Message-ID: <[\w.-]+@port-leveque\.example>$/mu)
    expect(read.from).toEqual({
      name: 'Mairie de Port-Lévêque, Courrier',
      address: mailbox.address,
    })
    expect(unfolded).toMatch(/^To: Jeanne Morvan <jeanne@morvan\.example>$/mu)
    expect(unfolded).toMatch(/^Cc: Paul <paul@club\.example>$/mu)
    expect(unfolded).toMatch(/^Subject: Re: Terrasse$/mu)
    expect(unfolded).not.toContain('eve@x.example')
    expect(body).toContain('Demain.')
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'sent', problem: null })
  })

  it('has a plain text beside an HTML that was written alone', async () => {
    const html = '<p>Bonjour,</p><p>La terrasse est <b>autorisée</b>.</p>'
    const { messageId } = await aReply({ text: undefined, html })
    await sendReply(app.deps, { messageId })
    const { raw } = await catcher.waitForMessage(({ raw }) => raw.includes('text/html'))
    expect(raw.toString()).toMatch(/multipart\/alternative/u)
    const [read] = await app.deps.reader.read([Uint8Array.from(raw)])
    expect(read).toMatchObject({
      ok: true,
      message: { hasHtml: true, text: expect.stringMatching(/La terrasse est autorisée\./u) },
    })
  })

  it('sets the status at once, and that of a scheduled reply when it was sent', async () => {
    const { messageId } = await aReply({ setStatus: 'answered' })
    expect((await stateOf(app, messageId))?.status).toBe('answered')
    const sendAt = new Date(app.clock.now().getTime() + 86_400_000).toISOString()
    const scheduled = await aReply({ setStatus: 'archived', sendAt })
    expect((await stateOf(app, scheduled.messageId))?.status).toBe('open')
    await sendReply(app.deps, { messageId: scheduled.messageId })
    expect(await stateOf(app, scheduled.messageId)).toMatchObject({
      state: 'sent',
      status: 'archived',
    })
  })

  it('is refused when the conversation is not as it was seen, and says what changed', async () => {
    const conversation = await received(app, mailbox.id, aLetter())
    const patch = { revision: conversation.revision, status: 'waiting' }
    const patched = await app.as(claire).patch(`/api/v1/conversations/${conversation.id}`, patch)
    expect(patched.statusCode).toBe(200)
    const { revision } = conversation
    const answer = await app.as(claire).post(urlOf(conversation.id), { revision, text: 'x' })
    expect(answer).toBeProblem(409, 'stale')
    expect(answer.json()).toMatchObject({
      changes: { activities: [{ actorId: claire.id, after: { status: 'waiting' } }] },
    })
    const count = await app.db.row(sql`
      select count(*) as n from message where conversation_id = ${conversation.id}`)
    expect(count).toEqual({ n: 1 })
  })

  it('is refused with each thing that happened since, by whom and when', async () => {
    const letter = aLetter({ id: 'changes@morvan.example' })
    const { id, revision } = await received(app, mailbox.id, letter)
    await app.as(claire).post(`/api/v1/conversations/${id}/notes`, { text: 'Appelée.' })
    const headers = ['References: <changes@morvan.example>']
    await received(app, mailbox.id, aLetter({ headers, text: 'Encore une question.' }))
    const answer = await app.as(claire).post(urlOf(id), { revision, text: 'x' })
    expect(answer).toBeProblem(409, 'stale')
    const { changes } = answer.json()
    expect(changes.activities).toMatchObject([
      { subjects: ['note'], who: 'Claire Aubry', actorId: claire.id, revision: revision + 1 },
      { subjects: ['mail'], who: 'Jeanne Morvan', actorId: null },
    ])
    const since = `/api/v1/conversations/${id}/changes?since=${revision}`
    expect((await app.as(claire).get(since)).json()).toEqual(changes)
    expect(await app.as(stranger).get(since)).toBeProblem(404, 'not-found')
    const again = await app.as(claire).post(urlOf(id), { revision: changes.revision, text: 'x' })
    expect(again.statusCode).toBe(202)
  })

  it('is made once when the button is pressed twice', async () => {
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const press = () =>
      app.as(claire).post(urlOf(id), { revision, text: 'Une fois.' }, { 'idempotency-key': id })
    const [one, other] = await Promise.all([press(), press()])
    const again = await press()
    const made = [one, other, again].filter(({ statusCode }) => statusCode === 202)
    expect(made.length).toBeGreaterThan(1)
    expect(new Set(made.map(({ body }) => body)).size).toBe(1)
    const count = await app.db.row(sql`
      select count(*) as n from message where conversation_id = ${id} and direction = 'outgoing'`)
    expect(count).toEqual({ n: 1 })
  })

  it('lets only one of two colleagues answer the same view', async () => {
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const answers = await Promise.all(
      ['Oui.', 'Non.'].map((text) => app.as(claire).post(urlOf(id), { revision, text })),
    )
    const made = answers.filter(({ statusCode }) => statusCode === 202)
    expect(made).toHaveLength(1)
    expect(answers.find((answer) => !made.includes(answer))).toBeProblem(409, 'stale')
  })

  it('cannot smuggle a header in', async () => {
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const subject = 'Bonjour\r\nBcc: eve@x.example'
    const answer = await app.as(claire).post(urlOf(id), { revision, text: 'x', subject })
    expect(answer).toBeProblem(400, 'invalid')
    const to = [{ name: 'Ada\r\nBcc: eve@x.example', address: 'ada@example.org' }]
    expect(await app.as(claire).post(urlOf(id), { revision, text: 'x', to })).toBeProblem(
      400,
      'invalid',
    )
  })

  it.each([
    ['an empty reply', { text: ' ' }, 'text'],
    ['an address that is none', { text: 'x', to: ['nobody'] }, 'to'],
    ['nobody to write to', { text: 'x', to: [] }, 'to'],
    [
      'a file that is not there',
      { text: 'x', attachmentIds: ['0198f000-0000-7000-8000-000000000000'] },
      'attachmentIds',
    ],
    ['more seconds than two minutes', { text: 'x', undoSeconds: 121 }, 'undoSeconds'],
  ])('refuses %s, naming the field', async (_, input, path) => {
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const answer = await app.as(claire).post(urlOf(id), { revision, ...input })
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json()).toMatchObject({ errors: [{ path }] })
  })

  it('refuses a sender that cannot be written to, and says so', async () => {
    const letter = aLetter({ from: 'Scanner du premier' })
    const { id, revision } = await received(app, mailbox.id, letter)
    const answer = await app.as(claire).post(urlOf(id), { revision, text: 'x' })
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json<{ detail: string }>().detail).toMatch(/cannot be answered/u)
  })

  it('says what to do when the mailbox cannot send', async () => {
    const mute = await app.aMailbox({ members: [claire], name: 'Muette' })
    const { id, revision } = await received(app, mute.id, aLetter())
    const answer = await app.as(claire).post(urlOf(id), { revision, text: 'x' })
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json<{ detail: string }>().detail).toMatch(/"Muette" cannot send yet.*outgoing/u)
  })

  it('answers 401 to nobody, and 404 to staff of another mailbox as if it did not exist', async () => {
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const body = { revision, text: 'x' }
    expect(await app.asNobody.post(urlOf(id), body)).toBeProblem(401, 'unauthenticated')
    expect(await app.as(stranger).post(urlOf(id), body)).toBeProblem(404, 'not-found')
    expect(await app.as(claire).post(urlOf(id), { revision: 'x' })).toBeProblem(400, 'invalid')
  })
})

describe('taking a reply back', () => {
  it('keeps it from leaving, and the conversation is as it was', async () => {
    const { messageId, conversation } = await aReply({ setStatus: 'archived', undoSeconds: 10 })
    expect((await stateOf(app, messageId))?.status).toBe('archived')
    const before = catcher.messages.length
    const answer = await app.as(claire).post(cancel(messageId))
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ id: messageId, state: 'cancelled' })
    await sendReply(app.deps, { messageId })
    expect(catcher.messages).toHaveLength(before)
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'cancelled', status: 'open' })
    const count = await app.db.row(sql`
      select message_count from conversation where id = ${conversation.id}`)
    expect(count).toEqual({ message_count: 1 })
  })

  it('brings back the snooze that the reply ended', async () => {
    const conversation = await received(app, mailbox.id, aLetter())
    const snoozedUntil = new Date(app.clock.now().getTime() + 86_400_000)
    await app.db.run(sql`
      update conversation set snoozed_until = ${snoozedUntil} where id = ${conversation.id}`)
    const { revision } = conversation
    const reply = { revision, text: 'Demain.', setStatus: 'answered', undoSeconds: 10 }
    const answer = await app.as(claire).post(urlOf(conversation.id), reply)
    const snooze = () =>
      app.db.row(sql`select snoozed_until from conversation where id = ${conversation.id}`)
    expect(await snooze()).toEqual({ snoozed_until: null })
    await app.as(claire).post(cancel(answer.json<{ messageId: string }>().messageId))
    expect(await snooze()).toEqual({ snoozed_until: snoozedUntil })
  })

  it('does not undo what somebody decided meanwhile', async () => {
    const { messageId, conversation } = await aReply({ setStatus: 'answered', undoSeconds: 10 })
    await app.db.run(sql`update conversation set status = 'spam' where id = ${conversation.id}`)
    await app.as(claire).post(cancel(messageId))
    expect((await stateOf(app, messageId))?.status).toBe('spam')
  })

  it('is too late once it left, and cannot be done twice', async () => {
    const { messageId } = await aReply()
    await sendReply(app.deps, { messageId })
    expect(await app.as(claire).post(cancel(messageId))).toBeProblem(409, 'conflict')
    const other = await aReply()
    await app.as(claire).post(cancel(other.messageId))
    expect(await app.as(claire).post(cancel(other.messageId))).toBeProblem(409, 'conflict')
  })

  it('is for those who may see the conversation', async () => {
    const { messageId } = await aReply()
    expect(await app.asNobody.post(cancel(messageId))).toBeProblem(401, 'unauthenticated')
    expect(await app.as(stranger).post(cancel(messageId))).toBeProblem(404, 'not-found')
    expect(await app.as(claire).post(cancel('x'))).toBeProblem(400, 'invalid')
    const nothing = '0198f000-0000-7000-8000-000000000000'
    expect(await app.as(claire).post(cancel(nothing))).toBeProblem(404, 'not-found')
  })
})
