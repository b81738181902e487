import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrivalsOf } from './arrivals.ts'
import type { BusyHour } from './silence.ts'

const HOUR = 3_600_000
const NOW = new Date('2026-03-12T09:30:00Z')
const hoursAgo = (n: number): Date => new Date(Date.parse('2026-03-12T09:00:00Z') - n * HOUR)

/** So many weeks with four messages in each hour, the last day excepted. */
const steady = (weeks: number): BusyHour[] =>
  Array.from({ length: weeks * 168 }, (_, n) => ({
    at: hoursAgo(weeks * 168 - n + 23),
    messages: 4,
  }))

describe('what came in the last 24 hours', () => {
  it('is counted by the hour, with the one that runs at the end', () => {
    const hours = [
      { at: hoursAgo(24), messages: 9 },
      { at: hoursAgo(23), messages: 2 },
      { at: hoursAgo(0), messages: 3 },
    ]
    const found = arrivalsOf(hours, NOW, 'Europe/Paris')
    expect(found).toHaveLength(24)
    expect(found[0]).toEqual({ at: hoursAgo(23), messages: 2, usual: null })
    expect(found[23]).toEqual({ at: hoursAgo(0), messages: 3, usual: null })
    expect(found.reduce((sum, { messages }) => sum + messages, 0)).toBe(5)
  })

  it('stands beside what usually comes, by now in the hour that runs', () => {
    const found = arrivalsOf(steady(4), NOW, 'Europe/Paris')
    expect(found[5]?.usual).toBeCloseTo(4, 0)
    expect(found[23]?.usual).toBeCloseTo(2, 0)
    expect(arrivalsOf(steady(1), NOW, 'Europe/Paris')[5]?.usual).toBeNull()
  })

  it('is whole hours in a row, whenever it is looked at and whatever came', () => {
    const busy = fc.record({ ago: fc.nat(1500), messages: fc.nat(50) })
    fc.assert(
      fc.property(fc.array(busy), fc.integer({ min: 0, max: HOUR - 1 }), (came, past) => {
        const hours = came
          .toSorted((a, b) => b.ago - a.ago)
          .map(({ ago, messages }) => ({ at: hoursAgo(ago), messages }))
        const found = arrivalsOf(hours, new Date(hoursAgo(0).getTime() + past), 'Europe/Paris')
        for (const [place, { at, usual }] of found.entries()) {
          expect(at).toEqual(hoursAgo(23 - place))
          expect(usual === null || usual >= 0).toBe(true)
        }
      }),
      { numRuns: 50 },
    )
  })
})
