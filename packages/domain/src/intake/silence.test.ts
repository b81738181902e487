import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BusyHour, silenceOf } from './silence.ts'

const ZONE = 'Europe/Paris'
const HOUR = 3_600_000
const MONDAY = Date.parse('2026-01-05T00:00:00+01:00')

/** So many weeks of mail on working days from 9 to 17, a few messages an hour. */
function office(weeks: number, perHour = 4): BusyHour[] {
  const hours: BusyHour[] = []
  for (let day = 0; day < weeks * 7; day++) {
    if (day % 7 > 4) continue
    for (let hour = 9; hour < 17; hour++)
      hours.push({ at: new Date(MONDAY + (day * 24 + hour) * HOUR), messages: perHour })
  }
  return hours
}

const after = (weeks: number, days: number, hour: number): Date =>
  new Date(MONDAY + ((weeks * 7 + days) * 24 + hour) * HOUR)

describe('the silence of a mailbox', () => {
  it('is usual at night and on the weekend, however long', () => {
    for (const [day, hour] of [
      [0, 8],
      [-2, 12],
      [-1, 23],
    ] as const) {
      const found = silenceOf(office(4), after(4, day, hour), ZONE)
      expect(found).toMatchObject({ isUnusual: false, expected: expect.closeTo(0, 1) })
    }
  })

  it('is unusual when a working morning brings nothing, and not in its first hours', () => {
    const hours = office(4)
    expect(silenceOf(hours, after(4, 0, 11), ZONE)?.isUnusual).toBe(false)
    expect(silenceOf(hours, after(4, 0, 13), ZONE)).toMatchObject({
      isUnusual: true,
      since: hours.at(-1)?.at,
    })
  })

  it('of a holiday is learned: the next one alarms nobody', () => {
    const holiday = after(1, 0, 0)
    const hours = office(4).filter(
      ({ at }) => at < holiday || at.getTime() >= holiday.getTime() + 24 * HOUR,
    )
    expect(silenceOf(hours, after(4, 0, 16), ZONE)?.isUnusual).toBe(false)
    expect(silenceOf(hours, after(4, 1, 16), ZONE)?.isUnusual).toBe(true)
  })

  it('of a mailbox with little mail is unusual after weeks only', () => {
    const hours = [0, 3, 8, 10, 17, 21, 24, 31, 36, 40].map((day) => ({
      at: after(0, day, 10),
      messages: 1,
    }))
    expect(silenceOf(hours, after(8, 0, 10), ZONE)?.isUnusual).toBe(false)
  })

  it('is not judged before two weeks are known', () => {
    expect(silenceOf([], after(0, 0, 0), ZONE)).toBeUndefined()
    expect(silenceOf(office(1), after(1, 2, 12), ZONE)).toBeUndefined()
  })

  it('only grows until the next message', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)]
        // as it gets longer the usual week shrinks a little
        expect(expectedAfter(late)).toBeGreaterThanOrEqual(expectedAfter(early) * 0.5)
      }),
      { numRuns: 50 },
    )
  })

  it('keeps to the clock on the wall when that is changed', () => {
    const monday = Date.parse('2026-03-30T06:55:00Z') // 8:55 in summer, 7:55 in winter
    expect(silenceOf(office(12), new Date(monday), ZONE)?.expected).toBeCloseTo(0, 5)
    const later = Date.parse('2026-03-30T09:00:00Z')
    expect(silenceOf(office(12), new Date(later), ZONE)?.expected).toBeGreaterThan(6)
  })
})

function expectedAfter(hours: number): number {
  return silenceOf(office(3), after(3, 0, hours), ZONE)?.expected ?? 0
}
