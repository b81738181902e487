import { expect, it } from 'vitest'
import { createBoundedCache } from './bounded-cache.ts'

const made: string[] = []
const of = (value: string) => async () => {
  made.push(value)
  return value
}

it('makes a thing once, also for several who ask at once', async () => {
  const cache = createBoundedCache<string>(10, (value) => value.length)
  expect(await Promise.all([cache.get('a', of('x')), cache.get('a', of('y'))])).toEqual(['x', 'x'])
  expect(await cache.get('a', of('z'))).toBe('x')
  expect(made).toEqual(['x'])
})

it('lets go what was not asked for the longest, and what alone is too large', async () => {
  const cache = createBoundedCache<string>(10, (value) => value.length)
  for (const key of ['a', 'b', 'a', 'c']) await cache.get(key, of('4444'))
  expect(await cache.get('a', of('new'))).toBe('4444')
  expect(await cache.get('b', of('new'))).toBe('new')
  await cache.get('d', of('much too long'))
  expect(await cache.get('d', of('again'))).toBe('again')
})

it('tries again what failed', async () => {
  const cache = createBoundedCache<string>(10, (value) => value.length)
  await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await cache.get('a', of('yes'))).toBe('yes')
})
