import {
  closeSync,
  fsync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writevSync,
} from 'node:fs'
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
export function writeWhole(
  draft: string,
  path: string,
  pieces: readonly Buffer[],
  isFlushed = false,
): void {
  try {
    writeDraft(draft, pieces, isFlushed)
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function writeDraft(draft: string, pieces: readonly Buffer[], isFlushed: boolean): void {
  const file = openSync(draft, 'wx', 0o600)
  try {
    const written = writevSync(file, pieces)
    // a full disk takes a part: what is missing is written again, which says why it cannot be
    if (written < lengthOf(pieces)) writeFileSync(file, Buffer.concat(pieces).subarray(written))
    if (isFlushed) fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** How many bytes the pieces have together. */
export function lengthOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0)
}

/** Makes a folder, with those above it, whose name is on the disk when it resolves, whoever made it. */
export async function makeFolder(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await flush(dirname(folder))
}
