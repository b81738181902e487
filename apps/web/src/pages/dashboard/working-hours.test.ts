import { describe, expect, it } from 'vitest'
import { aCalendar } from '../../testing/a-calendar.ts'
import { workingHours } from './working-hours.ts'

describe('the working hours beside the figures', () => {
  it('are said once where all working days are alike', () => {
    expect(workingHours(aCalendar())).toBe('Work days, 09:00 – 17:00')
  })

  it('give way to the name of the calendar where they are not', () => {
    const [usual = []] = aCalendar().week
    const week = [usual, usual, usual, usual, [{ from: '09:00', to: '12:00' }], [], []]
    expect(workingHours(aCalendar({ week }))).toBe('Town hall')
  })
})
