import { describe, expect, it } from 'vitest'
import { roughDuration, shortDuration } from './durations.ts'

const plain = (text: string) => text.replace(/\s/g, ' ')

describe('writing durations', () => {
  it.each([
    [0, '0 s'],
    [40, '40 s'],
    [60, '1 min'],
    [220, '3 min 40'],
    [245, '4 min 05'],
    [3600, '1 h'],
    [3900, '1 h 05'],
    [7199, '2 h'],
  ])('%i seconds: %s', (seconds, text) => expect(plain(shortDuration(seconds))).toBe(text))

  it.each([
    [1, '5 s'],
    [47, '45 s'],
    [228, '3 min 40'],
    [1234, '21 min'],
  ])('estimates of %i seconds move in steps: %s', (seconds, text) =>
    expect(plain(roughDuration(seconds))).toBe(text),
  )
})
