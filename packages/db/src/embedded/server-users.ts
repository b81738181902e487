import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '../database-error.ts'
import { isRunning, startOf } from './running-process.ts'

/** One use of a server by one process. */
export type Use = string

let uses = 0

/**
 * Records that this process uses the server of a data directory: the last to leave stops it, and a
 * process that was killed counts no more. So operator's commands share a running application's server.
 */
export function registerUse(dataDir: string): Use {
  const use = join(dataDir, 'users', `${process.pid}.${++uses}`)
  mkdirSync(join(dataDir, 'users'), { recursive: true, mode: 0o700 })
  writeFileSync(use, startOf(process.pid))
  return use
}

/** @returns whether nobody else uses the server. */
export function endUse(use: Use): boolean {
  rmSync(use, { force: true })
  const folder = dirname(use)
  if (!existsSync(folder)) return true
  return readdirSync(folder).every((name) => !isInUse(join(folder, name)))
}

/** Does `work` while no other process starts or stops the server of this data directory. */
export async function alone<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dataDir, 'lock')
  await acquire(lock)
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

function isInUse(use: Use): boolean {
  const pid = Number.parseInt(basename(use), 10)
  try {
    return isRunning(pid) && readFileSync(use, 'utf8') === startOf(pid)
  } catch {
    return false // it left while we looked
  }
}

const PATIENCE = 90_000 // ms; a first start with recovery after a crash takes less

async function acquire(lock: string): Promise<void> {
  const mine = `${lock}.${process.pid}.${++uses}`
  await writeFile(mine, `${process.pid} ${startOf(process.pid)}`)
  try {
    for (let waited = 0; waited < PATIENCE; waited += 50) {
      if (await isLinked(mine, lock)) return
      await dropStaleLock(lock)
      await sleep(50)
    }
  } finally {
    await rm(mine, { force: true })
  }
  throw new DatabaseError(`Another process holds ${lock}: stop it, then start again.`)
}

async function isLinked(mine: string, lock: string): Promise<boolean> {
  try {
    await link(mine, lock)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Takes away the lock of a process that is gone; puts it back should it be a new one by then. */
async function dropStaleLock(lock: string): Promise<void> {
  if (await isHeld(lock)) return
  const aside = `${lock}.stale.${process.pid}.${++uses}`
  try {
    await rename(lock, aside)
    if (await isHeld(aside)) await link(aside, lock)
    await rm(aside, { force: true })
  } catch {
    // somebody else was faster: the next attempt looks again
  }
}

async function isHeld(lock: string): Promise<boolean> {
  const content = await readFile(lock, 'utf8').catch(() => '')
  const [pid, start] = content.split(' ')
  return isRunning(Number(pid)) && startOf(Number(pid)) === start
}
