import { describe, expect, it } from 'vitest'
import { afterSendFailure, departure, looksIntoSent } from './send-attempt.ts'

const now = new Date('2026-03-12T09:42:00Z')

describe('after a failed attempt to send', () => {
  it('what the server refused or may have taken waits for a person', () => {
    expect(afterSendFailure('refused', 1, now)).toEqual({ state: 'failed' })
    expect(afterSendFailure('unknown', 1, now)).toEqual({ state: 'failed' })
  })

  it('a server that was away is tried again soon, then ever less often', () => {
    const waits = Array.from({ length: 15 }, (_, n) => {
      const next = afterSendFailure('later', n + 1, now)
      return next.state === 'queued' ? (next.at.getTime() - now.getTime()) / 1000 : undefined
    })
    expect(waits.slice(0, 3)).toEqual([15, 60, 180])
    expect(waits).toEqual(waits.toSorted((one, other) => Number(one) - Number(other)))
    expect(waits.at(-1)).toBe(3600)
  })

  it('is given up within the day', () => {
    expect(afterSendFailure('later', 16, now)).toEqual({ state: 'failed' })
  })
})

describe('a reply of which nobody knows whether it was sent', () => {
  it('is looked for in Sent within a minute, and for an hour', () => {
    const waits = looksIntoSent(now).map((at) => (at.getTime() - now.getTime()) / 60_000)
    expect([waits[0], waits.at(-1)]).toEqual([1, 60])
  })
})

describe('the departure of a reply', () => {
  it.each([
    [{}, '2026-03-12T09:42:00.000Z'],
    [{ undoSeconds: 10 }, '2026-03-12T09:42:10.000Z'],
    [{ sendAt: new Date('2026-03-13T08:00:00Z'), undoSeconds: 10 }, '2026-03-13T08:00:00.000Z'],
    [{ sendAt: new Date('2026-03-01T08:00:00Z'), undoSeconds: 10 }, '2026-03-12T09:42:10.000Z'],
  ])('of %j is %s', (asked, expected) => {
    expect(departure(asked, now).toISOString()).toBe(expected)
  })
})
