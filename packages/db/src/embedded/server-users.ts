import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '../database-error.ts'
import { isRunning, startOf } from './running-process.ts'

/**
 * Which processes use the server of a data directory: the last one to leave stops it, and one that
 * was killed counts no more. The operator's commands so share the server of a running application.
 */
export function registerUser(dataDir: string): void {
  mkdirSync(join(dataDir, 'users'), { recursive: true, mode: 0o700 })
  writeFileSync(join(dataDir, 'users', String(process.pid)), startOf(process.pid))
}

/** @returns whether nobody else uses the server. */
export function removeUser(dataDir: string): boolean {
  rmSync(join(dataDir, 'users', String(process.pid)), { force: true })
  return usersOf(dataDir).length === 0
}

/** The processes that use the server now. */
export function usersOf(dataDir: string): number[] {
  try {
    const names = readdirSync(join(dataDir, 'users'))
    return names.map(Number).filter((pid) => isUser(dataDir, pid))
  } catch {
    return [] // no folder yet: no users
  }
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

function isUser(dataDir: string, pid: number): boolean {
  try {
    return (
      isRunning(pid) && readFileSync(join(dataDir, 'users', String(pid)), 'utf8') === startOf(pid)
    )
  } catch {
    return false // it left while we looked
  }
}

const PATIENCE = 90_000 // ms; a first start with recovery after a crash takes less

async function acquire(lock: string): Promise<void> {
  const mine = `${lock}.${process.pid}`
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
  const aside = `${lock}.stale.${process.pid}`
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
