import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serverFlags, setElsewhere } from './server-flags.ts'

describe('the flags of a message on its server', () => {
  it('are those that every program understands, whatever their case', () => {
    expect(serverFlags(['\\SEEN', '$Forwarded', '\\answered', '\\Recent', 'NonJunk'])).toEqual([
      '\\Answered',
      '\\Seen',
    ])
    expect(serverFlags([])).toEqual([])
  })

  const flags = fc.subarray(serverFlags(['\\Seen', '\\Answered', '\\Flagged', '\\Deleted']))

  it('were set by another program when they are new and we did not set them', () => {
    fc.assert(
      fc.property(flags, flags, flags, (known, own, shown) => {
        const elsewhere = setElsewhere({ known, own, shown })
        for (const flag of shown)
          expect(elsewhere.includes(flag)).toBe(!known.includes(flag) && !own.includes(flag))
        expect(elsewhere.every((flag) => shown.includes(flag))).toBe(true)
      }),
    )
  })

  it('say nothing of who set them the first time that they are looked at', () => {
    fc.assert(
      fc.property(flags, flags, (own, shown) => {
        expect(setElsewhere({ known: null, own, shown })).toEqual([])
      }),
    )
  })
})
