import { expect, it } from 'vitest'
import { WindowMemories } from './window-memory.ts'

const LARGE = 2_000_000

it('gives messages of a large window memory that threads share, and uses it again', () => {
  const memories = new WindowMemories()
  const first = memories.borrow(LARGE)
  const [one, two] = [first.take(3), first.take(4)]
  one.write('abc')
  two.write('defg')
  expect(one.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect([String(one), String(two)]).toEqual(['abc', 'defg'])
  expect(memories.borrow(LARGE).take(1).buffer).not.toBe(one.buffer)
  first.giveBack()
  expect(memories.borrow(LARGE).take(1).buffer).toBe(one.buffer)
})

it('gives memory of its own to what is small, and to what does not fit', () => {
  const memories = new WindowMemories()
  expect(memories.borrow(100).take(100).buffer).not.toBeInstanceOf(SharedArrayBuffer)
  const beyond = memories.borrow(LARGE).take(50_000_000)
  expect(beyond).toHaveLength(50_000_000)
  expect(beyond.buffer).not.toBeInstanceOf(SharedArrayBuffer)
})
