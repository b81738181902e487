import { inTransaction, sql } from '@levee/db'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type Requests } from '../../testing/harness.ts'
import { receiveOne } from '../intake/receive-message.ts'
import { followClocks, recountDeadlines, setUpDeadlines } from './service.ts'

const { as, aUser, aMailbox, clock, db, deps } = await testApp()
const admin = await aUser({ role: 'admin' })
const asAdmin = newlySignedIn(admin)
const staff = await aUser()
const asStaff = newlySignedIn(staff)
const mailbox = await aMailbox({ members: [staff] })

/** Days pass in these tests, and sessions end. */
function newlySignedIn(user: { id: string }): Requests {
  return {
    get: (...args) => as(user).get(...args),
    post: (...args) => as(user).post(...args),
    put: (...args) => as(user).put(...args),
    patch: (...args) => as(user).patch(...args),
    delete: (...args) => as(user).delete(...args),
  }
}

const OF_HOUSE = {
  starts: 'received',
  waitsForOpening: true,
  startDayCounts: false,
  workingDays: 'calendar',
  ends: 'closeOfBusiness',
  movesToWorkingDay: false,
  isClear: false,
  leastWorkingDays: 0,
  pausedBy: ['waiting', 'suspicious', 'setAside', 'snoozed', 'onPurpose'],
  warnings: [],
}
const days = (kind: string, count: number, more: object = {}): object => ({
  ...OF_HOUSE,
  kind,
  length: { count, unit: 'workingDays' },
  ...more,
})
const everyday = {
  name: 'Courrier courant',
  calendarId: null,
  targets: [
    days('firstReply', 3),
    days('resolution', 10),
    days('statutory', 2, {
      length: { count: 2, unit: 'months' },
      ends: 'midnight',
      pausedBy: [],
      waitsForOpening: false,
    }),
  ],
}
let fallbackId = ''

beforeAll(async () => {
  await inTransaction(db, (tx) =>
    setUpDeadlines(tx, {
      organisation: 'Mairie',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      at: deps.now(),
    }),
  )
  fallbackId = (await asAdmin.get('/api/v1/deadline-policies')).json().items[0].id
  await asAdmin.patch(`/api/v1/deadline-policies/${fallbackId}`, everyday)
})

let mails = 0
async function aMail(text = 'Bonjour'): Promise<string> {
  const raw = `From: Jeanne <jeanne${++mails}@morvan.example>\r\nTo: ${mailbox.address}\r\nSubject: Terrasse ${mails}\r\nMessage-ID: <${mails}@morvan.example>\r\n\r\n${text}\r\n`
  return (await receiveOne(deps, mailbox.id, Buffer.from(raw))).conversationId
}
const detail = async (id: string, who: Requests = asStaff) =>
  (await who.get(`/api/v1/conversations/${id}`)).json()
const due = (of: { deadlines: { kind: string; dueAt: string }[] }) =>
  Object.fromEntries(of.deadlines.map(({ kind, dueAt }) => [kind, dueAt]))
/** When its first reply is due, ms. */
const dueOf = (of: Parameters<typeof due>[0]): number => Date.parse(due(of)['firstReply'] ?? '')
const patch = async (id: string, fields: object) => {
  const { revision } = await detail(id)
  const reply = await asStaff.patch(`/api/v1/conversations/${id}`, { revision, ...fields })
  expect(reply.statusCode).toBe(200)
  return reply.json()
}
const storedRows = () =>
  db.rows(sql`select conversation_id, kind, policy_id, policy_version, calendar_version, started_at,
    due_at, near_from, working_minutes, met_at, is_by_hand,
    case when paused_until > ${clock.now()} or paused_until is null then paused_at end as paused_at from deadline order by 1, 2`)

/** Everything once more, from the logs alone. */
async function recountFromLogs(): Promise<void> {
  await db.run(sql`update deadline_clock set events = '[]'`)
  await db.run(sql`delete from deadline`)
  const all = await db.rows<{ id: string }>(sql`select id from conversation`)
  await inTransaction(db, (tx) =>
    followClocks(
      tx,
      all.map(({ id }) => id),
      clock.now(),
    ),
  )
}

describe('the clock of a conversation', () => {
  it('starts as the mail arrives; lists show the earliest deadline, the trace says how it came about', async () => {
    clock.set(new Date('2026-04-03T16:30:00Z')) // Friday evening before Easter Monday
    const id = await aMail()
    const shown = await detail(id)
    expect(due(shown)).toEqual({
      firstReply: '2026-04-10T15:00:00.000Z',
      resolution: '2026-04-21T15:00:00.000Z',
      statutory: '2026-06-03T22:00:00.000Z',
    })
    expect(shown).toMatchObject({
      dueAt: '2026-04-10T15:00:00.000Z',
      dueState: 'running',
      dueShare: 0,
    })
    const { id: deadlineId } = shown.deadlines[0]
    const trace = await asStaff.get(`/api/v1/conversations/${id}/deadlines/${deadlineId}/trace`)
    expect(trace.json().trace.steps).toContainEqual({
      step: 'waitedForOpening',
      from: '2026-04-03T16:30:00.000Z',
      to: '2026-04-07T07:00:00.000Z',
    })
  })

  it('pauses while it waits, says in the log which deadline moved, and is met', async () => {
    clock.set(new Date('2026-03-02T09:00:00Z'))
    const id = await aMail()
    const opened = await detail(id)
    const before = due(opened)
    await patch(id, { status: 'waiting' })
    expect((await detail(id)).deadlines[0].state).toBe('paused')
    expect((await detail(id)).dueAt).toBe(before.statutory)
    clock.set(new Date('2026-03-04T09:00:00Z'))
    await patch(id, { status: 'open' })
    const after = await detail(id)
    expect(dueOf(after)).toBeGreaterThan(dueOf(opened))
    expect(due(after).statutory).toBe(before.statutory)
    expect(after.timeline).toContainEqual(
      expect.objectContaining({
        kind: 'deadlineMoved',
        before: { deadlineKind: 'firstReply', dueAt: before.firstReply },
        after: { deadlineKind: 'firstReply', dueAt: due(after).firstReply, why: 'clock' },
      }),
    )
    await patch(id, { status: 'answered' })
    const met = await detail(id)
    expect(met.dueState).toBe('met')
    expect(met.deadlines.map(({ state }: { state: string }) => state)).toEqual([
      'met',
      'met',
      'met',
    ])
    await patch(id, { status: 'open' })
    expect((await detail(id)).deadlines[0]).toMatchObject({ state: 'running' })
  })

  it('is stopped on purpose with a reason, which can be undone; the clock of the law is not', async () => {
    clock.set(new Date('2026-03-02T09:00:00Z'))
    const id = await aMail()
    const { deadlines } = await detail(id)
    const url = (kind: string, what: string) =>
      `/api/v1/conversations/${id}/deadlines/${deadlines.find((each: { kind: string }) => each.kind === kind).id}/${what}`
    const refused = await asStaff.post(url('statutory', 'pause'), { reason: 'Visite' })
    expect(refused).toBeProblem(409, 'conflict')
    expect(await asStaff.post(url('firstReply', 'resume'), {})).toBeProblem(409, 'conflict')
    const paused = (
      await asStaff.post(url('firstReply', 'pause'), { reason: 'Visite sur place' })
    ).json()
    expect(paused.deadlines).toMatchObject([
      { state: 'paused' },
      { state: 'paused' },
      { state: 'running' },
    ])
    expect((await detail(id)).dueAt).toBe(due(await detail(id)).statutory)
    clock.set(new Date('2026-03-05T09:00:00Z'))
    expect((await asStaff.post(`/api/v1/undo/${paused.activityId}`)).statusCode).toBe(200)
    expect((await detail(id)).deadlines).toMatchObject(
      deadlines.map(({ dueAt }: { dueAt: string }) => ({ dueAt, state: 'running' })),
    )
    const again = (await asStaff.post(url('firstReply', 'pause'), { reason: 'Encore' })).json()
    expect(again.deadlines[0].trace.steps).toContainEqual(
      expect.objectContaining({ step: 'paused', reason: 'onPurpose', note: 'Encore', to: null }),
    )
    clock.set(new Date('2026-03-06T09:00:00Z'))
    const resumed = (await asStaff.post(url('firstReply', 'resume'), {})).json()
    expect(resumed.deadlines[0].dueAt > deadlines[0].dueAt).toBe(true)
  })

  it('rests while it is snoozed, and runs again by itself', async () => {
    clock.set(new Date('2026-03-02T09:00:00Z'))
    const id = await aMail()
    const before = await detail(id)
    await patch(id, { snoozedUntil: '2026-03-04T09:00:00.000Z' })
    const snoozed = await detail(id)
    expect(snoozed.deadlines[0].state).toBe('paused')
    clock.set(new Date('2026-03-04T09:00:01Z'))
    expect((await detail(id)).deadlines[0]).toMatchObject({ state: 'running' })
    expect(dueOf(await detail(id))).toBeGreaterThan(dueOf(before))
  })

  it('takes a date by hand, keeps it over a change of policy, and gives it back when that is undone', async () => {
    clock.set(new Date('2026-03-02T09:00:00Z'))
    const id = await aMail()
    const before = due(await detail(id))
    const { activityId } = await patch(id, { dueAt: '2026-03-04T10:00:00.000Z' })
    expect((await detail(id)).deadlines[0]).toMatchObject({
      kind: 'firstReply',
      isByHand: true,
      dueAt: '2026-03-04T10:00:00.000Z',
    })
    expect((await asStaff.post(`/api/v1/undo/${activityId}`)).statusCode).toBe(200)
    expect(due(await detail(id))).toEqual(before)
  })

  it('gives the same from the log alone, mail that was merged and split included', async () => {
    clock.set(new Date('2026-03-09T09:00:00Z'))
    const [one, other] = [await aMail(), await aMail()]
    clock.set(new Date('2026-03-10T09:00:00Z'))
    const merged = await asStaff.post('/api/v1/conversations/merge', { ids: [one, other] })
    expect(merged.statusCode).toBe(200)
    const { messages, id } = await detail(merged.json().id)
    expect(
      (
        await db.rows(
          sql`select from deadline where conversation_id = any(${[one, other]}::uuid[])`,
        )
      ).length,
    ).toBe(3)
    const split = await asStaff.post(`/api/v1/conversations/${id}/split`, {
      messageIds: [messages[1].id],
    })
    expect(split.statusCode).toBe(200)
    expect((await detail(split.json().id)).deadlines).toHaveLength(3)
    await patch(await aMail(), { dueAt: '2026-03-20T10:00:00.000Z' })
    const before = await storedRows()
    await recountFromLogs()
    expect(await storedRows()).toEqual(before)
  })
})

describe('changing what deadlines are counted by', () => {
  it('shows first which would move and changes nothing, then counts again and says why', async () => {
    clock.set(new Date('2026-03-16T09:00:00Z'))
    const id = await aMail()
    const before = await detail(id)
    const exceptions = [
      { kind: 'closed', name: 'Pont', from: '2026-03-18', to: '2026-03-18', hours: null },
    ]
    const calendar = (await asAdmin.get('/api/v1/calendars')).json().items[0]
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
