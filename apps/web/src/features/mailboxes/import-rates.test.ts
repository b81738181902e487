import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratesOf, type Sample, withSample } from './import-rates.ts'

describe('the rate of an import', () => {
  it('is nothing before five seconds have passed', () => {
    expect(ratesOf([])).toEqual([])
    expect(ratesOf([{ at: 0, done: 3 }])).toEqual([])
  })

  it('is a number for each five seconds, whenever samples came', () => {
    const samples = [
      { at: 1_000, done: 0 },
      { at: 6_000, done: 500 },
      { at: 16_000, done: 700 },
    ]
    expect(ratesOf(samples)).toEqual([100, 20, 20])
  })

  it('forgets what is older than five minutes, and an import that began anew', () => {
    const old = [{ at: 0, done: 1 }]
    expect(withSample(old, { at: 300_001, done: 2 })).toEqual([{ at: 300_001, done: 2 }])
    expect(withSample([{ at: 0, done: 9 }], { at: 1_000, done: 2 })).toEqual([
      { at: 1_000, done: 2 },
    ])
  })

  it('adds up to what came, and is never negative', () => {
    const step = fc.record({ ms: fc.integer({ min: 1, max: 9_000 }), more: fc.nat(500) })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const samples: Sample[] = [{ at: 0, done: 0 }]
        for (const { ms, more } of steps) {
          const last = samples.at(-1)!
          samples.push({ at: last.at + ms, done: last.done + more })
        }
        const rates = ratesOf(samples)
        expect(rates.every((rate) => rate >= 0)).toBe(true)
        const sum = rates.reduce((all, rate) => all + rate * 5, 0)
        expect(sum).toBeLessThanOrEqual((samples.at(-1)?.done ?? 0) + 0.001)
      }),
    )
  })
})
