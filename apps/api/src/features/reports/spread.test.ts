import type { DeadlineForecast, SpreadProposal } from '@levee/contract'
import { sql } from '@levee/db'
import { beforeAll, describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { testApp } from '../../testing/harness.ts'

const { db, as, aUser, aTeam, aMailbox } = await testApp() // Monday 2 March 2026, 10:00 in Paris
const team = await aTeam('Urbanisme')
const [anna, bruno] = [await aUser(), await aUser()]
const manager = await aUser({ role: 'manager' })
const mailbox = await aMailbox({ members: [manager, anna, bruno] })
const elsewhere = await aMailbox({ members: [anna] })
const WEDNESDAY = '2026-03-04'
const SPREAD = '/api/v1/reports/deadlines/spread'

/** Two people who closed one mail each on every working day of eight weeks; Wednesday is too full. */
beforeAll(async () => {
  await db.run(sql`
    insert into conversation (mailbox_ids, reference, subject, status, team_id, assignee_id, received_at,
      last_message_at, resolved_at, resolution_minutes)
    select array[${mailbox.id}::uuid], 'R-' || d || p, 'Terrasse', 'archived', ${team.id}, p, at, at, at, 60
    from unnest(array[${anna.id}, ${bruno.id}]::uuid[]) p, generate_series(1, 56) d
      cross join lateral (select '2026-03-02T08:00Z'::timestamptz - interval '1 day' * d as at) t
    where extract(isodow from at) < 6`)
  const due = (hour: number, assigneeId: string | null, of = mailbox) =>
    aConversation(db, {
      mailbox: of,
      assigneeId,
      teamId: team.id,
      dueAt: new Date(`${WEDNESDAY}T${String(hour).padStart(2, '0')}:00:00Z`),
    })
  await db.run(sql`
    insert into team_member (team_id, user_id) select ${team.id}, unnest(${[anna.id, bruno.id]}::uuid[])`)
  for (const hour of [10, 11, 12, 13, 14]) await due(hour, anna.id)
  for (const hour of [15, 16]) await due(hour, null)
  await due(9, null, elsewhere) // which the manager does not see
})

const propose = async (): Promise<SpreadProposal> =>
  (await as(manager).post(SPREAD, { date: WEDNESDAY })).json()

describe('the forecast', () => {
  it('says which day will overflow at the usual pace, of all and of each team', async () => {
    const answer = await as(manager).get('/api/v1/reports/deadlines/forecast?days=5')
    const forecast: DeadlineForecast = answer.json()
    expect(forecast).toMatchObject({ pacePerDay: 2, weeks: 8, firstOverflow: WEDNESDAY })
    expect(forecast.days.map(({ due, late }) => [due.n, late])).toEqual([
      [0, 0],
      [0, 0],
      [7, 1.25], // 7 hours of today, and two days
      [0, 0],
      [0, 0],
    ])
    expect(forecast.teams).toHaveLength(1)
    expect(forecast.teams[0]).toMatchObject({
      teamId: team.id,
      name: 'Urbanisme',
      firstOverflow: WEDNESDAY,
    })
    for (const { due } of [...forecast.days, ...forecast.teams.flatMap(({ days }) => days)]) {
      const query = new URLSearchParams({ ...due.filter, limit: '200' }).toString()
      const list = (await as(manager).get(`/api/v1/conversations?${query}`)).json()
      expect(list.items).toHaveLength(due.n)
    }
  })

  it('goes by no pace where nobody closed anything', async () => {
    const answer = await as(manager).get(`/api/v1/reports/deadlines/forecast?userId=${manager.id}`)
    expect(answer.json()).toMatchObject({ pacePerDay: 0, days: [], firstOverflow: null })
  })
})

describe('who is away', () => {
  it('closes nothing then, and is given nothing', async () => {
    const absence = { userId: bruno.id, from: '2026-03-03', to: WEDNESDAY, substituteId: null }
    const { id } = (await as(manager).post('/api/v1/absences', absence)).json()
    const answer = await as(manager).get('/api/v1/reports/deadlines/forecast?days=4')
    const { days, teams }: DeadlineForecast = answer.json()
    const seen = days.map(({ away, capacity }) => [away, capacity])
    expect(seen).toEqual([
      [0, 1.75],
      [1, 1],
      [1, 1],
      [0, 2],
    ])
    expect(teams[0]?.days.map(({ away }) => away)).toEqual([0, 1, 1, 0])
    const report = (await as(manager).get('/api/v1/reports/deadlines')).json()
    expect(report.days[2]).toMatchObject({ date: WEDNESDAY, capacity: 1, away: 1 })
    const proposal = await propose()
    expect(proposal).toMatchObject({ capacity: 1, moves: [] })
    expect(proposal.people).toContainEqual({
      userId: bruno.id,
      capacity: 0.9, // what is left of today
      dueBefore: 0,
      dueAfter: 0,
    })
    await as(manager).delete(`/api/v1/absences/${id}`)
  })
})

describe('spreading a day', () => {
  it('proposes to give what is too much to who has room, and changes nothing', async () => {
    const proposal = await propose()
    expect(proposal).toMatchObject({ due: { n: 7 }, capacity: 2, overflow: 5, left: 3 })
    expect(proposal.moves.map(({ fromUserId, toUserId }) => [fromUserId, toUserId])).toEqual([
      [anna.id, bruno.id],
      [anna.id, bruno.id],
    ])
    expect(proposal.people).toEqual(
      expect.arrayContaining([
        { userId: anna.id, capacity: 2.9, dueBefore: 5, dueAfter: 3 },
        { userId: bruno.id, capacity: 2.9, dueBefore: 0, dueAfter: 2 },
      ]),
    )
    expect(await propose()).toEqual(proposal)
  })

  it('is applied as any change of many, proposes nothing more then, and can be undone', async () => {
    const before = await propose()
    const ids = before.moves.map(({ conversationId }) => conversationId)
    const patch = { assigneeId: bruno.id }
    const applied = await as(manager).post('/api/v1/conversations/bulk', { ids, patch })
    const { activityIds, failed }: { activityIds: string[]; failed: unknown[] } = applied.json()
    expect(failed).toEqual([])
    expect((await propose()).moves).toEqual([])
    for (const id of activityIds)
      expect((await as(manager).post(`/api/v1/undo/${id}`)).statusCode).toBe(200)
    expect(await propose()).toEqual(before)
  })

  it('refuses a day that is over, and people who are no managers', async () => {
    expect(await as(manager).post(SPREAD, { date: '2026-03-01' })).toBeProblem(400, 'invalid')
    expect(await as(manager).post(SPREAD, {})).toBeProblem(400, 'invalid')
    expect(await as(anna).post(SPREAD, { date: WEDNESDAY })).toBeProblem(403, 'forbidden')
  })
})
