import { describe, expect, it } from 'vitest'
import { deletableAt, splitByName } from './maildrop.ts'

describe('the messages of a maildrop', () => {
  it('are known by their names, but for those that share one or have none', () => {
    const listed = ['a', 'b', undefined, 'a', 'c'].map((uidl, place) => ({
      number: place + 1,
      size: 1,
      uidl,
    }))
    const { named, nameless } = splitByName(listed)
    expect(named.map(({ number }) => number)).toEqual([2, 5])
    expect(nameless.map(({ number }) => number)).toEqual([1, 3, 4])
  })

  it('may be deleted so many days after they were stored, at once, or never', () => {
    const stored = new Date('2026-03-01T12:00:00Z')
    expect(deletableAt(stored, 14)).toEqual(new Date('2026-03-15T12:00:00Z'))
    expect(deletableAt(stored, 0)).toEqual(stored)
    expect(deletableAt(stored, null)).toBeNull()
  })
})
