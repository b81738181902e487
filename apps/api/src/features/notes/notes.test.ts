import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { testApp, type TestUser } from '../../testing/harness.ts'
import { sendNews } from '../news/send-news.ts'

const { db, as, asNobody, aUser, aTeam, aMailbox, clock, deps } = await testApp()
const claire = await aUser({ name: 'Claire Aubry' })
const stranger = await aUser({ name: 'Paul Petit' })
const planning = await aTeam('Urbanisme')
const karim = await aUser({ name: 'Karim Benali', teamIds: [planning.id] })
const townHall = await aMailbox({ name: 'Mairie', members: [claire, karim] })

describe('a note', () => {
  it('stands in the timeline, and makes a new revision', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `/api/v1/conversations/${id}`
    const reply = await as(claire).post(`${url}/notes`, { text: ' Appelée ce matin.\0\nÀ suivre ' })
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toEqual({
      type: 'note',
      id: expect.any(String),
      at: clock.now().toISOString(),
      actorId: claire.id,
      text: 'Appelée ce matin.\nÀ suivre',
    })
    const { timeline, revision } = (await as(claire).get(url)).json()
    expect(timeline).toEqual([reply.json()])
    expect(revision).toBe(2)
    const stale = await as(claire).patch(url, { revision: 1, status: 'archived' })
    expect(stale).toBeProblem(409, 'stale')
    expect(stale.json().changes.activities).toMatchObject([{ kind: 'noted', actorId: claire.id }])
  })

  it('is refused when it is empty, to nobody, and to who may not see the conversation', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `/api/v1/conversations/${id}/notes`
    expect(await as(claire).post(url, { text: ' \0 ' })).toBeProblem(400, 'invalid')
    expect(await as(claire).post(url, {})).toBeProblem(400, 'invalid')
    expect(await asNobody.post(url, { text: 'x' })).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).post(url, { text: 'x' })).toBeProblem(404, 'not-found')
  })
})

const unreadOf = async (user: TestUser) =>
  (await as(user).get('/api/v1/notifications?unread=true')).json().items

describe('a note that names people', () => {
  it('tells them, and the members of a team, each once; the text keeps the names', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `/api/v1/conversations/${id}`
    const mentions = [
      { type: 'user', id: karim.id },
      { type: 'team', id: planning.id },
      { type: 'user', id: claire.id },
    ]
    const text = '@Karim Benali et @Urbanisme, avec @Claire Aubry : à voir.'
    const note = (await as(claire).post(`${url}/notes`, { text, mentions })).json()
    expect(note.mentions).toEqual([
      { ...mentions[0], name: 'Karim Benali' },
      { ...mentions[1], name: 'Urbanisme' },
      { ...mentions[2], name: 'Claire Aubry' },
    ])
    expect(await unreadOf(karim)).toMatchObject([
      { kind: 'mention', conversationId: id, actorId: claire.id, noteId: note.id },
    ])
    expect(await unreadOf(claire)).toEqual([])
    expect((await as(karim).get(url)).json().timeline).toEqual([note])
  })

  it('cannot name who may not see it, nor who is not in its text', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `/api/v1/conversations/${id}`
    const { items } = (await as(claire).get(`${url}/mentionable`)).json()
    expect(items).toContainEqual({
      type: 'user',
      id: stranger.id,
      name: 'Paul Petit',
      maySee: false,
      awayUntil: null,
    })
    expect(items).toContainEqual(expect.objectContaining({ id: planning.id, maySee: true }))
    const naming = (userId: string, text: string) =>
      as(claire).post(`${url}/notes`, { text, mentions: [{ type: 'user', id: userId }] })
    expect(await naming(stranger.id, '@Paul Petit ?')).toBeProblem(400, 'invalid')
    expect(await naming(karim.id, 'Karim ?')).toBeProblem(400, 'invalid')
    expect(await naming(townHall.id, '@Mairie ?')).toBeProblem(400, 'invalid')
    expect((await as(claire).get(url)).json().timeline).toEqual([])
  })

  it('is written to them outside of quiet hours, where they have not read it after a while', async () => {
    await db.run(sql`
      update mailbox set outgoing_host = '127.0.0.1', outgoing_port = 25, outgoing_security = 'none'`)
    await as(karim).post('/api/v1/notifications/read', {})
    const { id } = await aConversation(db, { mailbox: townHall, subject: 'Élagage' })
    const note = { text: '@Karim Benali, tu peux ?', mentions: [{ type: 'user', id: karim.id }] }
    await as(claire).post(`/api/v1/conversations/${id}/notes`, note)
    const mails = () =>
      db.rows<{ address: string; text: string; sendAt: Date }>(
        sql`select address, text, send_at as "sendAt" from notice`,
      )
    await sendNews(deps)
    expect(await mails()).toEqual([])
    clock.set(new Date('2026-03-02T20:30:00Z')) // quiet until seven in Paris
    await Promise.all([sendNews(deps), sendNews(deps)])
    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(mail).toMatchObject({ address: karim.email, sendAt: new Date('2026-03-03T06:00:00Z') })
    expect(mail?.text).toContain('Claire Aubry vous mentionne dans une note')
    expect(mail?.text).toContain('> @Karim Benali, tu peux ?')
    clock.set(new Date('2026-03-02T09:00:00Z'))
  })
})

describe('a note that its author changes', () => {
  it('says so, tells whom it names now, and says again what it said once that is undone', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `/api/v1/conversations/${id}`
    const { id: noteId } = (await as(claire).post(`${url}/notes`, { text: 'Un' })).json()
    const at = `${url}/notes/${noteId}`
    expect(await as(karim).patch(at, { text: 'X' })).toBeProblem(403, 'forbidden')
    expect(await as(stranger).patch(at, { text: 'X' })).toBeProblem(404, 'not-found')
    await as(karim).post('/api/v1/notifications/read', {})
    const input = { text: 'Deux @Karim Benali', mentions: [{ type: 'user', id: karim.id }] }
    const changed = (await as(claire).patch(at, input)).json()
    expect(changed).toMatchObject({ text: input.text, editedAt: clock.now().toISOString() })
    expect(await unreadOf(karim)).toMatchObject([{ kind: 'mention', noteId }])
    await as(claire).post(`/api/v1/undo/${changed.activityId}`)
    const noteNow = async () =>
      (await as(claire).get(url))
        .json()
        .timeline.find(({ type }: { type: string }) => type === 'note')
    expect(await noteNow()).toMatchObject({ text: 'Un' })
    expect(await noteNow()).not.toHaveProperty('editedAt')
    const again = await as(claire).post(`/api/v1/undo/${changed.activityId}`)
    expect(again).toBeProblem(409, 'conflict')
  })

  it('is gone when it is removed, and back when that is undone', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const url = `/api/v1/conversations/${id}`
    const note = (await as(claire).post(`${url}/notes`, { text: 'Un' })).json()
    expect(await as(karim).delete(`${url}/notes/${note.id}`)).toBeProblem(403, 'forbidden')
    const { activityId } = (await as(claire).delete(`${url}/notes/${note.id}`)).json()
    expect((await as(claire).get(url)).json().timeline).toMatchObject([{ kind: 'noteRemoved' }])
    expect(await as(claire).delete(`${url}/notes/${note.id}`)).toBeProblem(404, 'not-found')
    await as(claire).post(`/api/v1/undo/${activityId}`)
    expect((await as(claire).get(url)).json().timeline[0]).toEqual(note)
  })
})
