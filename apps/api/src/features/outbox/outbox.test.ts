import { sql } from '@levee/db'
import { zoneResolver } from '@levee/mail/testing'
import { describe, expect, it } from 'vitest'
import type { TestUser } from '../../testing/harness.ts'
import { aLetter, received, stateOf } from '../../testing/replying.ts'
import { receiveMessages } from '../intake/receive-message.ts'
import { sendReply } from '../replies/service.ts'
import { outboxDesk } from './testing/outbox-desk.ts'
import { lookUpDomains, sendForgotten } from './watch-outbox.ts'

const desk = await outboxDesk()
const { app, catcher, claire, yann, mailbox, aBox, aReply, conversation, message, group, told } =
  desk
const TOMORROW = '2026-03-03T07:00:00.000Z'
const answerTo = (letter: string, headers: string[] = []) =>
  aLetter({ headers: [`In-Reply-To: <${letter}>`, `References: <${letter}>`, ...headers] })

describe('a scheduled reply', () => {
  it('is in the outbox until its hour, which can be changed', async () => {
    const { messageId, conversationId } = await aReply({ sendAt: TOMORROW, setStatus: 'answered' })
    expect(await group('scheduled')).toContainEqual(expect.objectContaining({ messageId }))
    expect(await conversation(conversationId)).toMatchObject({
      sendState: 'scheduled',
      status: 'open',
    })
    const later = '2026-03-09T07:00:00.000Z'
    const patched = await app
      .as(claire)
      .patch(`/api/v1/messages/${messageId}/sending`, { sendAt: later })
    expect(patched.json().sending).toMatchObject({ sendAt: later, scheduled: true })
    await sendReply(app.deps, { messageId, due: TOMORROW }) // the job of the time before
    expect((await stateOf(app, messageId))?.state).toBe('queued')
    await sendReply(app.deps, { messageId, due: later })
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'sent', status: 'answered' })
    const late = await app
      .as(claire)
      .patch(`/api/v1/messages/${messageId}/sending`, { sendAt: null })
    expect(late).toBeProblem(409, 'conflict')
  })

  it('leaves now when somebody says so', async () => {
    const { messageId } = await aReply({ sendAt: TOMORROW })
    await app.as(claire).patch(`/api/v1/messages/${messageId}/sending`, { sendAt: null })
    const now = app.clock.now().toISOString()
    expect((await message(messageId)).sending).toMatchObject({ sendAt: now, scheduled: false })
    await sendReply(app.deps, { messageId, due: now })
    expect((await stateOf(app, messageId))?.state).toBe('sent')
  })

  it('is cancelled when they write first, and its author is told', async () => {
    const { messageId, conversationId, letter } = await aReply({
      sendAt: TOMORROW,
      cancelIfAnswered: true,
    })
    const { id } = await received(app, mailbox.id, answerTo(letter))
    expect(id).toBe(conversationId)
    expect((await stateOf(app, messageId))?.state).toBe('cancelled')
    await sendReply(app.deps, { messageId, due: TOMORROW })
    const { timeline, sendState, messageCount } = await conversation(conversationId)
    expect({ sendState, messageCount }).toEqual({ sendState: null, messageCount: 2 })
    expect(timeline).toContainEqual(
      expect.objectContaining({
        kind: 'replyCancelled',
        actorId: null,
        after: { messageId, reason: 'answered' },
      }),
    )
    expect(await told(claire, conversationId)).toEqual(['sendCancelled'])
  })

  it('is not cancelled by a machine, by a colleague, nor unless that was asked for', async () => {
    const asked = await aReply({ sendAt: TOMORROW, cancelIfAnswered: true })
    await received(app, mailbox.id, answerTo(asked.letter, ['Auto-Submitted: auto-replied']))
    expect((await stateOf(app, asked.messageId))?.state).toBe('queued')
    const colleague = aLetter({
      from: mailbox.address,
      headers: [`In-Reply-To: <${asked.letter}>`, `References: <${asked.letter}>`],
    })
    await received(app, mailbox.id, colleague)
    expect((await stateOf(app, asked.messageId))?.state).toBe('queued')
    const plain = await aReply({ sendAt: TOMORROW })
    await received(app, mailbox.id, answerTo(plain.letter))
    expect((await stateOf(app, plain.messageId))?.state).toBe('queued')
  })

  it('does not need the tab in which it was written: nor does one that can be taken back', async () => {
    const { messageId } = await aReply({ undoSeconds: 120 })
    await app.db.run(
      sql`delete from session where user_id = ${claire.id} and token_hash = ''::bytea`,
    )
    app.clock.advance(121_000)
    await sendReply(app.deps, { messageId })
    expect((await stateOf(app, messageId))?.state).toBe('sent')
  })
})

describe('a reply that a second person reads first', async () => {
  const box = await aBox()
  const url = `/api/v1/mailboxes/${box.id}/sending`
  const admin = await app.aUser({ role: 'admin' })
  await app.as(admin).put(url, { approval: 'managers', approverIds: [] })
  const approve = async (
    who: TestUser,
    { messageId, conversationId }: { messageId: string; conversationId: string },
  ) => {
    const { revision } = await conversation(conversationId)
    return app.as(who).post(`/api/v1/messages/${messageId}/approve`, { revision })
  }

  it('waits for it, and leaves when they let it', async () => {
    const reply = await aReply({ setStatus: 'answered' }, box)
    const { messageId, conversationId } = reply
    expect(reply.state).toBe('awaitingApproval')
    expect(await told(yann, conversationId)).toEqual(['approvalAsked'])
    expect(await conversation(conversationId)).toMatchObject({
      sendState: 'awaitingApproval',
      status: 'open',
    })
    await sendReply(app.deps, { messageId })
    expect((await stateOf(app, messageId))?.state).toBe('awaitingApproval')
    const mine = (await group('awaitingApproval')).find((each) => each.messageId === messageId)
    const theirs = (await group('awaitingApproval', yann)).find(
      (each) => each.messageId === messageId,
    )
    expect([mine?.mayApprove, theirs?.mayApprove]).toEqual([false, true])
    expect(await approve(claire, reply)).toBeProblem(403, 'forbidden')
    expect((await approve(yann, reply)).json()).toMatchObject({
      state: 'queued',
      sending: { approvedBy: yann.id },
    })
    expect(await approve(yann, reply)).toBeProblem(409, 'conflict')
    await sendReply(app.deps, { messageId })
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'sent', status: 'answered' })
    expect(await told(claire, conversationId)).toEqual(['replyApproved'])
  })

  it('is never let go by whoever wrote it, a manager too', async () => {
    const reply = await aReply({}, box, yann)
    expect(await approve(yann, reply)).toBeProblem(403, 'forbidden')
    expect((await stateOf(app, reply.messageId))?.state).toBe('awaitingApproval')
  })

  it('is not let go on a view that is out of date', async () => {
    const { messageId, letter, conversationId } = await aReply({}, box)
    const { revision } = await conversation(conversationId)
    await received(
      app,
      box.id,
      aLetter({ headers: [`In-Reply-To: <${letter}>`, `References: <${letter}>`] }),
    )
    const answer = await app.as(yann).post(`/api/v1/messages/${messageId}/approve`, { revision })
    expect(answer.statusCode).toBe(409)
  })

  it('goes back to its author with a reason', async () => {
    const { messageId, conversationId } = await aReply({}, box)
    const back = `/api/v1/messages/${messageId}/return`
    expect(await app.as(yann).post(back, { reason: '' })).toBeProblem(400, 'invalid')
    expect((await app.as(yann).post(back, { reason: 'Trop sec.' })).json().state).toBe('cancelled')
    expect(await told(claire, conversationId)).toEqual(['replyReturned'])
    const { timeline } = await conversation(conversationId)
    expect(timeline).toContainEqual(
      expect.objectContaining({ kind: 'replyReturned', after: { messageId, reason: 'Trop sec.' } }),
    )
  })

  it('is let go by those alone who were chosen', async () => {
    expect(await app.as(admin).put(url, { approval: 'chosen', approverIds: [] })).toBeProblem(
      400,
      'invalid',
    )
    const karim = await app.aUser({ name: 'Karim' })
    await app.db.run(
      sql`insert into mailbox_member (mailbox_id, user_id) values (${box.id}, ${karim.id})`,
    )
    await app.as(admin).put(url, { approval: 'chosen', approverIds: [karim.id] })
    const reply = await aReply({}, box)
    expect(await approve(yann, reply)).toBeProblem(403, 'forbidden')
    expect((await approve(karim, reply)).statusCode).toBe(200)
  })
})

describe('a reply that is written with a template for which a second person is asked', () => {
  it('waits for a manager, though its mailbox asks nobody; one without the template leaves', async () => {
    const draft = { name: 'Refus', language: 'fr', html: '<p>Non.</p>', needsApproval: true }
    const template = (await app.as(yann).post('/api/v1/templates', draft)).json()
    expect(template.needsApproval).toBe(true)
    expect((await aReply()).state).toBe('queued')
    const reply = await aReply({ templateId: template.id })
    expect(reply.state).toBe('awaitingApproval')
    expect(await told(yann, reply.conversationId)).toEqual(['approvalAsked'])
    await app.as(yann).patch(`/api/v1/templates/${template.id}`, { needsApproval: false })
    expect((await aReply({ templateId: template.id })).state).toBe('queued')
    const { revision } = await conversation(reply.conversationId)
    const url = `/api/v1/messages/${reply.messageId}/approve`
    expect((await app.as(yann).post(url, { revision })).json().state).toBe('queued')
  })
})

/** The server put it into Sent by itself. */
async function inSent(messageId: string): Promise<void> {
  const { rawPayload } = await app.as(claire).get(`/api/v1/messages/${messageId}/source`)
  const folder = await app.db.row<{ id: string }>(sql`
    insert into folder (mailbox_id, path, role, uid_validity) values (${mailbox.id}, ${crypto.randomUUID()}, 'sent', 1)
    returning id`)
  if (!folder) throw new Error('There is no folder.')
  await receiveMessages(app.deps, {
    mailbox: { id: mailbox.id, triageSince: new Date('2026-01-01') },
    folder: { id: folder.id, role: 'sent', uidValidity: 1 },
    messages: [{ uid: 1, internalDate: app.clock.now(), raw: rawPayload }],
    nextUid: null,
    isImport: false,
  })
}

describe('the outbox', () => {
  it('finds what no job sends any more', async () => {
    const { messageId } = await aReply()
    await app.db.run(sql`delete from pgboss.job where data ->> 'messageId' = ${messageId}`)
    expect(await sendForgotten(app.deps)).toBe(0)
    app.clock.advance(20 * 60_000)
    expect(await sendForgotten(app.deps)).toBe(1)
    expect(await sendForgotten(app.deps)).toBe(0)
  })

  it('shows to each what they may see, and counts it', async () => {
    const { messageId } = await aReply()
    catcher.failNext(550, 'No such user')
    await sendReply(app.deps, { messageId })
    const stranger = await app.aUser()
    expect(await group('failed', stranger)).toEqual([])
    expect(await group('failed')).toContainEqual(expect.objectContaining({ messageId }))
    const counts = (await app.as(claire).get('/api/v1/outbox/counts')).json()
    for (const name of ['failed', 'awaitingApproval', 'scheduled', 'queued'])
      expect([name, counts[name]]).toEqual([name, (await group(name)).length])
    expect(await app.as(claire).get('/api/v1/outbox?group=failed&cursor=x')).toBeProblem(
      400,
      'invalid',
    )
  })

  it('learns from Sent that a mail was sent of which nobody knew', async () => {
    const { messageId, conversationId } = await aReply({ setStatus: 'answered' })
    await app.db.run(sql`update message set state = 'sending' where id = ${messageId}`)
    await app.db.run(
      sql`update outgoing set attempted_at = ${app.clock.now()} where message_id = ${messageId}`,
    )
    await sendReply(app.deps, { messageId })
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'failed', status: 'open' })
    expect((await message(messageId)).sending.isUncertain).toBe(true)
    expect(await told(claire, conversationId)).toEqual(['sendFailed'])
    await inSent(messageId)
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'sent', status: 'answered' })
    expect((await conversation(conversationId)).messages).toHaveLength(2)
  })

  it('does not send again what Sent shows while it waits to be', async () => {
    const { messageId } = await aReply()
    await app.db.run(sql`update message set state = 'sending' where id = ${messageId}`)
    await app.db.run(
      sql`update outgoing set attempted_at = ${app.clock.now()} where message_id = ${messageId}`,
    )
    await sendReply(app.deps, { messageId })
    await app.as(claire).post(`/api/v1/messages/${messageId}/retry`)
    await inSent(messageId)
    const before = catcher.messages.length
    await sendReply(app.deps, { messageId })
    expect(catcher.messages).toHaveLength(before)
  })
})

describe('whether mail of a mailbox is believed', () => {
  it('is looked up once a day, and again when somebody asks', async () => {
    const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1)
    const dns = zoneResolver({ [domain]: [{ TXT: 'v=spf1 mx -all' }] })
    const deps = { ...app.deps, dns }
    const sending = async () =>
      (await app.as(claire).get(`/api/v1/mailboxes/${mailbox.id}/sending`)).json()
    expect((await sending()).alignment).toMatchObject({ verdict: 'unknown', lookedUpAt: null })
    await lookUpDomains(deps, new AbortController().signal)
    expect((await sending()).alignment).toMatchObject({
      domain,
      verdict: 'atRisk',
      problems: [
        { code: 'dkimNotFound' },
        { code: 'dmarcMissing', record: { name: `_dmarc.${domain}` } },
      ],
      lookedUpAt: app.clock.now().toISOString(),
    })
    await app.db.run(
      sql`update mailbox_sending set domain_facts = null where mailbox_id = ${mailbox.id}`,
    )
    await lookUpDomains(deps, new AbortController().signal)
    expect((await sending()).alignment.verdict).toBe('unknown')
    app.clock.advance(25 * 3_600_000)
    await lookUpDomains(deps, new AbortController().signal)
    expect((await sending()).alignment.verdict).toBe('atRisk')
  })
})
