import {
  array,
  assert,
  boolean,
  constantFrom,
  double,
  nat,
  option,
  property,
  record,
  shuffledSubarray,
  uniqueArray,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssignmentMode, chooseAssignee, type Teammate } from './choose-assignee.ts'
import { NO_WORK, weightOf, withOneMore } from './workload.ts'

const ids = constantFrom<string[]>('a', 'b', 'c', 'd', 'e', 'f', 'g')
const work = record({ open: nat(50), weight: double({ min: 0, max: 100, noNaN: true }) })
const teammate = record({
  id: ids,
  awayUntil: option(constantFrom<string[]>('2026-03-12', '2026-04-01')),
  maySee: boolean(),
  work,
})
const team = uniqueArray(teammate, { selector: ({ id }) => id })
const mode = constantFrom<Exclude<AssignmentMode, 'manual'>[]>('roundRobin', 'leastLoaded')

const person = (id: string, awayUntil: string | null, open: number): Teammate => ({
  id,
  awayUntil,
  maySee: true,
  work: { open, weight: open },
})
const isThere = ({ awayUntil, maySee }: Teammate): boolean => awayUntil === null && maySee

describe('whom a team gives a conversation', () => {
  it('is somebody who is there and may see it, nobody only when there is no such one', () => {
    assert(
      property(mode, team, option(ids), (how, people, last) => {
        const { userId } = chooseAssignee(how, people, last)
        const chosen = people.find(({ id }) => id === userId)
        expect(chosen ? isThere(chosen) : !people.some(isThere)).toBe(true)
      }),
    )
  })

  it('depends on the facts alone, not on the order in which they are told', () => {
    const shuffled = team.chain((people) =>
      shuffledSubarray(people, { minLength: people.length }).map((other) => ({ people, other })),
    )
    assert(
      property(mode, shuffled, option(ids), (how, { people, other }, last) => {
        const { userId } = chooseAssignee(how, people, last)
        expect(chooseAssignee(how, other, last).userId).toBe(userId)
      }),
    )
  })

  it('has least to do, where the load decides', () => {
    assert(
      property(team, option(ids), (people, last) => {
        const { userId } = chooseAssignee('leastLoaded', people, last)
        const there = people.filter(isThere)
        const chosen = there.find(({ id }) => id === userId)
        for (const { work: other } of there)
          expect(chosen?.work.weight ?? Infinity).toBeLessThanOrEqual(other.weight + 1e-9)
      }),
    )
  })

  it('is everybody as often as the others, give or take one, whoever had the last turn', () => {
    assert(
      property(mode, team, option(ids), nat(40), (how, people, first, mails) => {
        const works = new Map(people.map(({ id }) => [id, NO_WORK]))
        let last = first
        for (let mail = 0; mail < mails; mail++) {
          const now = people.map((each) => ({ ...each, work: works.get(each.id) ?? NO_WORK }))
          const { userId } = chooseAssignee(how, now, last)
          if (userId === null) return
          works.set(userId, withOneMore(works.get(userId) ?? NO_WORK, 1))
          last = userId
        }
        const counts = people.filter(isThere).map(({ id }) => works.get(id)?.open ?? 0)
        if (counts.length === 0) return
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('says among whom it was chosen, and who is away until when', () => {
    const people = [
      person('ann', null, 6),
      person('claire', null, 4),
      person('karim', '2026-03-12', 0),
      { ...person('zoe', null, 0), maySee: false },
    ]
    expect(chooseAssignee('leastLoaded', people, 'karim')).toEqual({
      mode: 'leastLoaded',
      userId: 'claire',
      after: 'karim',
      among: [
        { userId: 'claire', open: 4, weight: 4 },
        { userId: 'ann', open: 6, weight: 6 },
      ],
      away: [{ userId: 'karim', until: '2026-03-12' }],
    })
  })
})

describe('the weight of an open conversation', () => {
  it('is between one and two, and grows as its date comes near', () => {
    assert(
      property(array(nat(100_000), { minLength: 2, maxLength: 2 }), nat(600), (left, day) => {
        const [near = 0, far = 0] = left.toSorted((one, other) => one - other)
        expect(weightOf(near, day)).toBeGreaterThanOrEqual(weightOf(far, day))
        expect(weightOf(far, day)).toBeGreaterThan(1)
        expect(weightOf(near, day)).toBeLessThanOrEqual(2)
      }),
    )
  })

  it.each([
    ['no date', null, 1],
    ['a date that is past', -300, 2],
    ['a date now', 0, 2],
    ['a date in a working day', 480, 1.5],
    ['a date in three working days', 1440, 1.25],
  ])('with %s is as said', (_what, left, expected) => {
    expect(weightOf(left, 480)).toBe(expected)
  })
})
