import { assert, date, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sendTimes, wallTime } from './send-times.ts'

const paris = { timeZone: 'Europe/Paris' }
const weekday = new Intl.DateTimeFormat('en', { ...paris, weekday: 'short' })
const shown = (now: string) =>
  sendTimes(new Date(now), paris).map(({ key, at }) => `${key} ${at.toISOString()}`)

describe('the usual times to send', () => {
  it.each([
    [
      'on a Tuesday morning',
      '2026-03-03T08:00:00Z',
      [
        'afternoon 2026-03-03T13:00:00.000Z',
        'nextDay 2026-03-04T07:00:00.000Z',
        'monday 2026-03-09T07:00:00.000Z',
      ],
    ],
    [
      'on a Friday evening: Monday once',
      '2026-03-06T18:00:00Z',
      ['nextDay 2026-03-09T07:00:00.000Z'],
    ],
    ['on a Sunday', '2026-03-08T10:00:00Z', ['nextDay 2026-03-09T07:00:00.000Z']],
    [
      'over the change to summer time',
      '2026-03-28T10:00:00Z',
      ['nextDay 2026-03-30T06:00:00.000Z'],
    ],
  ])('%s', (_, now, expected) => {
    expect(shown(now)).toEqual(expected)
  })

  it('are to come, in order, and never on a week-end', () => {
    assert(
      property(date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (now) => {
        const times = sendTimes(now, paris)
        expect(times.length).toBeGreaterThan(0)
        expect(times.every(({ at }) => at > now)).toBe(true)
        expect(
          times.map(({ at }) => weekday.format(at)).filter((day) => /Sat|Sun/.test(day)),
        ).toEqual([])
        expect(times.map(({ at }) => at.getTime())).toEqual(
          times.map(({ at }) => at.getTime()).toSorted((a, b) => a - b),
        )
      }),
    )
  })

  it('reads a time on the wall of the organisation', () => {
    expect(wallTime('2026-07-01T08:00', 'Europe/Paris')?.toISOString()).toBe(
      '2026-07-01T06:00:00.000Z',
    )
    expect(wallTime('2026-07-01', 'Europe/Paris')).toBeUndefined()
    expect(wallTime('2026-13-01T08:00', 'Europe/Paris')).toBeUndefined()
  })
})
