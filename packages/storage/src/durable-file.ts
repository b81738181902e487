import { closeSync, fsync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const flushInThread = promisify(fsync)

/** What a file or folder holds is on the disk when it resolves. */
export async function flush(path: string): Promise<void> {
  const file = openSync(path, 'r')
  try {
    await flushInThread(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Writes a file that appears complete or not at all, even when the process is killed.
 * @param isFlushed its bytes, not yet its name, outlive a power cut.
 */
export function writeWhole(draft: string, path: string, bytes: Buffer, isFlushed = false): void {
  try {
    writeFileSync(draft, bytes, { flag: 'wx', mode: 0o600, flush: isFlushed })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Makes a folder, with those above it, whose name is on the disk when it resolves, whoever made it. */
export async function makeFolder(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await flush(dirname(folder))
}
