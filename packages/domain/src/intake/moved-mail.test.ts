import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Status } from '../conversations/status.ts'
import { type CopyPlace, type PlacedCopy, statusOfMovedMail } from './moved-mail.ts'

const copy = (place: CopyPlace, day = 1, isBack = false): PlacedCopy => ({
  messageId: String(day),
  receivedAt: new Date(2026, 0, day),
  place,
  isBack,
})

describe('mail that another program moves', () => {
  it.each<[Status, PlacedCopy[], Status | null]>([
    ['open', [copy('archive')], 'archived'],
    ['open', [copy('junk')], 'spam'],
    ['answered', [copy('away', 1), copy('archive', 2)], 'archived'],
    ['waiting', [copy('archive', 1), copy('junk', 2)], 'spam'],
    ['open', [copy('archive', 1), copy('home', 2)], null],
    ['open', [copy('home', 1), copy('archive', 2)], null],
    ['open', [copy('archive', 1), copy('away', 2)], null],
    ['open', [copy('away')], null],
    ['open', [], null],
    ['archived', [copy('home', 1, true)], 'open'],
    ['spam', [copy('junk', 1), copy('home', 2, true)], 'open'],
    ['archived', [copy('home')], null],
    ['archived', [copy('junk')], null],
  ])('%s, with %o, becomes %s', (status, copies, expected) => {
    expect(statusOfMovedMail(status, copies)).toBe(expected)
  })

  const copies = fc.array(
    fc
      .tuple(
        fc.constantFrom<CopyPlace>('home', 'archive', 'junk', 'away'),
        fc.integer({ min: 1, max: 9 }),
      )
      .map(([place, day]) => copy(place, day)),
  )
  const statuses = fc.constantFrom<Status>('open', 'waiting', 'answered', 'archived', 'spam')

  it('closes nothing while some of it is where it was delivered, and opens only what came back', () => {
    fc.assert(
      fc.property(statuses, copies, (status, list) => {
        const next = statusOfMovedMail(status, list)
        const isAtHome = list.some(({ place }) => place === 'home')
        expect(isAtHome && next !== null).toBe(false)
        expect(next).not.toBe('open')
        expect(next).not.toBe(status)
      }),
    )
  })
})
