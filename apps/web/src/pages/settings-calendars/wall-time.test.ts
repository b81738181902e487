import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWallTime } from './wall-time.ts'

describe('a time on the wall', () => {
  it.each([
    ['9', '09:00'],
    ['9:30', '09:30'],
    [' 8h30 ', '08:30'],
    ['14h', '14:00'],
    ['24', '24:00'],
  ])('is read from “%s”', (text, time) => expect(readWallTime(text)).toBe(time))

  it.each(['', 'noon', '25', '24:01', '12:60', '9:5', '-1'])('is not “%s”', (text) =>
    expect(readWallTime(text)).toBeNull(),
  )

  it('stays what it is once it is read', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const time = readWallTime(`${hour}:${String(minute).padStart(2, '0')}`)
        expect(readWallTime(time ?? '')).toBe(time)
      }),
    )
  })
})
