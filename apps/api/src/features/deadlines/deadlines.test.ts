import { inTransaction, sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { followClocks } from './service.ts'
import { deadlineDesk } from './testing/deadline-desk.ts'

const { asStaff, aMail, clock, db, detail, due, dueOf, patch } = await deadlineDesk()

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

  it('gives a date back that was put off beyond another deadline of the mail', async () => {
    clock.set(new Date('2026-03-02T09:00:00Z'))
    const id = await aMail()
    const before = due(await detail(id))
    const { activityId } = await patch(id, { dueAt: '2026-04-20T15:00:00.000Z' })
    expect(due(await detail(id))).toEqual({ ...before, firstReply: '2026-04-20T15:00:00.000Z' })
    const undone = await asStaff.post(`/api/v1/undo/${activityId}`)
    expect(undone.statusCode).toBe(200)
    expect(due(await detail(id))).toEqual(before)
    const { timeline } = await detail(id)
    const redone = await asStaff.post(`/api/v1/undo/${timeline.at(-1).id}`)
    expect(redone.statusCode).toBe(200)
    expect(due(await detail(id))).toEqual({ ...before, firstReply: '2026-04-20T15:00:00.000Z' })
  })

  it('takes a date by hand, keeps it over a change of policy, and gives it back when that is undone', async () => {
    clock.set(new Date('2026-03-02T09:00:00Z'))
    const id = await aMail()
    const before = due(await detail(id))
    const dueAt = '2026-03-04T10:00:00.000Z'
    const { activityId } = await patch(id, { dueAt, dueReason: 'The mayor answers herself' })
    const changed = await detail(id)
    expect(changed.isDueByHand).toBe(true)
    expect(changed.deadlines[0]).toMatchObject({ kind: 'firstReply', isByHand: true, dueAt })
    expect(changed.deadlines[0].trace.steps).toContainEqual({
      step: 'setByHand',
      at: '2026-03-02T09:00:00.000Z',
      dueAt,
      note: 'The mayor answers herself',
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
