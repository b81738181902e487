import {
  array,
  assert,
  constantFrom,
  nat,
  option,
  property,
  record,
  tuple,
  uniqueArray,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposeHandOver } from './propose-hand-over.ts'
import { NO_WORK } from './workload.ts'

const person = constantFrom<string[]>('ann', 'claire', 'karim', 'zoe')
const people = uniqueArray(person)
const works = array(tuple(person, nat(9))).map(
  (pairs) => new Map(pairs.map(([id, open]) => [id, { open, weight: open }])),
)

const mail = (id: string, eligibleIds: string[]) => ({
  id,
  weight: 1,
  eligibleIds,
  mateIds: ['ann', 'zoe'],
})

describe('what is proposed when somebody will be away', () => {
  it('goes to the substitute who may see it, else to whoever of the team has least, in turn', () => {
    const away = new Map([['claire', 'karim']])
    const held = [
      mail('1', ['karim', 'ann']),
      mail('2', ['ann', 'zoe']),
      mail('3', ['ann', 'zoe']),
      mail('4', ['other']),
    ]
    const busy = new Map([['ann', { open: 1, weight: 1.5 }]])
    expect(proposeHandOver('claire', held, { away, works: busy })).toEqual([
      { id: '1', proposedId: 'karim', why: 'substitute' },
      { id: '2', proposedId: 'zoe', why: 'leastLoaded' },
      { id: '3', proposedId: 'zoe', why: 'leastLoaded' },
      { id: '4', proposedId: null, why: 'nobody' },
    ])
  })

  it('is never with the one who will be away, and always with who is there and may see it', () => {
    const mails = array(
      record({ id: nat(99).map(String), weight: nat(2), eligibleIds: people, mateIds: people }),
    )
    const away = array(tuple(person, option(person))).map((pairs) => new Map(pairs))
    assert(
      property(person, mails, away, works, (who, held, absences, loads) => {
        const map = new Map([[who, null], ...absences])
        const proposals = proposeHandOver(who, held, { away: map, works: loads })
        expect(proposals.map(({ id }) => id)).toEqual(held.map(({ id }) => id))
        for (const [index, { proposedId, why }] of proposals.entries()) {
          expect(why === 'nobody').toBe(proposedId === null)
          if (proposedId === null) continue
          expect(proposedId).not.toBe(who)
          expect(held[index]?.eligibleIds).toContain(proposedId)
        }
        expect(loads.get('nobody') ?? NO_WORK).toBe(NO_WORK) // what was given is not changed
      }),
    )
  })
})
