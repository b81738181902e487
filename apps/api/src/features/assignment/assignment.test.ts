import { inTransaction, sql } from '@levee/db'
import { beforeAll, describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { aLetter, received } from '../../testing/replying.ts'
import { testApp } from '../../testing/harness.ts'
import { lockAnyConversations, saveChanges } from '../conversations/service.ts'

const harness = await testApp()
const { as, aUser, aMailbox, db, deps, clock } = harness
const admin = await aUser({ role: 'admin' })
const unordered = await Promise.all(['Ann', 'Claire', 'Karim'].map((name) => aUser({ name })))
const people = unordered.toSorted((one, other) => (one.id < other.id ? -1 : 1))
/** In the order of the turns. */
const [first, second, third] = [people[0]!, people[1]!, people[2]!]
const stranger = await aUser({ name: 'Zoé' })
const mailbox = await aMailbox({ members: people })
let teams = 0

type TeamSettings = { assignment?: string; assignsOnOpening?: boolean; memberIds?: string[] }

const ids = (users: { id: string }[]) => users.map(({ id }) => id)

async function aGivingTeam(settings: TeamSettings): Promise<string> {
  const memberIds = [...ids(people), stranger.id]
  const body = { name: `Team ${++teams}`, memberIds, ...settings }
  const answer = await as(admin).post('/api/v1/teams', body)
  expect(answer.json()).toMatchObject(settings)
  return answer.json().id
}

const patch = async (id: string, body: object, by = admin) => {
  const row = await db.row<{ revision: number }>(
    sql`select revision from conversation where id = ${id}`,
  )
  const answer = await as(by).patch(`/api/v1/conversations/${id}`, {
    revision: row?.revision,
    ...body,
  })
  return answer.json()
}

const assigneeOf = async (id: string): Promise<string | null> =>
  (await as(admin).get(`/api/v1/conversations/${id}`)).json().assigneeId

beforeAll(async () => {
  await as(admin).post('/api/v1/absences', {
    userId: third.id,
    from: '2026-04-01',
    to: '2026-04-12',
    substituteId: first.id,
  })
})

describe('a team that gives its mail out by itself', () => {
  it('gives each member who may see it one in turn, and undo takes back both', async () => {
    const teamId = await aGivingTeam({ assignment: 'roundRobin' })
    const given: string[] = []
    for (let mail = 0; mail < 4; mail++) {
      const { id } = await aConversation(db, { mailbox })
      given.push((await patch(id, { teamId })).assigneeId)
    }
    expect(given).toEqual([...ids(people), first.id])
    const { id } = await aConversation(db, { mailbox })
    const { activityId } = await patch(id, { teamId })
    const undone = await as(admin).post(`/api/v1/undo/${activityId}`)
    expect(undone.json()).toMatchObject({ teamId: null, assigneeId: null })
    const byHand = await patch(id, { teamId, assigneeId: third.id })
    expect(byHand.assigneeId).toBe(third.id)
    expect((await patch(id, { assigneeId: null })).assigneeId).toBeNull()
  })

  it('gives it to who has least to do, and says so with those who are away', async () => {
    clock.set(new Date('2026-04-02T09:00:00Z'))
    const teamId = await aGivingTeam({ assignment: 'leastLoaded' })
    await db.run(
      sql`update conversation set status = 'archived' where assignee_id = any(${ids(people)}::uuid[])`,
    )
    const dueAt = new Date('2026-04-02T10:00:00Z')
    await aConversation(db, { mailbox, assigneeId: first.id, dueAt })
    await aConversation(db, { mailbox, assigneeId: second.id })
    const { id } = await aConversation(db, { mailbox })
    expect((await patch(id, { teamId })).assigneeId).toBe(second.id)
    const url = `/api/v1/conversations/${id}`
    const reason = {
      mode: 'leastLoaded',
      userId: second.id,
      teamId,
      among: [
        { userId: second.id, open: 1, weight: 1 },
        { userId: first.id, open: 1, weight: 1.89 },
      ],
      away: [{ userId: third.id, until: '2026-04-12' }],
    }
    const { timeline } = (await as(first).get(url)).json()
    expect(timeline.at(-1).after.assignment).toMatchObject(reason)
    const { assignment } = (await as(first).get(`${url}/explanation`)).json()
    expect(assignment).toMatchObject({ mailboxId: null, reason })
    await patch(id, { assigneeId: first.id })
    expect((await as(first).get(`${url}/explanation`)).json().assignment).toBeNull()
    const { items } = (await as(second).get('/api/v1/notifications')).json()
    expect(items[0]).toMatchObject({ kind: 'assigned', conversationId: id, actorId: admin.id })
  })

  it('keeps what nobody who is there could see', async () => {
    const teamId = await aGivingTeam({
      assignment: 'roundRobin',
      memberIds: [third.id, stranger.id],
    })
    const { id } = await aConversation(db, { mailbox })
    expect(await patch(id, { teamId })).toMatchObject({ teamId, assigneeId: null })
    const { assignment } = (await as(first).get(`/api/v1/conversations/${id}/explanation`)).json()
    expect(assignment.reason).toMatchObject({ mode: 'team', userId: null })
    clock.set(new Date('2026-03-02T09:00:00Z'))
  })

  it('never gives the same turn twice, however many ask at once', async () => {
    const teamId = await aGivingTeam({ assignment: 'roundRobin' })
    const mails = await Promise.all(
      Array.from({ length: 12 }, () => aConversation(db, { mailbox })),
    )
    await Promise.all(
      mails.map(({ id }) =>
        inTransaction(db, async (tx) => {
          const rows = await lockAnyConversations(tx, [id])
          const wanted = [...rows.values()].map((conversation) => ({
            conversation,
            fields: { ...conversation, teamId },
          }))
          await saveChanges(tx, deps, wanted, { viewer: null, at: clock.now(), kind: 'sorted' })
        }),
      ),
    )
    const counts = await db.rows<{ n: number }>(sql`
      select count(*)::int as n from conversation where team_id = ${teamId} group by assignee_id`)
    expect(counts.map(({ n }) => n)).toEqual([4, 4, 4])
  })
})

describe('mail that arrives', () => {
  it('goes to the team of its mailbox, unless a rule gave it to another, and on to somebody of it', async () => {
    const defaultTeamId = await aGivingTeam({ assignment: 'roundRobin' })
    const other = await aGivingTeam({})
    const box = await aMailbox({ members: people })
    const url = `/api/v1/mailboxes/${box.id}`
    const saved = await as(admin).patch(url, { defaultTeamId })
    expect(saved.json().defaultTeamId).toBe(defaultTeamId)
    expect(await as(admin).patch(url, { defaultTeamId: box.id })).toBeProblem(400, 'invalid')
    await as(admin).post('/api/v1/rules', {
      name: 'R',
      conditions: { field: 'subject', operator: 'contains', value: 'marche' },
      actions: [{ type: 'assignTeam', teamId: other }],
      enabled: true,
    })
    const mail = await received(harness, box.id, aLetter())
    const detail = (await as(first).get(`/api/v1/conversations/${mail.id}`)).json()
    expect(detail).toMatchObject({ teamId: defaultTeamId, assigneeId: first.id })
    const said = { actorId: null, kind: 'assigned', after: { mailboxId: box.id } }
    expect(detail.timeline.at(-1)).toMatchObject(said)
    const ruled = await received(harness, box.id, aLetter({ subject: 'Le marche' }))
    expect((await as(first).get(`/api/v1/conversations/${ruled.id}`)).json()).toMatchObject({
      teamId: other,
      assigneeId: null,
    })
  })
})

describe('opening', () => {
  it('gives what nobody has to the first of its team who opens it, where the team wants that', async () => {
    const teamId = await aGivingTeam({ assignsOnOpening: true, memberIds: ids(people) })
    const { id } = await aConversation(db, { mailbox, teamId })
    const url = `/api/v1/conversations/${id}/opened`
    expect(await as(stranger).post(url)).toBeProblem(404, 'not-found')
    expect((await as(admin).post(url)).json()).toMatchObject({ assigneeId: null, activityId: null })
    const opened = (await as(second).post(url)).json()
    expect(opened).toMatchObject({ assigneeId: second.id, activityId: expect.any(String) })
    expect((await as(first).post(url)).json()).toMatchObject({
      assigneeId: second.id,
      activityId: null,
    })
    await as(second).post(`/api/v1/undo/${opened.activityId}`)
    expect(await assigneeOf(id)).toBeNull()
  })

  it('changes nothing where the team does not, nor while one is away', async () => {
    clock.set(new Date('2026-04-02T09:00:00Z'))
    const plain = await aGivingTeam({ memberIds: ids(people) })
    const onOpening = await aGivingTeam({ assignsOnOpening: true, memberIds: ids(people) })
    for (const teamId of [plain, onOpening]) {
      const { id } = await aConversation(db, { mailbox, teamId })
      await as(third).post(`/api/v1/conversations/${id}/opened`)
      expect(await assigneeOf(id)).toBeNull()
    }
  })
})
