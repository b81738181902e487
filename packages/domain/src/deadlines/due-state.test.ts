import { assert, constantFrom, date, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainWeek } from './compile-calendar.ts'
import { type Deadline, type DueState, dueSoonAt, dueStateOf } from './due-state.ts'

const PARIS = 'Europe/Paris'
const at = (text: string): Date => new Date(text)

/** Received Monday 2 March 2026 at 9:00 in Paris. */
const aDeadline = (over: Partial<Deadline> = {}): Deadline => ({
  status: 'open',
  receivedAt: at('2026-03-02T08:00:00Z'),
  dueAt: null,
  dueSetAt: null,
  snoozedUntil: null,
  trust: 'unknown',
  ...over,
})

const now = at('2026-03-12T09:42:00Z') // Thursday, 10:42 in Paris

describe('how a deadline stands', () => {
  it.each<[DueState, Partial<Deadline>]>([
    ['none', {}],
    ['overdue', { dueAt: at('2026-03-12T09:41:59Z') }],
    ['dueToday', { dueAt: at('2026-03-12T09:42:00Z') }],
    ['dueToday', { dueAt: at('2026-03-12T16:00:00Z') }],
    ['dueToday', { dueAt: at('2026-03-12T23:00:00Z') }], // 24:00 of today
    ['dueSoon', { dueAt: at('2026-03-13T08:00:00Z') }],
    ['dueSoon', { dueAt: at('2026-03-17T09:42:00Z') }], // exactly three working days
    ['running', { dueAt: at('2026-03-17T09:43:00Z'), dueSetAt: now }],
    ['running', { dueAt: at('2026-04-30T15:00:00Z') }],
    ['dueSoon', { dueAt: at('2026-03-20T15:00:00Z'), receivedAt: at('2025-12-01T08:00:00Z') }],
    ['paused', { dueAt: at('2026-03-01T08:00:00Z'), status: 'waiting' }],
    ['paused', { dueAt: at('2026-03-01T08:00:00Z'), snoozedUntil: at('2026-03-12T09:42:01Z') }],
    ['overdue', { dueAt: at('2026-03-01T08:00:00Z'), snoozedUntil: now }],
    ['met', { dueAt: at('2026-03-01T08:00:00Z'), status: 'answered' }],
    ['met', { dueAt: at('2026-04-01T08:00:00Z'), status: 'archived' }],
  ])('is %s for %o', (state, over) => {
    expect(dueStateOf(aDeadline(over), now, plainWeek(PARIS)).dueState).toBe(state)
  })

  it('counts what is left and what is used in working time', () => {
    const dueAt = at('2026-03-13T16:00:00Z') // ten working days after it was received
    expect(dueStateOf(aDeadline({ dueAt }), now, plainWeek(PARIS))).toEqual({
      dueState: 'dueSoon',
      dueShare: 0.821, // 8 days, 1 h 42 of 10 days
      dueInWorkingMinutes: 480 + 378,
    })
  })

  it('counts what is overdue as negative working minutes', () => {
    const dueAt = at('2026-03-11T15:00:00Z') // 16:00 the day before
    const { dueShare, dueInWorkingMinutes } = dueStateOf(
      aDeadline({ dueAt }),
      now,
      plainWeek(PARIS),
    )
    expect({ dueShare, dueInWorkingMinutes }).toEqual({ dueShare: 1, dueInWorkingMinutes: -162 })
  })

  it('starts the delay when the date was set by hand', () => {
    const dueAt = at('2026-04-30T15:00:00Z')
    expect(dueStateOf(aDeadline({ dueAt, dueSetAt: now }), now, plainWeek(PARIS)).dueShare).toBe(0)
  })
})

describe('the instant from which a deadline is near', () => {
  it('is three working days before, across the week-end', () => {
    expect(dueSoonAt(now, at('2026-03-17T15:00:00Z'), plainWeek(PARIS))).toEqual(
      at('2026-03-12T15:00:00Z'),
    )
  })

  it('agrees with the state at every instant', () => {
    const years = { min: at('2020-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') }
    const instants = date({ ...years, noInvalidDate: true })
    assert(
      property(
        instants,
        instants,
        instants,
        constantFrom(PARIS, 'America/New_York', 'Asia/Kolkata'),
        (one, other, then, zone) => {
          const [start, dueAt] = one < other ? [one, other] : [other, one]
          const near = dueSoonAt(start, dueAt, plainWeek(zone))
          const { dueState } = dueStateOf(
            aDeadline({ dueAt, dueSetAt: start }),
            then,
            plainWeek(zone),
          )
          expect(dueState !== 'running').toBe(then >= near)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
