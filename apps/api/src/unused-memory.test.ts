import { expect, it, onTestFinished } from 'vitest'
import { giveMemoryBack } from './unused-memory.ts'

it('gives large memory back that nobody uses any more', async () => {
  onTestFinished(giveMemoryBack())
  const unused = (() => {
    const memory = new SharedArrayBuffer(200 * 2 ** 20)
    new Uint8Array(memory).fill(1)
    return new WeakRef(memory)
  })()
  await expect.poll(() => unused.deref() === undefined, { timeout: 4_000 }).toBe(true)
})
