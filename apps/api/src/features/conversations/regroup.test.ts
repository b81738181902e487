import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aLetter, received } from '../../testing/replying.ts'

const app = await testApp()
const { db, as, asNobody, aUser, aMailbox } = app
const claire = await aUser({ name: 'Claire Aubry' })
const stranger = await aUser({ name: 'Paul Petit' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire] })
const library = await aMailbox({ name: 'Médiathèque', members: [claire] })

const MERGE = '/api/v1/conversations/merge'
const urlOf = (id: string): string => `/api/v1/conversations/${id}`

type Letter = { id: string; messageId: string; mailId: string }

async function aConversation(mailbox = townHall, from = 'jeanne@morvan.example'): Promise<Letter> {
  const mailId = `${crypto.randomUUID()}@morvan.example`
  return { ...(await received(app, mailbox.id, aLetter({ id: mailId, from }))), mailId }
}

const answerTo = (mailId: string, mailbox = townHall): ReturnType<typeof received> =>
  received(app, mailbox.id, aLetter({ headers: [`In-Reply-To: <${mailId}>`] }))

const merge = (ids: string[], into?: string) =>
  as(claire).post(MERGE, { ids, ...(into !== undefined && { into }) })

const split = (id: string, messageIds: string[]) =>
  as(claire).post(`${urlOf(id)}/split`, { messageIds })

const undo = (activityId: string) => as(claire).post(`/api/v1/undo/${activityId}`)

async function shown(idOrReference: string) {
  const answer = await as(claire).get(urlOf(idOrReference))
  return answer.json<{
    id: string
    reference: string
    status: string
    priority: string
    mailboxIds: string[]
    messageCount: number
    messages: { id: string; text: string }[]
    timeline: { type: string; kind?: string; text?: string; actorId: string }[]
  }>()
}

async function isWhole(): Promise<boolean> {
  const row = await db.row<{ whole: boolean }>(sql`
    select max(number) = count(*) and min(number) = 1 as whole from register_line where year = 2026`)
  return row?.whole ?? false
}

const counts = async () => (await as(claire).get('/api/v1/counts')).json().views
const explain = async (id: string) => (await as(claire).get(`${urlOf(id)}/explanation`)).json()

describe('merging conversations', () => {
  it('puts all mail and notes into the first, to which the other number leads', async () => {
    const [one, other] = [await aConversation(), await aConversation(library)]
    const before = await shown(other.id)
    await as(claire).post(`${urlOf(other.id)}/notes`, { text: 'Vu avec Karim.' })
    await as(claire).patch(urlOf(other.id), { revision: 2, priority: 'urgent' })
    const answer = await merge([other.id, one.id])
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      id: one.id,
      messageCount: 2,
      priority: 'urgent',
      mailboxIds: [townHall.id, library.id],
      activityId: expect.any(String),
    })
    for (const name of [one.id, other.id, before.reference]) {
      const merged = await shown(name)
      expect(merged.id).toBe(one.id)
      expect(merged.messages.map(({ id }) => id).toSorted()).toEqual(
        [one.messageId, other.messageId].toSorted(),
      )
      expect(merged.timeline.some(({ text }) => text === 'Vu avec Karim.')).toBe(true)
      expect(merged.timeline.some(({ kind }) => kind === 'merged')).toBe(true)
    }
    expect(await isWhole()).toBe(true)
    const later = await answerTo(other.mailId)
    expect(later.id).toBe(one.id)
  })

  it('goes into the one that is asked for, and opens it when the other was to do', async () => {
    const [one, other] = [await aConversation(), await aConversation()]
    await as(claire).patch(urlOf(other.id), { revision: 1, status: 'archived' })
    const answer = await merge([one.id, other.id], other.id)
    expect(answer.json()).toMatchObject({ id: other.id, status: 'open', messageCount: 2 })
  })

  it('counts what is on the desk once', async () => {
    const before = await counts()
    const all = [await aConversation(), await aConversation(), await aConversation()]
    const { activityId } = (await merge(all.map(({ id }) => id))).json()
    const { unassigned, open } = await counts()
    expect([unassigned, open]).toEqual([before.unassigned + 1, before.open + 1])
    await undo(activityId)
    expect((await counts()).open).toBe(before.open + 3)
  })

  it('is taken back whole, and what was apart again never unites by itself', async () => {
    const [one, other] = [await aConversation(), await aConversation(library)]
    const before = [await shown(one.id), await shown(other.id)]
    const { activityId } = (await merge([one.id, other.id])).json()
    expect((await undo(activityId)).statusCode).toBe(200)
    const after = [await shown(one.id), await shown(other.id)]
    for (const [place, { reference, status, mailboxIds, messages }] of before.entries())
      expect(after[place]).toMatchObject({
        reference,
        status,
        mailboxIds,
        messages,
        messageCount: 1,
      })
    const both = aLetter({
      headers: [`In-Reply-To: <${one.mailId}>`, `References: <${other.mailId}> <${one.mailId}>`],
    })
    await received(app, townHall.id, both)
    expect([(await shown(one.id)).id, (await shown(other.id)).id]).toEqual([one.id, other.id])
    expect(await undo(activityId)).toBeProblem(409, 'conflict')
  })

  it('is not taken back when something came since that belongs with what was merged', async () => {
    const [one, other] = [await aConversation(), await aConversation()]
    const { activityId } = (await merge([one.id, other.id])).json()
    await db.run(sql`update message set created_at = now() + interval '1 day'
      where id = ${(await answerTo(other.mailId)).messageId}`)
    expect(await undo(activityId)).toBeProblem(409, 'conflict')
    expect((await shown(one.id)).messageCount).toBe(3)
  })

  it('is not taken back when it was merged on, nor when a field was changed since', async () => {
    const [one, other, third] = [
      await aConversation(),
      await aConversation(),
      await aConversation(),
    ]
    await as(claire).patch(urlOf(other.id), { revision: 1, priority: 'urgent' })
    const first = (await merge([one.id, other.id])).json()
    await as(claire).patch(urlOf(one.id), { revision: first.revision, priority: 'low' })
    expect(await undo(first.activityId)).toBeProblem(409, 'conflict')
    await merge([one.id, third.id], third.id)
    expect(await undo(first.activityId)).toBeProblem(409, 'conflict')
    expect((await shown(other.id)).id).toBe(third.id)
  })

  it('takes back what intake united when the mail between two arrived', async () => {
    const one = await aConversation()
    const between = `${crypto.randomUUID()}@morvan.example`
    const last = await answerTo(between)
    const headers = [`In-Reply-To: <${one.mailId}>`]
    await received(app, townHall.id, aLetter({ id: between, headers }))
    expect((await shown(last.id)).id).toBe(one.id)
    const activity = await db.row<{ id: string }>(sql`
      select id from activity where conversation_id = ${one.id} and kind = 'merged'`)
    await db.run(sql`update message set created_at = now() - interval '1 year'
      where conversation_id = ${one.id}`)
    expect((await undo(activity!.id)).statusCode).toBe(200)
    expect((await shown(last.id)).messages.map(({ id }) => id)).toEqual([last.messageId])
  })

  it('answers 401, 404 and 400', async () => {
    const [one, other] = [await aConversation(), await aConversation()]
    const ids = [one.id, other.id]
    expect(await asNobody.post(MERGE, { ids })).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).post(MERGE, { ids })).toBeProblem(404, 'not-found')
    expect(await as(claire).post(MERGE, { ids: [one.id, crypto.randomUUID()] })).toBeProblem(
      404,
      'not-found',
    )
    expect(await as(claire).post(MERGE, { ids: [one.id] })).toBeProblem(400, 'invalid')
    expect(await merge([one.id, one.id])).toBeProblem(400, 'invalid')
    const closed = await aMailbox({ members: [stranger] })
    const theirs = await aConversation(closed)
    expect(await merge([one.id, theirs.id])).toBeProblem(404, 'not-found')
    expect((await merge(ids)).statusCode).toBe(200)
    expect(await merge(ids)).toBeProblem(404, 'not-found')
  })
})

async function twoLetters() {
  const one = await aConversation()
  const other = await answerTo(one.mailId)
  expect(other.id).toBe(one.id)
  const otherMail = await db.row<{ mailId: string }>(sql`
    select internet_message_id as "mailId" from message where id = ${other.messageId}`)
  return { one, other: { ...other, mailId: otherMail!.mailId } }
}

describe('splitting a conversation', () => {
  it('makes mail of its own of some messages, with the next number', async () => {
    const { one, other } = await twoLetters()
    await as(claire).patch(urlOf(one.id), {
      revision: 2,
      assigneeId: claire.id,
      status: 'answered',
    })
    await as(claire).put(`${urlOf(one.id)}/follow`)
    const answer = await split(one.id, [other.messageId])
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      isFollowed: true,
      reference: expect.stringMatching(/^2026-\d{6}$/),
      status: 'open',
      assigneeId: claire.id,
      messageCount: 1,
      activityId: expect.any(String),
    })
    expect(answer.json().id).not.toBe(one.id)
    expect((await shown(one.id)).messages.map(({ id }) => id)).toEqual([one.messageId])
    expect(await isWhole()).toBe(true)
  })

  it('survives mail that answers both', async () => {
    const { one, other } = await twoLetters()
    const created = (await split(one.id, [other.messageId])).json()
    const headers = [
      `In-Reply-To: <${other.mailId}>`,
      `References: <${one.mailId}> <${other.mailId}>`,
    ]
    const later = await received(app, townHall.id, aLetter({ headers }))
    expect(later.id).toBe(created.id)
    expect((await shown(one.id)).messageCount).toBe(1)
  })

  it('is taken back while nothing was done with it; its number leads back', async () => {
    const { one, other } = await twoLetters()
    const created = (await split(one.id, [other.messageId])).json()
    expect((await undo(created.activityId)).statusCode).toBe(200)
    const back = await shown(created.reference)
    expect(back).toMatchObject({ id: one.id, messageCount: 2 })
    expect(await isWhole()).toBe(true)
    const again = (await split(one.id, [other.messageId])).json()
    await as(claire).patch(urlOf(again.id), { revision: again.revision, priority: 'low' })
    expect(await undo(again.activityId)).toBeProblem(409, 'conflict')
  })

  it('answers 401, 404 and 400', async () => {
    const { one, other } = await twoLetters()
    const url = `${urlOf(one.id)}/split`
    const body = { messageIds: [other.messageId] }
    expect(await asNobody.post(url, body)).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).post(url, body)).toBeProblem(404, 'not-found')
    expect(await split(one.id, [])).toBeProblem(400, 'invalid')
    expect(await split(one.id, [crypto.randomUUID()])).toBeProblem(400, 'invalid')
    expect(await split(one.id, [one.messageId, other.messageId])).toBeProblem(400, 'invalid')
  })
})

describe('why a message is where it is', () => {
  it('is told of each, by intake or by who decided it, with what else may belong there', async () => {
    const from = 'lea@galand.example'
    const one = await aConversation(townHall, from)
    const headers = [`In-Reply-To: <${one.mailId}>`]
    const answer = await received(app, townHall.id, aLetter({ from, headers }))
    const alike = await aConversation(townHall, from)
    const { threading, suggestions } = await explain(one.id)
    expect(threading).toEqual([
      expect.objectContaining({ messageId: one.messageId, rule: 'none' }),
      {
        messageId: answer.messageId,
        rule: 'inReplyTo',
        basis: 'participant',
        internetMessageId: one.mailId,
        linkedMessageId: one.messageId,
      },
    ])
    expect(suggestions.map(({ id }: { id: string }) => id)).toEqual([alike.id])
    const { activityId } = (await merge([one.id, alike.id])).json()
    const merged = (await explain(one.id)).threading
    expect(merged).toContainEqual(
      expect.objectContaining({ messageId: alike.messageId, rule: 'merged' }),
    )
    await undo(activityId)
    const apart = (await explain(one.id)).suggestions.map(({ id }: { id: string }) => id)
    expect(apart).not.toContain(alike.id)
    const created = (await split(one.id, [answer.messageId])).json()
    expect((await explain(created.id)).threading).toEqual([
      expect.objectContaining({ messageId: answer.messageId, rule: 'split' }),
    ])
  })

  it('answers 401, 404', async () => {
    const { id } = await aConversation()
    const url = `${urlOf(id)}/explanation`
    expect(await asNobody.get(url)).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).get(url)).toBeProblem(404, 'not-found')
  })
})
