import { expect, it } from 'vitest'
import { receivedDate } from './received-date.ts'

const field = (value: string, name = 'Received') => ({ name, value })

it.each([
  [
    'the topmost',
    [field('by b; Mon, 2 Mar 2026 10:30:00 +0100'), field('by a; Sun, 1 Mar 2026 00:00:00 +0000')],
    '2026-03-02T09:30:00.000Z',
  ],
  [
    'the first that has one',
    [field('by b'), field('by a; Sun, 1 Mar 2026 00:00:00 +0000 (UTC)')],
    '2026-03-01T00:00:00.000Z',
  ],
])('is that of %s Received field', (_which, headers, date) => {
  expect(
    receivedDate([field('Mon, 1 Jan 2001 00:00:00 +0000', 'Date'), ...headers])?.toJSON(),
  ).toBe(date)
})

it('is not known without one', () => {
  expect(receivedDate([field('Mon, 1 Jan 2001 00:00:00 +0000', 'Date')])).toBeNull()
})
