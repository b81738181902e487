import { describe, expect, it } from 'vitest'
import { dayOfDate } from '../deadlines/holidays.ts'
import { aCalendar, hoursOf } from '../deadlines/testing/a-calendar.ts'
import { closureOfDay, minutesLeft, minutesOfDay, overflowOf, paceOf } from './capacity.ts'

const hours = hoursOf(aCalendar()) // seven hours from Monday to Friday
const MONDAY = dayOfDate('2026-03-02')
const NOW = new Date('2026-03-02T11:00:00+01:00')

describe('what can be done on a day', () => {
  it('is the pace of the weeks behind, in the working time of the day', () => {
    const pace = paceOf(50, { from: MONDAY - 14, to: MONDAY - 1 }, NOW, hours)
    expect(pace * minutesOfDay(MONDAY, hours)).toBeCloseTo(5)
    expect(pace * minutesOfDay(MONDAY + 5, hours)).toBe(0)
    expect(closureOfDay(MONDAY, hours)).toBeNull()
    expect(closureOfDay(MONDAY + 5, hours)).toEqual({ kind: 'weekly' })
  })

  it('is what is left of today, and nothing of a day that is over', () => {
    expect(minutesLeft(MONDAY, NOW, hours)).toBe(60 + 210)
    expect(minutesLeft(MONDAY - 3, NOW, hours)).toBe(0)
    expect(minutesLeft(MONDAY + 1, NOW, hours)).toBe(420)
  })

  it('counts only the part of a week that has been', () => {
    expect(paceOf(3, { from: MONDAY, to: MONDAY + 4 }, NOW, hours)).toBeCloseTo(3 / 150)
    expect(paceOf(3, { from: MONDAY + 1, to: MONDAY + 4 }, NOW, hours)).toBe(0)
  })

  it.each([
    [14, 11.4, 3],
    [11, 11.4, 0],
    [11, 10.999_999_999_99, 0],
    [1, 0.6, 0],
    [0, 0, 0],
    [2, 0, 2],
  ])('of %i due with a capacity of %d, %i are too many', (due, capacity, overflow) => {
    expect(overflowOf(due, capacity)).toBe(overflow)
  })
})
