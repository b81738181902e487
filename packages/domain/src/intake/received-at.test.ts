import { expect, it } from 'vitest'
import { receivedAt } from './received-at.ts'

const NOW = new Date('2026-03-02T12:00:00Z')
const day = (n: number): Date => new Date(Date.UTC(2026, 0, n))
const separator = (sender: string, date: Date | null = day(4)) => ({ sender, date })

it.each([
  ['of an mbox, by its separator', { separator: separator('a@x.example') }, 4],
  ['of Thunderbird’s mbox, by the servers', { separator: separator('-') }, 3],
  [
    'of Thunderbird’s mbox without trace, by its separator',
    { separator: separator('-'), received: null },
    4,
  ],
  ['of an mbox without dates, by the servers', { separator: separator('', null) }, 3],
  ['of a file, by the servers', {}, 3],
  ['of a file without trace, by its Date', { received: null }, 2],
  ['of a file without any, by the file', { received: null, sent: null }, 1],
  ['of a file from the future, by what is not', { received: new Date('2098-01-01') }, 2],
])('a message is received: %s', (_how, clues, expected) => {
  const all = { separator: null, received: day(3), sent: day(2), fileDate: day(1), ...clues }
  expect(receivedAt(all, NOW)).toEqual(day(expected))
})
