import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { addressOf, blobPath } from './blob-file.ts'
import { type BlobStore, openBlobStore } from './blob-store.ts'
import { readBlob } from './read-blob.ts'
import { sealingKey } from './seal.ts'
import { batch } from './testing/batch.ts'

const key = Buffer.alloc(32, 'key')
const root = await mkdtemp(join(tmpdir(), 'levee blobs '))
let directory = ''
let tests = 0

beforeEach(() => {
  directory = join(root, String(++tests))
})
afterAll(() => rm(root, { recursive: true }))

// tried once: what is lost now and then is lost
describe('a process that is killed while it stores batches', { retry: 0 }, () => {
  it.each([0, 20, 60, 150])('leaves only whole blobs, after %i ms', async (delay) => {
    const child = aProcess(Infinity)
    const lines = createInterface({ input: child.stdout })
    let last = -1
    lines.on('line', (line) => (last = Number(line)))
    await once(lines, 'line')
    await new Promise((resolve) => setTimeout(resolve, delay))
    child.kill('SIGKILL')
    await once(child, 'close')
    const files = await filesOf(directory)
    await Promise.all(
      files.map(({ sha256 }) => readBlob(sealingKey(key), blobPath(directory, sha256), sha256)),
    )
    expect(files.length).toBeGreaterThanOrEqual((last + 1) * batch(0).length)
    const store = aStore()
    for (let n = 0; n <= last; n++) await expectAll(store, n)
    await store.putAll(batch(last + 1))
    await expectAll(store, last + 1)
  })

  it('has stored what is only in its journal', async () => {
    await once(aProcess(2), 'close')
    const [one, two, ...others] = batch(1).map((bytes) => blobPath(directory, addressOf(bytes)))
    await rm(one ?? '') // as a power cut leaves files that nobody flushed
    await truncate(two ?? '', 100)
    for (const path of others) await truncate(path, 0)
    expect(await aStore().has(addressOf(batch(1)[0] ?? Buffer.of()))).toBe(true)
    await expectAll(aStore(), 1)
    expect(await readdir(join(directory, 'journals'))).toEqual([])
  })
})

describe('several processes', { retry: 0 }, () => {
  it('store the same batches in one directory', async () => {
    const children = [aProcess(8), aProcess(8)]
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'close'))[0]))
    expect(codes).toEqual([0, 0]) // and end by themselves
    const store = aStore()
    for (let n = 0; n < 8; n++) await expectAll(store, n)
    expect(await filesOf(directory)).toHaveLength(8 * batch(0).length)
    expect(await readdir(join(directory, 'drafts'))).toEqual([])
  })

  it('complete each other’s journals, whose owners go on', async () => {
    const [mine, yours] = [aStore({ settleAfter: 20 }), aStore({ settleAfter: 20 })]
    for (let n = 0; n < 6; n++)
      await Promise.all([mine.putAll(batch(n)), yours.putAll(batch(n + 1))])
    for (let n = 0; n < 7; n++) await expectAll(aStore(), n)
    expect(await filesOf(directory)).toHaveLength(7 * batch(0).length)
  })
})

describe('a journal', () => {
  it('goes when its blobs are durable without it', async () => {
    const store = aStore({ settleAfter: 10 })
    await store.putAll(batch(1))
    await expect.poll(() => readdir(join(directory, 'journals')), { timeout: 20_000 }).toEqual([])
    await expectAll(store, 1)
  })

  it('that was cut still gives the blobs before the cut', async () => {
    await aStore().putAll(batch(1))
    const [name = ''] = await readdir(join(directory, 'journals'))
    const journal = join(directory, 'journals', name)
    await truncate(journal, (await readFile(journal)).length - 10)
    const [one = Buffer.of()] = batch(1)
    await rm(blobPath(directory, addressOf(one)))
    expect(await aStore().get(addressOf(one))).toEqual(one)
  })
})

describe('the thread that writes', () => {
  it('rejects with the cause when it dies, and starts again', async () => {
    await writeFile(directory, '')
    const store = aStore()
    const puts = [store.put(Buffer.from('a')), store.putAll(batch(1))]
    for (const put of puts) {
      await expect(put).rejects.toThrow('The thread that writes blobs has died')
      await expect(put).rejects.toMatchObject({ cause: { code: 'EEXIST' } })
    }
    await rm(directory)
    await store.putAll(batch(1))
    await expectAll(store, 1)
  })

  it('writes again from its journal what went away before it was flushed', async () => {
    const store = aStore({ settleAfter: 300 })
    const [one = Buffer.of()] = batch(1)
    await store.putAll(batch(1))
    await rm(blobPath(directory, addressOf(one)))
    const isBack = (): Promise<boolean> =>
      store.put(Buffer.from('b')).then(
        () => store.has(addressOf(one)),
        () => false,
      )
    await expect.poll(isBack, { timeout: 20_000 }).toBe(true)
    await expectAll(store, 1)
  })

  it('tells where bytes will be before they are there, and whether they came there', async () => {
    const store = aStore()
    await store.putAll(batch(1))
    const list = batch(2)
    const order: string[] = []
    const good = store.keepAll(list)
    await Promise.all([
      good.kept.then(() => order.push('kept')),
      good.addresses.then(() => order.push('addresses')),
    ])
    expect(order).toEqual(['addresses', 'kept'])
    expect(await good.addresses).toEqual(list.map((bytes) => addressOf(bytes)))
    await expectAll(store, 2)
    await rm(join(directory, 'journals'), { recursive: true })
    await writeFile(join(directory, 'journals'), '')
    const bad = store.keepAll(batch(3))
    expect(await bad.addresses).toEqual(batch(3).map((bytes) => addressOf(bytes)))
    await expect(bad.kept).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  it('rejects what it was given when it is closed', async () => {
    const store = aStore()
    const put = store.putAll(batch(1))
    put.catch(() => undefined)
    await store.close()
    await expect(put).rejects.toThrow('The blob store was closed.')
  })
})

function aStore(options: { settleAfter?: number } = {}): BlobStore {
  const store = openBlobStore({ directory, key, ...options })
  onTestFinished(() => store.close())
  return store
}

async function expectAll(store: BlobStore, n: number): Promise<void> {
  for (const bytes of batch(n)) expect((await store.get(addressOf(bytes))).equals(bytes)).toBe(true)
}

/** A process that stores batches from the first on. */
function aProcess(count: number): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const script = join(import.meta.dirname, 'testing/storing-process.ts')
  return spawn(process.execPath, [script, directory, key.toString('hex'), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function filesOf(top: string): Promise<{ sha256: string; file: Buffer }[]> {
  const entries = await readdir(top, { recursive: true })
  const blobs = entries.filter((path) => /^[0-9a-f]{2}\/./.test(path))
  return Promise.all(
    blobs.map(async (path) => ({
      sha256: path.replace('/', ''),
      file: await readFile(join(top, path)),
    })),
  )
}
