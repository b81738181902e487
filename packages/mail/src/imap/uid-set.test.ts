import { describe, expect, it } from 'vitest'
import { uidSets } from './uid-set.ts'

describe('a set of UIDs', () => {
  it('names runs by their ends, in order and once', () => {
    expect(uidSets([9, 1, 2, 3, 12, 13, 3])).toEqual(['1:3,9,12:13'])
    expect(uidSets([7])).toEqual(['7'])
    expect(uidSets([])).toEqual([])
  })

  it('fits into a command line, and loses none', () => {
    const uids = Array.from({ length: 5000 }, (_, index) => 1_000_000 + index * 2)
    const sets = uidSets(uids)
    expect(Math.max(...sets.map((set) => set.length))).toBeLessThan(4100)
    expect(sets.flatMap((set) => set.split(',').map(Number))).toEqual(uids)
  })
})
