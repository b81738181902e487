import { describe, expect, it } from 'vitest'
import { dayAfter, weekdayOf, weekNumber, wholeDayText } from './day-text.ts'

describe('calendar days', () => {
  it.each([
    ['2026-03-12', 11],
    ['2026-01-01', 1],
    ['2025-12-29', 1],
    ['2027-01-03', 53],
    ['2026-12-31', 53],
    ['2024-12-30', 1],
  ])('%s lies in week %d (ISO 8601)', (date, week) => {
    expect(weekNumber(date)).toBe(week)
  })

  it('begin their week on Monday', () => {
    expect(['2026-03-09', '2026-03-15'].map(weekdayOf)).toEqual([1, 7])
  })

  it('follow each other over the night in which clocks change', () => {
    expect(dayAfter('2026-03-28', 2)).toBe('2026-03-30')
    expect(dayAfter('2026-03-09', -21)).toBe('2026-02-16')
  })

  it('are written out', () => {
    expect(wholeDayText('2026-03-12').replace(',', '')).toBe('Thursday 12 March')
  })
})
