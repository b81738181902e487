import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { testApp } from '../../testing/harness.ts'

const { db, as, asNobody, aUser, aTeam, aMailbox } = await testApp()
const claire = await aUser({ name: 'Claire Aubry' })
const karim = await aUser({ name: 'Karim Benali' })
const stranger = await aUser({ name: 'Paul Petit' })
const admin = await aUser({ name: 'Anne Roux', role: 'admin' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire, karim] })
const tag = await aTag('permis')
const otherTag = await aTag('voirie')

async function aTag(name: string): Promise<string> {
  const row = await db.row<{ id: string }>(sql`
    insert into tag (name, color) values (${name}, 'reed') returning id`)
  return row!.id
}

const urlOf = (id: string): string => `/api/v1/conversations/${id}`

describe('changing a conversation', () => {
  it('assigns, tags, dates and makes a new revision', async () => {
    const team = await aTeam()
    const { id } = await aConversation(db, { mailbox: townHall })
    const reply = await as(claire).patch(urlOf(id), {
      revision: 1,
      assigneeId: karim.id,
      teamId: team.id,
      tagIds: [tag],
      priority: 'high',
      subject: 'Terrasse été 2026',
      dueAt: '2026-03-20T15:00:00Z',
    })
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toMatchObject({
      id,
      assigneeId: karim.id,
      teamId: team.id,
      tagIds: [tag],
      priority: 'high',
      subject: 'Terrasse été 2026',
      dueAt: '2026-03-20T15:00:00.000Z',
      dueState: 'running',
      dueShare: 0,
      dueInWorkingMinutes: 14 * 480 + 360, // from Monday 10:00 to Friday of the next but one week 16:00
      revision: 2,
      activityId: expect.any(String),
    })
  })

  it('logs who did what, in a chain', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    await as(claire).patch(urlOf(id), { revision: 1, status: 'waiting' })
    await as(karim).patch(urlOf(id), { revision: 2, status: 'archived' })
    const { timeline } = (await as(claire).get(urlOf(id))).json()
    expect(timeline).toMatchObject([
      {
        kind: 'changed',
        actorId: claire.id,
        before: { status: 'open' },
        after: { status: 'waiting' },
      },
      { kind: 'changed', actorId: karim.id, after: { status: 'archived' }, undone: false },
    ])
    const chain = await db.rows<{ hash: Buffer; prev: Buffer; revision: number }>(sql`
      select hash, prev_hash as prev, revision from activity where conversation_id = ${id} order by seq`)
    expect(chain.map(({ revision }) => revision)).toEqual([2, 3])
    expect(chain[1]?.prev).toEqual(chain[0]?.hash)
  })

  it('changes nothing, and logs nothing, when it already is so', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const reply = await as(claire).patch(urlOf(id), { revision: 1, status: 'open' })
    expect(reply.json()).toMatchObject({ revision: 1, activityId: null })
  })

  it('refuses what was decided on a stale view, and says what changed and by whom', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    await as(karim).patch(urlOf(id), { revision: 1, assigneeId: karim.id })
    const reply = await as(claire).patch(urlOf(id), { revision: 1, assigneeId: claire.id })
    expect(reply).toBeProblem(409, 'stale')
    expect(reply.json().changes).toMatchObject({
      revision: 2,
      activities: [{ actorId: karim.id, kind: 'changed', after: { assigneeId: karim.id } }],
    })
    expect((await as(claire).get(urlOf(id))).json().assigneeId).toBe(karim.id)
  })

  it('lets one of two win who change at the same time', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const replies = await Promise.all(
      [claire, karim].map((user) =>
        as(user).patch(urlOf(id), { revision: 1, assigneeId: user.id }),
      ),
    )
    expect(replies.map(({ statusCode }) => statusCode)).toEqual(expect.arrayContaining([200, 409]))
  })

  it.each([
    ['an unknown status', { status: 'lost' }],
    ['an unknown field', { colour: 'red' }],
    ['an empty subject', { subject: '   ' }],
    ['a snooze into the past', { snoozedUntil: '2020-01-01T00:00:00Z' }],
    ['an unknown user', { assigneeId: '00000000-0000-7000-8000-000000000000' }],
    ['a user who could not see it', { assigneeId: stranger.id }],
    ['an unknown team', { teamId: '00000000-0000-7000-8000-000000000000' }],
    ['an unknown tag', { tagIds: ['00000000-0000-7000-8000-000000000000'] }],
    ['no date', { dueAt: 'tomorrow' }],
  ])('refuses %s', async (_, patch) => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const reply = await as(claire).patch(urlOf(id), { revision: 1, ...patch })
    expect(reply).toBeProblem(400, 'invalid')
  })

  it('assigns to an admin, who sees every mailbox', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const reply = await as(claire).patch(urlOf(id), { revision: 1, assigneeId: admin.id })
    expect(reply.statusCode).toBe(200)
  })

  it('answers 401 to nobody and 404 to staff of another mailbox, as if it did not exist', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const body = { revision: 1, status: 'archived' }
    expect(await asNobody.patch(urlOf(id), body)).toBeProblem(401, 'unauthenticated')
    expect(await as(stranger).patch(urlOf(id), body)).toBeProblem(404, 'not-found')
  })

  it('keeps letters that a database cannot hold out of the subject', async () => {
    const { id } = await aConversation(db, { mailbox: townHall })
    const reply = await as(claire).patch(urlOf(id), { revision: 1, subject: 'a\0b\uD800c' })
    expect(reply.json().subject).toBe('a b c')
  })

  it('shows on a mailbox in mirror mode what became of the mail, in the same transaction', async () => {
    const mirrored = await aMailbox({ members: [claire] })
    await db.run(sql`update mailbox set protocol = 'imap', incoming_host = 'h', incoming_port = 1,
      incoming_security = 'tls', incoming_username = 'u', incoming_secret = ''
      where id = ${mirrored.id}`)
    const { id } = await aConversation(db, { mailbox: mirrored })
    const other = await aConversation(db, { mailbox: townHall })
    const maildrop = await aMailbox({ members: [claire] })
    await db.run(sql`update mailbox set protocol = 'pop3', mode = 'readOnly', incoming_host = 'h',
      incoming_port = 1, incoming_security = 'tls', incoming_username = 'u', incoming_secret = ''
      where id = ${maildrop.id}`)
    const fetched = await aConversation(db, { mailbox: maildrop })
    const body = { ids: [id, other.id, fetched.id], patch: { status: 'archived' } }
    await as(claire).post('/api/v1/conversations/bulk', body)
    const jobs = await db.rows(sql`select data from pgboss.job where name = 'mirror'
      and data ->> 'conversationId' in (${id}, ${other.id}, ${fetched.id})`)
    expect(jobs).toEqual([{ data: { conversationId: id, action: 'archive' } }])
  })
})

describe('changing many conversations', () => {
  it('changes each by itself and says which it could not', async () => {
    const hidden = await aMailbox()
    const one = await aConversation(db, { mailbox: townHall, tagIds: [tag] })
    const two = await aConversation(db, { mailbox: townHall, status: 'archived' })
    const secret = await aConversation(db, { mailbox: hidden })
    const ids = [one.id, two.id, secret.id]
    const patch = {
      snoozedUntil: '2026-03-20T08:00:00Z',
      addTagIds: [otherTag],
      removeTagIds: [tag],
    }
    const reply = await as(claire).post('/api/v1/conversations/bulk', { ids, patch })
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toMatchObject({
      updated: [{ id: one.id, tagIds: [otherTag], revision: 2 }],
      activityIds: [expect.any(String)],
    })
    expect(reply.json().failed).toEqual([
      { id: two.id, problem: 'invalid' },
      { id: secret.id, problem: 'not-found' },
    ])
  })

  it('changes a thousand at once', async () => {
    const ids: string[] = []
    for (const row of await db.rows<{ id: string }>(sql`
      insert into conversation (mailbox_ids, subject, status, received_at, last_message_at)
      select array[${townHall.id}::uuid], 'n° ' || n, 'open', now(), now() from generate_series(1, 1000) n
      returning id`))
      ids.push(row.id)
    const patch = { status: 'archived', addTagIds: [tag] }
    const reply = await as(claire).post('/api/v1/conversations/bulk', { ids, patch })
    expect(reply.json().failed).toEqual([])
    expect(reply.json().updated).toHaveLength(1000)
    expect(new Set(reply.json().activityIds).size).toBe(1000)
  })

  it('refuses bad input, nobody and too many', async () => {
    const url = '/api/v1/conversations/bulk'
    const id = '00000000-0000-7000-8000-000000000000'
    const patch = { status: 'open' }
    expect(await as(claire).post(url, { ids: [], patch })).toBeProblem(400, 'invalid')
    const many = { ids: Array.from({ length: 1001 }, () => id), patch }
    expect(await as(claire).post(url, many)).toBeProblem(400, 'invalid')
    expect(await asNobody.post(url, { ids: [id], patch })).toBeProblem(401, 'unauthenticated')
  })
})

it('tells the open browsers of every change', async () => {
  const { id } = await aConversation(db, { mailbox: townHall })
  const heard = Promise.withResolvers<unknown>()
  const stop = await db.listen('levee', (payload) => {
    if (payload.includes(id)) heard.resolve(JSON.parse(payload))
  })
  await as(claire).patch(urlOf(id), { revision: 1, status: 'waiting' })
  expect(await heard.promise).toEqual({
    type: 'conversation.updated',
    conversationId: id,
    mailboxIds: [townHall.id],
    revision: 2,
  })
  await stop()
})
