import { inTransaction, sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { recordInSets } from '../activity/record-activity.ts'
import { recountDeadlines } from './service.ts'
import { deadlineDesk } from './testing/deadline-desk.ts'

const {
  asAdmin,
  asStaff,
  aMail,
  clock,
  db,
  deps,
  detail,
  due,
  days,
  everyday,
  fallbackId,
  mailbox,
  patch,
} = await deadlineDesk()

async function recountAll(): Promise<void> {
  const asked = await db.rows<{ id: string }>(sql`
    select id from deadline_recount where finished_at is null order by id`)
  for (const { id } of asked) await recountDeadlines(deps, { recountId: id })
}

describe('changing what deadlines are counted by', () => {
  it('shows first which would move and changes nothing, then counts again and says why', async () => {
    clock.set(new Date('2026-03-16T09:00:00Z'))
    const id = await aMail()
    const before = await detail(id)
    const exceptions = [
      { kind: 'closed', name: 'Pont', from: '2026-03-18', to: '2026-03-18', hours: null },
    ]
    const far = [{ ...exceptions[0], from: '2027-03-18', to: '2027-03-18' }]
    const calendar = (await asAdmin.get('/api/v1/calendars')).json().items[0]
    const changedAgain = async (patched: object): Promise<unknown[]> => {
      await recountAll()
      await asAdmin.patch(`/api/v1/calendars/${calendar.id}`, patched)
      await recountAll()
      const [{ examined, total }] = (await asAdmin.get('/api/v1/deadline-recounts')).json().items
      return [examined, total]
    }
    const draft = { exceptions }
    const preview = (
      await asAdmin.post('/api/v1/calendars/what-if', { id: calendar.id, draft })
    ).json()
    expect(preview.items).toContainEqual({
      conversationId: id,
      reference: before.reference,
      subject: before.subject,
      kind: 'firstReply',
      before: '2026-03-19T16:00:00.000Z',
      after: '2026-03-20T16:00:00.000Z',
    })
    expect(due(await detail(id))).toEqual(due(before))
    const changed = await asAdmin.patch(`/api/v1/calendars/${calendar.id}`, draft)
    expect(changed.json()).toMatchObject({ version: calendar.version + 1, exceptions })
    const [job] = (await asAdmin.get('/api/v1/deadline-recounts')).json().items
    await recountDeadlines(deps, { recountId: job.id })
    expect(due(await detail(id)).firstReply).toBe('2026-03-20T16:00:00.000Z')
    const { timeline } = await detail(id)
    expect(timeline.at(-1)).toMatchObject({ kind: 'deadlineMoved', after: { why: 'calendar' } })
    const [done] = (await asAdmin.get('/api/v1/deadline-recounts')).json().items
    expect(done).toMatchObject({ examined: done.total, finishedAt: clock.now().toISOString() })
    expect(await changedAgain({ exceptions: [] })).toEqual([1, 1]) // the one that reaches into that day
    expect(due(await detail(id))).toEqual(due(before))
    expect(await changedAgain({ exceptions: far })).toEqual([0, 0])
    expect(await changedAgain({ exceptions })).toEqual([1, 1])
    const again = (
      await asAdmin.post('/api/v1/calendars/what-if', { id: calendar.id, draft })
    ).json()
    expect(again).toMatchObject({ later: 0, earlier: 0 })
    const policy = { id: fallbackId, draft: { targets: [days('firstReply', 1)] } }
    const cured = (await asAdmin.post('/api/v1/deadline-policies/what-if', policy)).json()
    expect(cured.earlier).toBeGreaterThan(0)
    expect(cured.ended).toBeGreaterThan(0)
  })

  it('refuses what makes no sense, at its member, and whoever is no admin', async () => {
    const bad = {
      name: 'X',
      timeZone: 'Europe/Atlantis',
      week: [[{ from: '10:00', to: '09:00' }], [], [], [], [], [], []],
    }
    const refused = await asAdmin.post('/api/v1/calendars', bad)
    expect(refused).toBeProblem(400, 'invalid')
    expect(refused.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'timeZone',
      'week/0/0/to',
    ])
    expect(await asStaff.post('/api/v1/calendars', { name: 'X' })).toBeProblem(403, 'forbidden')
    const twice = { ...everyday, targets: [days('firstReply', 1), days('firstReply', 2)] }
    expect(await asAdmin.patch(`/api/v1/deadline-policies/${fallbackId}`, twice)).toBeProblem(
      400,
      'invalid',
    )
    const second = { ...everyday, conditions: null }
    expect(await asAdmin.post('/api/v1/deadline-policies', second)).toBeProblem(409, 'conflict')
  })

  it('tries policies in their order, and works by the calendar of the mailbox', async () => {
    const conditions = {
      mailboxIds: [],
      teamIds: [],
      tagIds: [],
      priorities: ['urgent'],
      channels: [],
    }
    const urgent = await asAdmin.post('/api/v1/deadline-policies', {
      name: 'Urgent',
      conditions,
      calendarId: null,
      targets: [days('firstReply', 1)],
    })
    expect(urgent.statusCode).toBe(201)
    clock.set(new Date('2026-03-23T09:00:00Z'))
    const id = await aMail()
    await patch(id, { priority: 'urgent' })
    expect(due(await detail(id))).toEqual({ firstReply: '2026-03-24T16:00:00.000Z' })
    const calendar = await asAdmin.post('/api/v1/calendars', {
      name: 'Accueil',
      mailboxIds: [mailbox.id],
      week: [[], [], [{ from: '08:00', to: '12:00' }], [], [], [], []],
    })
    expect(calendar.json()).toMatchObject({ mailboxIds: [mailbox.id], version: 1 })
    await patch(id, { priority: 'high' })
    await patch(id, { priority: 'urgent' })
    expect(due(await detail(id))).toEqual({ firstReply: '2026-04-01T10:00:00.000Z' })
    const url = `/api/v1/calendars/${calendar.json().id}`
    expect(await asAdmin.delete(url)).toBeProblem(409, 'conflict')
    await asAdmin.patch(url, { mailboxIds: [] })
    expect((await asAdmin.delete(url)).statusCode).toBe(204)
  })

  it('closes what an uploaded iCalendar file says', async () => {
    const ics =
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260514\r\nDTEND;VALUE=DATE:20260516\r\nSUMMARY:Pont de l’Ascension\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
    const { id } = (await asAdmin.get('/api/v1/calendars')).json().items[0]
    const url = `/api/v1/calendars/${id}/feeds?name=Fermetures`
    const uploaded = await asAdmin.post(url, ics, { 'content-type': 'text/calendar' })
    expect(uploaded.json().feeds).toMatchObject([
      { name: 'Fermetures', url: null, closures: 1, problem: null },
    ])
    const bad = await asAdmin.post(url, 'nonsense', { 'content-type': 'text/calendar' })
    expect(bad).toBeProblem(400, 'invalid')
  })
})

const timesOf = (id: string) =>
  db.row(sql`select resolved_at as "resolvedAt", resolution_minutes as "minutes", deadlines_kept as kept
    from conversation where id = ${id}`)
const OPEN = { resolvedAt: null, minutes: null, kept: null }

describe('how long an answer took', () => {
  it('is kept in working time when it is closed, and no more when it is opened again', async () => {
    clock.set(new Date('2026-06-01T09:00:00Z')) // Monday, 11:00 in Paris
    const id = await aMail()
    expect(await timesOf(id)).toEqual(OPEN)
    clock.set(new Date('2026-06-03T09:30:00Z'))
    await patch(id, { status: 'archived' })
    const closed = { resolvedAt: new Date('2026-06-03T09:30:00Z'), minutes: 990, kept: true }
    expect(await timesOf(id)).toEqual(closed)
    await patch(id, { status: 'open' })
    expect(await timesOf(id)).toEqual(OPEN)
    clock.set(new Date('2026-06-12T09:00:00Z')) // the first reply was due on the fourth
    await patch(id, { status: 'archived' })
    expect(await timesOf(id)).toMatchObject({ kept: false })
  })

  it('is measured by a recount where it never was', async () => {
    clock.set(new Date('2026-06-15T09:00:00Z'))
    const id = await aMail()
    clock.advance(3_600_000)
    await patch(id, { status: 'archived' })
    await db.run(sql`update conversation set resolved_at = null, resolution_minutes = null,
      deadlines_kept = null where id = ${id}`)
    const asked = await db.row<{ id: string }>(sql`
      insert into deadline_recount (asked_at) values (now()) returning id`)
    await recountDeadlines(deps, { recountId: asked?.id ?? '' })
    expect(await timesOf(id)).toMatchObject({ minutes: 60, kept: true })
  })
})

/** Entries whose place, link or hash is not what the log says: the hash as jsonb alone would have it. */
const brokenEntries = () =>
  db.rows<{ id: string }>(sql`
    select id from (select a.*, row_number() over w as place, coalesce(lag(hash) over w, '') as link
      from activity a window w as (partition by conversation_id order by seq)) a
    where seq <> place or prev_hash <> link or hash <> sha256(prev_hash || convert_to(jsonb_build_object(
      'id', id, 'conversation', conversation_id, 'seq', seq, 'actor', actor_id, 'kind', kind, 'before', before,
      'after', after, 'undoes', undoes, 'revision', revision, 'at', extract(epoch from at))::text, 'UTF8'))`)

describe('the log of what a recount moved', () => {
  it('is one chain with what people did, and shows what was changed in it', async () => {
    const [id, other] = [await aMail(), await aMail()]
    await patch(id, { priority: 'high' })
    const said = { text: 'é "\\n" \u{1f4ee}', list: [1.5, null, { b: 2, a: 1 }] }
    const entry = { kind: 'deadlineMoved' as const, before: {}, after: said }
    const entries = [id, other, id, id].map((each) => ({ ...entry, conversationId: each }))
    await inTransaction(db, (tx) => recordInSets(tx, entries, clock.now()))
    await patch(id, { priority: 'low' })
    expect((await detail(id)).timeline.slice(-5).map(({ kind }: { kind: string }) => kind)).toEqual(
      ['changed', 'deadlineMoved', 'deadlineMoved', 'deadlineMoved', 'changed'],
    )
    expect(await brokenEntries()).toEqual([])
    await db.execute('alter table activity disable trigger activity_is_append_only')
    const forged = await db.row(sql`
      update activity set after = '{}' where conversation_id = ${other} and kind = 'deadlineMoved' returning id`)
    expect(await brokenEntries()).toEqual([forged])
  })
})
