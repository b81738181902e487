import { sql } from '@levee/db'
import { beforeEach, describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { draftOf } from '../../testing/draft-access.ts'
import { testApp, type TestUser } from '../../testing/harness.ts'

const { db, as, aUser, aMailbox, clock } = await testApp()
const claire = await aUser({ name: 'Claire Aubry' })
const karim = await aUser({ name: 'Karim Diallo' })
const stranger = await aUser({ name: 'Hugo Lemaire' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire, karim] })

let url = ''
let conversationId = ''
beforeEach(async () => {
  conversationId = (await aConversation(db, { mailbox: townHall })).id
  url = `/api/v1/conversations/${conversationId}/draft`
})

const answer = (more: object = {}) => draftOf({ kind: 'reply', revision: 1, ...more })
const save = (user: TestUser, more: object = {}) => as(user).put(url, answer(more))
const read = async (user: TestUser) => (await as(user).get(url)).json().draft

async function aFile(user: TestUser): Promise<string> {
  const row = await db.row<{ id: string }>(sql`
    insert into upload (user_id, name, content_type, size, blob_sha256, created_at)
    values (${user.id}, 'plan.pdf', 'application/pdf', 3, ${'0'.repeat(64)}, ${clock.now()})
    returning id`)
  return row?.id ?? ''
}

describe('the draft of an answer', () => {
  it('is one for everybody who may see the conversation', async () => {
    expect(await read(claire)).toBeNull()
    const saved = await save(claire, { html: '<p>Demain.</p>', cc: ['paul'] })
    expect(saved.statusCode).toBe(200)
    expect(saved.json()).toEqual({
      ...draftOf(),
      attachmentIds: undefined,
      id: expect.any(String),
      kind: 'reply',
      revision: 1,
      cc: ['paul'],
      html: '<p>Demain.</p>',
      attachments: [],
      version: 1,
      author: { id: claire.id, name: 'Claire Aubry' },
      updatedAt: clock.now().toISOString(),
    })
    expect(await read(karim)).toEqual(saved.json())
    const { items } = (await as(karim).get('/api/v1/conversations?view=all')).json()
    expect(items).toContainEqual(
      expect.objectContaining({ id: conversationId, draftAuthorId: claire.id }),
    )
    expect(await as(stranger).get(url)).toBeProblem(404, 'not-found')
  })

  it('cannot be saved over what somebody else saved since, and shows that', async () => {
    await save(claire)
    expect((await save(karim, { version: 1, html: '<p>Non.</p>' })).json().version).toBe(2)
    const late = await save(claire, { version: 1, html: '<p>Oui.</p>' })
    expect(late).toBeProblem(409, 'stale')
    expect(late.json().changes.draft).toMatchObject({
      html: '<p>Non.</p>',
      author: { id: karim.id, name: 'Karim Diallo' },
      version: 2,
    })
  })

  it('is begun by one of two who begin at once', async () => {
    const both = await Promise.all([save(claire), save(karim)])
    expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    expect(both.find(({ statusCode }) => statusCode !== 200)).toBeProblem(409, 'stale')
  })

  it('is not saved over a draft that was discarded, unless as a new one', async () => {
    await save(claire)
    await as(karim).delete(`${url}?version=1`)
    const late = await save(claire, { version: 1 })
    expect(late).toBeProblem(409, 'stale')
    expect(late.json().changes).toEqual({ draft: null })
    expect((await save(claire)).json().version).toBe(1)
  })

  it('is not discarded by somebody who has not seen what is in it', async () => {
    await save(claire)
    await save(karim, { version: 1 })
    expect(await as(claire).delete(`${url}?version=1`)).toBeProblem(409, 'stale')
    expect((await as(claire).delete(`${url}?version=2`)).statusCode).toBe(204)
    expect((await as(claire).delete(url)).statusCode).toBe(204)
  })

  it('is taken over by a colleague, and the writer cannot go on by mistake', async () => {
    expect(await as(karim).post(`${url}/take-over`)).toBeProblem(404, 'not-found')
    await save(claire, { html: '<p>Chère Madame,</p>' })
    const taken = await as(karim).post(`${url}/take-over`)
    expect(taken.json()).toMatchObject({
      author: { id: karim.id },
      version: 2,
      html: '<p>Chère Madame,</p>',
    })
    expect(await save(claire, { version: 1 })).toBeProblem(409, 'stale')
  })

  it('neither runs nor loads anything when a colleague reads it', async () => {
    await save(claire, {
      html: '<p onclick="x()">a<script>x()</script><img src="https://spy.example/a.png"></p>\0',
      subject: 'Un\r\nBcc: eve@x.example',
    })
    const shown = await read(karim)
    expect(shown.html).toBe('<p>a</p>')
    expect(shown.subject).toBe('Un Bcc: eve@x.example')
  })

  it('keeps its files, which whoever goes on with it may send, and nobody else', async () => {
    const [plan, other] = [await aFile(claire), await aFile(stranger)]
    expect(await save(claire, { attachmentIds: [other] })).toBeProblem(400, 'invalid')
    await save(claire, { attachmentIds: [plan] })
    expect(await save(karim, { version: 1, attachmentIds: [plan] })).toHaveProperty(
      'statusCode',
      200,
    )
    expect((await read(karim)).attachments).toEqual([
      { id: plan, name: 'plan.pdf', contentType: 'application/pdf', size: 3 },
    ])
    const elsewhere = await aConversation(db, { mailbox: townHall })
    const theft = answer({ attachmentIds: [plan] })
    const refused = await as(karim).put(`/api/v1/conversations/${elsewhere.id}/draft`, theft)
    expect(refused).toBeProblem(400, 'invalid')
  })

  it('is found where the mail is after a merge', async () => {
    await save(claire, { html: '<p>Demain.</p>' })
    const kept = await aConversation(db, { mailbox: townHall })
    await db.run(sql`
      update conversation set merged_into = ${kept.id} where id = ${conversationId}`)
    expect((await read(karim)).html).toBe('<p>Demain.</p>')
  })

  it('is announced when it has another writer, without what it says', async () => {
    const heard: unknown[] = []
    const stop = await db.listen(
      'levee',
      (payload) => void heard.push(JSON.parse(payload)),
      () => undefined,
    )
    await save(claire)
    await save(claire, { version: 1 })
    await as(karim).post(`${url}/take-over`)
    await as(karim).delete(url)
    await expect
      .poll(() => heard)
      .toEqual(
        [claire.id, karim.id, null].map((authorId) => ({
          type: 'draft',
          conversationId,
          mailboxIds: [townHall.id],
          authorId,
        })),
      )
    await stop()
  })
})

describe('the draft of a new mail', () => {
  it('is its author’s alone, and there can be several', async () => {
    const begun = await as(claire).post('/api/v1/drafts', draftOf({ subject: 'Un' }))
    expect(begun.statusCode).toBe(201)
    clock.advance(1_000)
    await as(claire).post('/api/v1/drafts', draftOf({ subject: 'Deux' }))
    const { items } = (await as(claire).get('/api/v1/drafts')).json()
    expect(items).toMatchObject([{ subject: 'Deux' }, { subject: 'Un', version: 1 }])
    const one = `/api/v1/drafts/${begun.json().id}`
    expect((await as(claire).get(one)).json()).toEqual(begun.json())
    expect(await as(karim).get(one)).toBeProblem(404, 'not-found')
    expect(await as(karim).put(one, draftOf({ version: 1 }))).toBeProblem(404, 'not-found')
    expect(await as(karim).delete(one)).toBeProblem(404, 'not-found')
    const saved = await as(claire).put(one, draftOf({ version: 1, html: '<p>x</p>' }))
    expect(saved.json()).toMatchObject({ version: 2, html: '<p>x</p>' })
    const late = await as(claire).put(one, draftOf({ version: 1 }))
    expect(late).toBeProblem(409, 'stale')
    expect((await as(claire).delete(one)).statusCode).toBe(204)
    expect(await as(claire).get(one)).toBeProblem(404, 'not-found')
  })
})
