import { describe, expect, it } from 'vitest'
import { lengthChange, workingLength } from './working-length.ts'

describe('a length of working time', () => {
  it.each([
    [0, '0 min'],
    [48.4, '48 min'],
    [119, '119 min'],
    [240, '4 h'],
    [312, '5 h 12'],
    [245, '4 h 05'],
    [480, '1 d'],
    [2352, '4.9 d'],
  ])('of %d minutes is written %s', (minutes, text) => {
    expect(workingLength(minutes)).toBe(text)
  })

  it('counts days as long as the calendar makes them', () => {
    expect(workingLength(450, 420)).toBe('1.1 d')
  })

  it.each([
    [-48, '−\u202f48 min'],
    [144, '+\u202f2 h 24'],
    [0.2, null],
  ])('that changed by %d minutes says %s', (minutes, text) => {
    expect(lengthChange(minutes)).toBe(text)
  })
})
