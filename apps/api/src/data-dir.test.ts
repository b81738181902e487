import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from './config.ts'
import { claimDataDir, prepareDataDir } from './data-dir.ts'
import { processStart } from './process-start.ts'
import { keptSecretKey } from './secret-key.ts'
import { StartError } from './start-problem.ts'

const root = await mkdtemp(join(tmpdir(), 'levee-data-'))
afterAll(() => rm(root, { recursive: true }))

async function aDataDir(): Promise<string> {
  const dataDir = join(await mkdtemp(join(root, 'd-')), 'made', 'below')
  await prepareDataDir(dataDir)
  return dataDir
}

describe('serving a data directory', () => {
  const url = 'http://127.0.0.1:3000'
  const holder = async (dataDir: string, pid: number, startedAt?: string) =>
    writeFile(
      join(dataDir, 'server.json'),
      JSON.stringify({ pid, startedAt: startedAt ?? (await processStart(pid)), url }),
    )

  it('is for one process at a time, named with its address', async () => {
    const dataDir = await aDataDir()
    await holder(dataDir, process.ppid)
    const claim = claimDataDir(dataDir, url)
    await expect(claim).rejects.toThrow(StartError)
    await expect(claim).rejects.toThrow(`(process ${process.ppid}, ${url})`)
  })

  it.each([
    ['whose process ended', 2 ** 22 + 1, 'x'],
    ['whose number another process has now', process.ppid, '1'],
    ['of this process itself, from an earlier life in a container', process.pid, undefined],
  ])('is taken over from one %s, and given back', async (_who, pid, startedAt) => {
    const dataDir = await aDataDir()
    await holder(dataDir, pid, startedAt)
    const giveBack = await claimDataDir(dataDir, url)
    expect(await readFile(join(dataDir, 'server.json'), 'utf8')).toContain(`"pid":${process.pid},`)
    await giveBack()
    await expect(stat(join(dataDir, 'server.json'))).rejects.toThrow('ENOENT')
  })
})

describe('the secret key', () => {
  it('is made once, also when several processes come at the same time, for its owner alone', async () => {
    const dataDir = await aDataDir()
    const keys = await Promise.all([1, 2, 3].map(() => keptSecretKey(dataDir)))
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
    expect(keys[0]).toHaveLength(32)
    expect((await stat(join(dataDir, 'secret-key'))).mode & 0o777).toBe(0o600)
    expect(await keptSecretKey(dataDir)).toEqual(keys[0])
  })

  it('is never replaced when it is damaged', async () => {
    const dataDir = await aDataDir()
    await writeFile(join(dataDir, 'secret-key'), 'half')
    await expect(keptSecretKey(dataDir)).rejects.toThrow(ConfigError)
    expect(await readFile(join(dataDir, 'secret-key'), 'utf8')).toBe('half')
  })
})
