import { array, assert, constantFrom, option, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standInFor } from './stand-in.ts'

describe('who stands in', () => {
  it.each([
    ['somebody who is there, for themself', [], 'claire'],
    ['the substitute', [['claire', 'paul']], 'paul'],
    [
      'the substitute of a substitute who is away too',
      [
        ['claire', 'paul'],
        ['paul', 'zoe'],
      ],
      'zoe',
    ],
    ['nobody without a substitute', [['claire', null]], null],
    [
      'nobody when two stand in for each other',
      [
        ['claire', 'paul'],
        ['paul', 'claire'],
      ],
      null,
    ],
    [
      'nobody when the chain ends in a loop',
      [
        ['claire', 'paul'],
        ['paul', 'zoe'],
        ['zoe', 'paul'],
      ],
      null,
    ],
  ] as const)('is %s', (_what, away, expected) => {
    expect(standInFor('claire', new Map<string, string | null>(away))).toBe(expected)
  })

  it('is never somebody who is away, and always answers', () => {
    const person = constantFrom<string[]>('a', 'b', 'c', 'd', 'e', 'f')
    const away = array(tuple(person, option(person))).map((pairs) => new Map(pairs))
    assert(
      property(person, away, (who, map) => {
        const found = standInFor(who, map)
        expect(found !== null && map.has(found)).toBe(false)
        expect(map.has(who) || found === who).toBe(true)
      }),
    )
  })
})
