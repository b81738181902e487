import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { draftOf } from '../../testing/draft-access.ts'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, received, stateOf } from '../../testing/replying.ts'
import { forgetExpired } from '../session/forget-expired.ts'

const app = await testApp()
const claire = await app.aUser({ name: 'Claire Aubry' })
const karim = await app.aUser({ name: 'Karim Diallo' })
const mailbox = await aSendingMailbox(app, { members: [claire, karim], catcher: { port: 25 } })

const draftUrl = (id: string) => `/api/v1/conversations/${id}/draft`
const draftIn = async (id: string) => (await app.as(karim).get(draftUrl(id))).json().draft

/** Claire answers a letter that Karim began to answer. */
async function aSentDraft(more: object = {}) {
  const letter = await received(app, mailbox.id, aLetter())
  const { id, revision } = letter
  await app.as(karim).put(draftUrl(id), draftOf({ kind: 'reply', revision, cc: ['paul'] }))
  const reply = { revision, html: '<p>Oui.</p>', undoSeconds: 60, ...more }
  const answer = await app.as(claire).post(`/api/v1/conversations/${id}/replies`, reply)
  expect(answer.statusCode).toBe(202)
  return { id, messageId: answer.json<{ messageId: string }>().messageId }
}

const cancel = (messageId: string) => app.as(claire).post(`/api/v1/messages/${messageId}/cancel`)

const mail = (more: object = {}) => ({
  mailboxId: mailbox.id,
  to: ['Ada <ada@example.org>'],
  subject: 'Réunion',
  html: '<p>Bonjour</p>',
  undoSeconds: 60,
  ...more,
})

const send = (more: object = {}, headers: Record<string, string> = {}) =>
  app.as(claire).post('/api/v1/conversations', mail(more), headers)

describe('the draft of an answer that is sent', () => {
  it('is gone with it, and back as it was sent when it is taken back', async () => {
    const { id, messageId } = await aSentDraft()
    expect(await draftIn(id)).toBeNull()
    expect((await cancel(messageId)).statusCode).toBe(200)
    expect(await draftIn(id)).toMatchObject({
      html: '<p>Oui.</p>',
      to: ['Jeanne Morvan <jeanne@morvan.example>'],
      cc: [],
      author: { id: claire.id },
    })
  })

  it('comes back where there was none before', async () => {
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const reply = { revision, text: 'Un\nDeux <3', undoSeconds: 60 }
    const answer = await app.as(claire).post(`/api/v1/conversations/${id}/replies`, reply)
    await cancel(answer.json().messageId)
    expect((await draftIn(id)).html).toBe('<p>Un</p><p>Deux &lt;3</p>')
  })

  it('does not take the place of another one that was begun meanwhile', async () => {
    const { id, messageId } = await aSentDraft()
    const other = draftOf({ kind: 'reply', revision: 9, html: '<p>Autre</p>' })
    await app.as(karim).put(draftUrl(id), other)
    expect((await cancel(messageId)).statusCode).toBe(200)
    expect((await draftIn(id)).html).toBe('<p>Autre</p>')
  })

  it('stays when the answer is refused', async () => {
    const { id, revision } = await received(app, mailbox.id, aLetter())
    await app.as(karim).put(draftUrl(id), draftOf({ kind: 'reply', revision }))
    const stale = { revision: revision - 1, text: 'x' }
    const answer = await app.as(claire).post(`/api/v1/conversations/${id}/replies`, stale)
    expect(answer).toBeProblem(409, 'stale')
    expect(await draftIn(id)).not.toBeNull()
  })

  it('is forgotten a week after the mail has left, not while it waits', async () => {
    const [left, waits] = [await aSentDraft(), await aSentDraft()]
    await app.db.run(sql`update message set state = 'sent' where id = ${left.messageId}`)
    const inAWeek = new Date(app.clock.now().getTime() + 8 * 86_400_000)
    await forgetExpired(app.db, inAWeek)
    const rows = await app.db.rows(sql`
      select sent_as as id from draft where sent_as = any(${[left.messageId, waits.messageId]}::uuid[])`)
    expect(rows).toEqual([{ id: waits.messageId }])
  })
})

describe('a new mail', () => {
  it('starts a conversation of its author’s, which waits for the answer', async () => {
    const answer = await send()
    expect(answer.statusCode).toBe(202)
    const { conversationId, messageId } = answer.json()
    const shown = (await app.as(karim).get(`/api/v1/conversations/${conversationId}`)).json()
    expect(shown).toMatchObject({
      subject: 'Réunion',
      status: 'waiting',
      reference: null,
      assigneeId: claire.id,
      from: { name: 'Ada', address: 'ada@example.org' },
      messageCount: 1,
      sendState: 'queued',
      messages: [{ id: messageId, direction: 'outgoing', state: 'queued' }],
    })
  })

  it('is joined by its answer', async () => {
    const { conversationId, messageId } = (await send()).json()
    const row = await app.db.row<{ id: string }>(sql`
      select internet_message_id as id from message where id = ${messageId}`)
    const headers = [`In-Reply-To: <${row?.id}>`, `References: <${row?.id}>`]
    const from = 'Ada <ada@example.org>'
    expect(await received(app, mailbox.id, aLetter({ from, headers }))).toMatchObject({
      id: conversationId,
    })
  })

  it('takes the place of its draft, which is back when it is taken back', async () => {
    const draft = (await app.as(claire).post('/api/v1/drafts', draftOf())).json()
    const { conversationId, messageId } = (await send({ draftId: draft.id })).json()
    const drafts = async () => (await app.as(claire).get('/api/v1/drafts')).json().items
    expect(await drafts()).toEqual([])
    await cancel(messageId)
    const back = { id: draft.id, html: '<p>Bonjour</p>', mailboxId: mailbox.id }
    expect(await drafts()).toMatchObject([back])
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'cancelled', status: 'archived' })
    const gone = (await app.as(claire).get(`/api/v1/conversations/${conversationId}`)).json()
    expect(gone.messageCount).toBe(0)
  })

  it('is made once when the button is pressed twice', async () => {
    const key = { 'idempotency-key': 'twice' }
    const [one, other] = [await send({}, key), await send({}, key)]
    expect(other.json()).toEqual(one.json())
  })

  it.each([
    ['nobody to write to', { to: [] }, 400],
    ['a line break in the subject', { subject: 'a\nBcc: b@c.example' }, 400],
    ['nothing in it', { html: '' }, 400],
    ['a mailbox that is not there', { mailboxId: '0198f000-0000-7000-8000-000000000000' }, 404],
  ])('is refused with %s', async (_, more, status) => {
    expect((await send(more)).statusCode).toBe(status)
  })
})
