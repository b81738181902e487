import { describe, expect, it } from 'vitest'
import { duePresets, endOfWorkOn } from './due-presets.ts'

function offered(now: string) {
  return duePresets(new Date(now), 'Europe/Paris').map(({ key, at }) => [key, at.toISOString()])
}

describe('the usual deadlines', () => {
  it('counts Monday to Friday, ends at 17:00 where the organisation is, and offers no day twice', () => {
    expect(offered('2026-03-12T09:42:00Z')).toEqual([
      ['today', '2026-03-12T16:00:00.000Z'],
      ['nextDay', '2026-03-13T16:00:00.000Z'], // the end of the week as well
      ['threeDays', '2026-03-17T16:00:00.000Z'],
      ['tenDays', '2026-03-26T16:00:00.000Z'],
      ['endOfMonth', '2026-03-31T15:00:00.000Z'], // summer time since 29 March
    ])
  })

  it('offers nothing that is over already: after Friday it is the next week that ends', () => {
    expect(offered('2026-03-13T20:00:00Z').map(([key]) => key)).toEqual([
      'nextDay',
      'threeDays',
      'endOfWeek',
      'tenDays',
      'endOfMonth',
    ])
  })

  it('does not end a delay on a day without work', () => {
    expect(offered('2026-03-15T08:00:00Z').map(([key]) => key)).not.toContain('today')
  })

  it('knows the hour on both sides of Greenwich, and no day that is over', () => {
    const now = new Date('2026-06-30T12:00:00Z')
    const at = endOfWorkOn('2026-07-01', now, 'America/Cayenne')
    expect(at?.toISOString()).toBe('2026-07-01T20:00:00.000Z')
    expect(endOfWorkOn('2026-06-29', now, 'America/Cayenne')).toBeNull()
  })
})
