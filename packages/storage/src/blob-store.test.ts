import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openBlobStore } from './blob-store.ts'

const directory = await mkdtemp(join(tmpdir(), 'levee blobs '))
const key = randomBytes(32)
const store = openBlobStore({ directory, key })

afterAll(() => rm(directory, { recursive: true }))

const fileOf = (sha256: string): string => join(directory, sha256.slice(0, 2), sha256.slice(2))

describe('storing bytes', () => {
  it('gives back any bytes under their SHA-256', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
        const sha256 = await store.put(bytes)
        expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
        expect(Buffer.compare(await store.get(sha256), bytes)).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('stores a batch in its order, the same bytes once', async () => {
    const list = ['one', 'two', 'one', 'three'].map((text) => Buffer.from(`batch ${text}`))
    const addresses = await store.putAll(list)
    expect(addresses[0]).toBe(addresses[2])
    expect(new Set(addresses).size).toBe(3)
    for (const [index, address] of addresses.entries())
      expect(await store.get(address)).toEqual(list[index])
  })

  it('keeps one whole file when many store the same bytes at once, in two stores', async () => {
    const bytes = randomBytes(200_000)
    const other = openBlobStore({ directory, key })
    const puts = Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).put(bytes))
    const addresses = new Set(await Promise.all(puts))
    expect(addresses.size).toBe(1)
    const [sha256 = ''] = addresses
    expect(await store.get(sha256)).toEqual(bytes)
    expect(await readdir(join(directory, 'drafts'))).toEqual([])
  })

  it('has the bytes on the disk when put resolves, for a process that starts anew', async () => {
    const bytes = Buffer.from('Monsieur le maire,')
    const sha256 = await store.put(bytes)
    expect((await stat(fileOf(sha256))).mode & 0o777).toBe(0o600)
    expect(await openBlobStore({ directory, key }).get(sha256)).toEqual(bytes)
  })

  it('writes neither the bytes themselves nor more than their compressed size', async () => {
    const bytes = Buffer.from('Permis de construire. '.repeat(1_000))
    const file = await readFile(fileOf(await store.put(bytes)))
    expect(file.includes('Permis')).toBe(false)
    expect(file.length).toBeLessThan(bytes.length / 20)
  })

  it('clears away what a killed process left in writing, and only that', async () => {
    const old = join(directory, 'drafts', 'old')
    const fresh = join(directory, 'drafts', 'fresh')
    await Promise.all([writeFile(old, 'x'), writeFile(fresh, 'x')])
    await utimes(old, 0, 0)
    await openBlobStore({ directory, key }).put(randomBytes(10))
    expect(await readdir(join(directory, 'drafts'))).toEqual(['fresh'])
    await rm(fresh)
  })
})

describe('bytes that cannot be had', () => {
  it('are missing, and has says so', async () => {
    const sha256 = 'ab'.repeat(32)
    expect(await store.has(sha256)).toBe(false)
    await expect(store.get(sha256)).rejects.toMatchObject({ name: 'BlobError', code: 'missing' })
  })

  it('were stored with another key', async () => {
    const sha256 = await store.put(Buffer.from('sealed'))
    const stranger = openBlobStore({ directory, key: randomBytes(32) })
    await expect(stranger.get(sha256)).rejects.toMatchObject({ code: 'wrong-key' })
    await expect(stranger.put(Buffer.from('sealed'))).rejects.toMatchObject({ code: 'wrong-key' })
    expect(await store.get(sha256)).toEqual(Buffer.from('sealed'))
  })

  it.each([0, 10, 40])('were cut to %i bytes, until they are stored again', async (length) => {
    const bytes = randomBytes(1_000)
    const sha256 = await store.put(bytes)
    await truncate(fileOf(sha256), length)
    await expect(store.get(sha256)).rejects.toMatchObject({ code: 'damaged' })
    await store.put(bytes)
    expect(await store.get(sha256)).toEqual(bytes)
  })

  it('were changed, or are those of another blob', async () => {
    const [one, two] = await Promise.all(['1', '2'].map((text) => store.put(Buffer.from(text))))
    const file = await readFile(fileOf(one ?? ''))
    await writeFile(fileOf(two ?? ''), file)
    await expect(store.get(two ?? '')).rejects.toMatchObject({ code: 'damaged' })
    file[file.length - 1]! ^= 1
    await writeFile(fileOf(one ?? ''), file)
    await expect(store.get(one ?? '')).rejects.toMatchObject({ code: 'damaged' })
  })

  it('do not let a failed put resolve', async () => {
    const file = join(directory, 'a-file')
    await writeFile(file, '')
    const impossible = openBlobStore({ directory: file, key })
    await expect(impossible.put(Buffer.from('x'))).rejects.toThrow(/ENOTDIR|EEXIST/)
  })
})
