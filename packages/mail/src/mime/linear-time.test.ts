import { expect, it } from 'vitest'
import { HOSTILE_MESSAGES } from '../testing/hostile-messages.ts'
import { readMessage } from './read-message.ts'

/** What takes quadratic time at this size takes five seconds and more; what does not, a tenth of one. */
const SIZE = 128 * 1024
const MOST = 1500 // ms of CPU, which other programs do not lengthen much

it.each(HOSTILE_MESSAGES)('reading takes time in proportion: $name', ({ of }) => {
  const raw = of(SIZE)
  const before = process.cpuUsage()
  const result = readMessage(raw)
  const { user, system } = process.cpuUsage(before)
  expect(result.ok).toBe(true)
  expect((user + system) / 1000).toBeLessThan(MOST)
})
