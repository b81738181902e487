import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { processStart } from './process-start.ts'
import { StartError } from './start-problem.ts'

/**
 * Makes the data directory when there is none, and makes sure that files can be written there.
 * @throws {StartError} when they cannot.
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.probe-${process.pid}`)
  try {
    await makeFolder(dataDir)
    const file = await open(probe, 'w')
    await file.close()
    await rm(probe)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
    const mend = code === 'ENOSPC' ? 'free some space there' : 'make it writable for this user'
    throw new StartError(
      `The data directory ${dataDir} cannot be written (${code}): ${mend}, or set LEVEE_DATA_DIR to another one.`,
      { cause },
    )
  }
}

/** Makes a folder and those above it. Node's own recursive way never ends in /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return
    if (code !== 'ENOENT') throw error
    await makeFolder(dirname(path))
    await mkdir(path)
  }
}

type Holder = { pid: number; startedAt: string; url: string }

/**
 * Notes that this process serves the data directory, for as long as it lives.
 * @returns what gives it back.
 * @throws {StartError} when another process that lives serves it.
 */
export async function claimDataDir(dataDir: string, url: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'server.json')
  const mine: Holder = { pid: process.pid, startedAt: await processStart(process.pid), url }
  for (;;) {
    const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return undefined
      throw error
    })
    if (file) {
      await file.writeFile(JSON.stringify(mine))
      await file.close()
      return () => rm(path, { force: true })
    }
    const holder = await livingHolder(path)
    if (holder)
      throw new StartError(
        `Levee runs already on ${dataDir} (process ${holder.pid}, ${holder.url}): stop that one first, or set LEVEE_DATA_DIR and PORT to others.`,
      )
    await rm(path, { force: true }) // its process was killed
  }
}

async function livingHolder(path: string): Promise<Holder | undefined> {
  const content = await readFile(path, 'utf8').catch(() => '')
  const found = /"pid":(\d+),"startedAt":"([^"]*)","url":"([^"]*)"/.exec(content)
  const [, pid, startedAt = '', url = ''] = found ?? []
  if (!pid || Number(pid) === process.pid) return undefined
  const isSame = startedAt !== '' && (await processStart(Number(pid))) === startedAt
  return isSame ? { pid: Number(pid), startedAt, url } : undefined
}
