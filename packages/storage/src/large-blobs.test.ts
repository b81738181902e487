import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { addressOf, blobPath } from './blob-file.ts'
import { openBlobStore } from './blob-store.ts'

const directory = await mkdtemp(join(tmpdir(), 'levee blobs '))
const key = randomBytes(32)
const aStore = () => openBlobStore({ directory, key })
const fileOf = (sha256: string): string => blobPath(directory, sha256)

afterAll(() => rm(directory, { recursive: true }))

/** Bytes that compress badly, so that their file is large too. */
const scan = Buffer.from(randomBytes(9_000_001).toString('base64'))
const form = Buffer.alloc(20_000_000, 'Permis de construire. ')

it.each([
  ['that compress badly', scan],
  ['whose file is small', form],
  ['in shared memory', sharedCopy(scan.subarray(1))],
])('gives back large bytes %s, for a process that starts anew', async (_what, bytes) => {
  const sha256 = await aStore().put(bytes)
  expect(sha256).toBe(addressOf(bytes))
  const got = await aStore().get(sha256)
  expect(Buffer.compare(got, bytes)).toBe(0)
  expect(got.buffer).toBeInstanceOf(SharedArrayBuffer) // which other threads need no copy of
  expect((await readFile(fileOf(sha256))).length).toBeLessThan(bytes.length)
  expect(await readdir(join(directory, 'drafts'))).toEqual([])
})

it('stores large and small ones of a batch in its order', async () => {
  const list = [Buffer.from('small'), scan, Buffer.from('small'), Buffer.alloc(8_000_000)]
  expect(await aStore().putAll(list)).toEqual(list.map((bytes) => addressOf(bytes)))
})

it('reads what is asked for at once, or still in use, once', async () => {
  const store = aStore()
  const sha256 = await store.put(form)
  const [one, two] = await Promise.all([store.get(sha256), store.get(sha256)])
  await rm(fileOf(sha256))
  const three = await store.get(sha256)
  expect(new Set([one.buffer, two.buffer, three.buffer]).size).toBe(1)
  expect(Buffer.compare(three, form)).toBe(0)
})

it('tells what is wrong with a large file, and stores it again', async () => {
  const sha256 = await aStore().put(scan)
  const file = await readFile(fileOf(sha256))
  for (const length of [file.length - 1, 9_000_000, 40, 10, 0]) {
    await truncate(fileOf(sha256), length)
    await expect(aStore().get(sha256)).rejects.toMatchObject({ code: 'damaged' })
  }
  file[5_000_000]! ^= 1
  await writeFile(fileOf(sha256), file)
  await expect(aStore().get(sha256)).rejects.toMatchObject({ code: 'damaged' })
  await aStore().put(scan)
  const stranger = openBlobStore({ directory, key: randomBytes(32) })
  await expect(stranger.get(sha256)).rejects.toMatchObject({ code: 'wrong-key' })
  expect(Buffer.compare(await aStore().get(sha256), scan)).toBe(0)
})

function sharedCopy(bytes: Buffer): Buffer {
  const copy = Buffer.from(new SharedArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}
