import { assert, constantFrom, date, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainWeek } from './compile-calendar.ts'
import { endOfDay, workingInstantBefore, workingMinutesBetween } from './working-time.ts'

const at = (text: string): Date => new Date(text)
const PARIS = 'Europe/Paris'

describe('working minutes', () => {
  it.each([
    ['one hour of a morning', '2026-03-12T09:00:00Z', '2026-03-12T10:00:00Z', 60],
    ['the part before opening does not count', '2026-03-12T05:00:00Z', '2026-03-12T09:00:00Z', 60],
    ['a night does not count', '2026-03-12T15:30:00Z', '2026-03-13T08:30:00Z', 60],
    ['a week-end does not count', '2026-03-13T15:30:00Z', '2026-03-16T08:30:00Z', 60],
    ['backwards is negative', '2026-03-16T08:30:00Z', '2026-03-13T15:30:00Z', -60],
    ['five days are a week', '2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z', 5 * 480],
    ['the clocks go forward on a Sunday', '2026-03-27T15:00:00Z', '2026-03-30T08:00:00Z', 120],
    ['the clocks go back on a Sunday', '2026-10-23T14:00:00Z', '2026-10-26T09:00:00Z', 120],
  ])('%s', (_, from, to, minutes) => {
    expect(workingMinutesBetween(at(from), at(to), plainWeek(PARIS))).toBe(minutes)
  })

  it('follow the wall clock of each zone', () => {
    const [from, to] = [at('2026-03-11T00:00:00Z'), at('2026-03-12T00:00:00Z')]
    for (const zone of [
      'Asia/Kolkata',
      'America/St_Johns',
      'Pacific/Chatham',
      'Pacific/Kiritimati',
    ])
      expect(workingMinutesBetween(from, to, plainWeek(zone))).toBe(480)
    expect(workingMinutesBetween(from, at('2026-03-11T04:30:00Z'), plainWeek('Asia/Kolkata'))).toBe(
      60,
    )
  })

  it('equal a count of every minute', () => {
    assert(
      property(
        instants,
        integer({ min: 0, max: 20_000 }),
        constantFrom(PARIS, 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'),
        (from, length, zone) => {
          const to = new Date(from.getTime() + length * 60_000)
          expect(workingMinutesBetween(from, to, plainWeek(zone))).toBe(
            countMinutes(from, length, zone),
          )
        },
      ),
      { numRuns: 30 },
    )
  })

  it('add up over any instant in between', () => {
    assert(
      property(instants, instants, instants, (from, between, to) => {
        expect(
          workingMinutesBetween(from, between, plainWeek(PARIS)) +
            workingMinutesBetween(between, to, plainWeek(PARIS)),
        ).toBeCloseTo(workingMinutesBetween(from, to, plainWeek(PARIS)), 6)
      }),
    )
  })
})

describe('going back in working time', () => {
  it('finds the first instant from which on so much is left', () => {
    assert(
      property(instants, integer({ min: 0, max: 400_000 }), (end, minutes) => {
        const start = workingInstantBefore(end, minutes, plainWeek(PARIS))
        expect(workingMinutesBetween(start, end, plainWeek(PARIS))).toBeCloseTo(minutes, 6)
        const before = new Date(start.getTime() - 1)
        expect(workingMinutesBetween(before, end, plainWeek(PARIS))).toBeGreaterThan(minutes)
      }),
    )
  })
})

it('ends a day at the next midnight on the wall, also when the day has 23 or 25 hours', () => {
  expect(endOfDay(at('2026-03-29T00:30:00Z'), PARIS)).toEqual(at('2026-03-29T22:00:00Z'))
  expect(endOfDay(at('2026-10-24T22:30:00Z'), PARIS)).toEqual(at('2026-10-25T23:00:00Z'))
})

const instants = date({
  min: at('2015-01-01T00:00:00Z'),
  max: at('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
}).map((instant) => new Date(Math.floor(instant.getTime() / 60_000) * 60_000))

/** Looks at each minute by itself, through Intl alone. */
function countMinutes(from: Date, length: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
  })
  let count = 0
  for (let minute = 0; minute < length; minute++) {
    const parts = format.formatToParts(from.getTime() + minute * 60_000)
    const weekday = parts.find(({ type }) => type === 'weekday')?.value ?? ''
    const hour = Number(parts.find(({ type }) => type === 'hour')?.value)
    if (!weekday.startsWith('S') && hour >= 9 && hour < 17) count++
  }
  return count
}
