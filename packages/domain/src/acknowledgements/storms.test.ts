import { describe, expect, it } from 'vitest'
import { ACKNOWLEDGED_FOR, mayAcknowledge } from './may-acknowledge.ts'

const ROUNDS = 10_000
const MINUTE = 60_000 // ms

/** One of two that answer each other's mail by themselves. */
type Instance = { address: string; lastAt: Date | null; sent: number[] }

/**
 * Two that answer each other for so many rounds; in each a person writes to both, and what they answer goes to the
 * other one. @param relay what is between them leaves of the marks of a machine.
 */
function exchange(relay: 'faithful' | 'stripping', limit: 'daily' | 'none'): [Instance, Instance] {
  const one: Instance = { address: 'courrier@port.example', lastAt: null, sent: [] }
  const other: Instance = { address: 'mairie@anse.example', lastAt: null, sent: [] }
  let at = Date.parse('2026-03-02T09:00:00Z')
  const answers = (me: Instance, from: Instance, automatic: 'no' | 'autoReply'): boolean => {
    const now = new Date(at)
    const { verdict } = mayAcknowledge({
      automatic,
      isNewsletter: false,
      sender: { name: '', address: from.address },
      replyTo: [],
      ownAddresses: [me.address],
      trust: 'unknown',
      status: 'open',
      isRegistered: true,
      isImported: false,
      isAnswered: false,
      receivedAt: now,
      lastAt: limit === 'daily' ? me.lastAt : null,
      isStopped: false,
      now,
    })
    if (verdict !== 'yes') return false
    me.lastAt = now
    me.sent.push(at)
    return true
  }
  for (let round = 0; round < ROUNDS; round++) {
    at += ((round * 37) % 61) * MINUTE
    const marked = relay === 'faithful' ? 'autoReply' : 'no'
    let [me, you] = round % 2 === 0 ? [one, other] : [other, one]
    let automatic: 'no' | 'autoReply' = 'no'
    for (let hop = 0; hop < 4 && answers(me, you, automatic); hop++) {
      ;[me, you] = [you, me]
      automatic = marked
    }
  }
  return [one, other]
}

const tooSoon = ({ sent }: Instance): number =>
  sent.slice(1).filter((each, index) => each - (sent[index] ?? 0) < ACKNOWLEDGED_FOR).length

describe('two that acknowledge each other’s mail, for ten thousand rounds', () => {
  it.each(['faithful', 'stripping'] as const)(
    'send one a day at most, over a %s relay',
    (relay) => {
      const [one, other] = exchange(relay, 'daily')
      expect([tooSoon(one), tooSoon(other)]).toEqual([0, 0])
      expect(one.sent.length).toBeGreaterThan(100) // a person writes every day
    },
  )

  it('would go on without that limit once the marks are lost', () => {
    const [one, other] = exchange('stripping', 'none')
    expect(tooSoon(one) + tooSoon(other)).toBeGreaterThan(ROUNDS)
  })
})
