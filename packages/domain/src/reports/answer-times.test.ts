import { describe, expect, it } from 'vitest'
import type { ClockEvent } from '../deadlines/clock.ts'
import { aCalendar, hoursOf } from '../deadlines/testing/a-calendar.ts'
import { answerTimes } from './answer-times.ts'

const hours = hoursOf(aCalendar()) // 8:30–12:00, 13:30–17:00 in Paris
const paris = (time: string): Date => new Date(`${time}:00+01:00`)
const MONDAY: ClockEvent = { type: 'received', at: paris('2026-03-02T09:00') }
const REPLY: ClockEvent = { type: 'replied', at: paris('2026-03-03T09:30') }
const NOTHING = {
  firstReplyAt: null,
  firstReplyMinutes: null,
  resolvedAt: null,
  resolutionMinutes: null,
}

describe('how long an answer took', () => {
  it('is nothing while nobody answered', () => {
    expect(answerTimes([], hours)).toEqual(NOTHING)
    expect(answerTimes([MONDAY], hours)).toEqual(NOTHING)
  })

  it('is counted in working time, once the reply goes out', () => {
    expect(answerTimes([MONDAY, REPLY], hours)).toEqual({
      ...NOTHING,
      firstReplyAt: REPLY.at,
      firstReplyMinutes: 390 + 60,
    })
  })

  it('is of the first reply only, and of the last closing', () => {
    const later: ClockEvent[] = [
      { type: 'resolved', at: paris('2026-03-03T10:00') },
      { type: 'reopened', at: paris('2026-03-04T09:00') },
      { type: 'replied', at: paris('2026-03-04T10:00') },
      { type: 'resolved', at: paris('2026-03-04T10:30') },
    ]
    expect(answerTimes([MONDAY, REPLY, ...later], hours)).toEqual({
      firstReplyAt: REPLY.at,
      firstReplyMinutes: 450,
      resolvedAt: paris('2026-03-04T10:30'),
      resolutionMinutes: 390 + 90 + 90, // what was closed rested
    })
  })

  it('does not count what rested while somebody outside was awaited', () => {
    const waiting: ClockEvent[] = [
      { type: 'paused', reason: 'waiting', at: paris('2026-03-02T10:00') },
      { type: 'resumed', reason: 'waiting', at: paris('2026-03-03T09:00') },
    ]
    expect(answerTimes([MONDAY, ...waiting, REPLY], hours).firstReplyMinutes).toBe(60 + 30)
  })

  it('knows no first reply where it was closed without one', () => {
    const closed: ClockEvent = { type: 'resolved', at: paris('2026-03-02T09:30') }
    expect(answerTimes([MONDAY, closed], hours)).toEqual({
      ...NOTHING,
      resolvedAt: closed.at,
      resolutionMinutes: 30,
    })
  })

  it('forgets a reply that came back', () => {
    const returned: ClockEvent = { type: 'returned', at: paris('2026-03-03T09:31') }
    expect(answerTimes([MONDAY, REPLY, returned], hours)).toEqual(NOTHING)
  })
})
