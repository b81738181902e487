import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inFetchingOrder, planWindows } from './plan-windows.ts'
import { formatReference, registerYear } from './reference.ts'
import { retryDelay } from './retry-delay.ts'

const DAY = 86_400_000
const SINCE = new Date('2026-01-10T00:00:00Z')
const MB = 1024 * 1024

describe('fetching what is missing', () => {
  it('takes mail to triage oldest first, then history newest first', () => {
    const days = [-2, 3, 0, -1, 1]
    const listed = days.map((day, place) => ({
      uid: place + 1,
      internalDate: new Date(SINCE.getTime() + day * DAY),
      size: 1,
    }))
    expect(inFetchingOrder(listed, SINCE).map(({ uid }) => uid)).toEqual([3, 5, 2, 4, 1])
  })

  it('begins with a small window', () => {
    const listed = Array.from({ length: 500 }, (_, uid) => ({ uid, internalDate: SINCE, size: 1 }))
    expect(planWindows(listed).map((window) => window.length)).toEqual([50, 200, 200, 50])
  })

  it('bounds the bytes in memory, and lets what is huge go alone', () => {
    const sizes = [1, 5, 5, 100, 1, 1].map((size) => size * MB)
    const listed = sizes.map((size, uid) => ({ uid, internalDate: SINCE, size }))
    expect(planWindows(listed).map((window) => window.map(({ uid }) => uid))).toEqual([
      [0, 1],
      [2],
      [3],
      [4, 5],
    ])
  })

  it('leaves nothing out and takes nothing twice', () => {
    const message = fc.record({
      uid: fc.nat(),
      internalDate: fc.date({ noInvalidDate: true }),
      size: fc.nat(100 * MB),
    })
    fc.assert(
      fc.property(fc.array(message, { maxLength: 600 }), (listed) => {
        const windows = planWindows(inFetchingOrder(listed, SINCE))
        expect(new Set(windows.flat())).toEqual(new Set(listed))
        expect(windows.flat()).toHaveLength(listed.length)
      }),
    )
  })
})

describe('a registration number', () => {
  it('belongs to the year in the organisation’s time zone', () => {
    const newYear = new Date('2025-12-31T23:30:00Z')
    expect(registerYear(newYear, 'Europe/Paris')).toBe(2026)
    expect(registerYear(newYear, 'America/Cayenne')).toBe(2025)
  })

  it('has six digits, or more', () => {
    expect(formatReference(2026, 123)).toBe('2026-000123')
    expect(formatReference(2026, 1_234_567)).toBe('2026-1234567')
  })
})

describe('trying a mail server again', () => {
  it('waits longer each time, five minutes at most', () => {
    expect([1, 2, 3, 30].map((n) => retryDelay(n, false, 0))).toEqual([
      1_000, 2_000, 4_000, 300_000,
    ])
  })

  it('is slow after a refusal, and spread', () => {
    expect(retryDelay(1, true, 0)).toBe(60_000)
    expect(retryDelay(1, false, 1)).toBe(500)
  })

  it('never makes more than six attempts to sign in within an hour', () => {
    for (const chance of [0, 0.5, 1]) {
      const attempts = [0]
      for (let failures = 1; failures < 30; failures++)
        attempts.push((attempts.at(-1) ?? 0) + retryDelay(failures, true, chance))
      for (const start of attempts) {
        const within = attempts.filter((at) => at >= start && at < start + 3_600_000)
        expect(within.length).toBeLessThanOrEqual(6)
      }
    }
  })
})
