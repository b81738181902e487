import pino from 'pino'
import { expect, it } from 'vitest'
import { repeat } from './repeat.ts'

const HOUR = 3_600_000

it('looks at once, again when it is woken, also while it looks, and no more once it is stopped', async () => {
  let looks = 0
  const looked: (() => void)[] = []
  const nextLook = () => new Promise<void>((resolve) => looked.push(resolve))
  const first = nextLook()
  const loop = repeat(pino({ level: 'silent' }), {
    every: HOUR,
    says: 'It failed.',
    look: async () => {
      looks++
      if (looks === 2) loop.wake()
      looked.shift()?.()
      if (looks === 1) throw new Error('the database is away')
    },
  })
  await first
  const third = Promise.all([nextLook(), nextLook()])
  setImmediate(() => loop.wake())
  await third
  await loop.stop()
  loop.wake()
  expect(looks).toBe(3)
})
