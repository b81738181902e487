import { describe, expect, it } from 'vitest'
import { duePresets, endOfWorkOn } from './due-presets.ts'

describe('the usual deadlines', () => {
  it('counts Monday to Friday and ends at 17:00 where the organisation is', () => {
    const thursday = new Date('2026-03-12T09:42:00Z')
    const days = duePresets(thursday, 'Europe/Paris').map(({ key, at }) => [key, at.toISOString()])
    expect(days).toEqual([
      ['today', '2026-03-12T16:00:00.000Z'],
      ['nextDay', '2026-03-13T16:00:00.000Z'],
      ['endOfWeek', '2026-03-13T16:00:00.000Z'],
      ['threeDays', '2026-03-17T16:00:00.000Z'],
      ['tenDays', '2026-03-26T16:00:00.000Z'],
      ['endOfMonth', '2026-03-31T15:00:00.000Z'], // summer time since 29 March
    ])
  })

  it('offers nothing that is over already', () => {
    const fridayEvening = new Date('2026-03-13T20:00:00Z')
    expect(duePresets(fridayEvening, 'Europe/Paris').map(({ key }) => key)).toEqual([
      'nextDay',
      'threeDays',
      'tenDays',
      'endOfMonth',
    ])
  })

  it('does not end a delay on a day without work', () => {
    const sundayMorning = new Date('2026-03-15T08:00:00Z')
    expect(duePresets(sundayMorning, 'Europe/Paris').map(({ key }) => key)).not.toContain('today')
  })

  it('knows the hour on both sides of Greenwich', () => {
    expect(endOfWorkOn('2026-07-01', 'America/Cayenne').toISOString()).toBe(
      '2026-07-01T20:00:00.000Z',
    )
  })
})
