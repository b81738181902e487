import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file that appears complete or not at all: when this resolves, its bytes are on the disk
 * under `draft` and have got their final name, which `syncFolder` makes durable.
 */
export async function writeAtomically(draft: string, path: string, bytes: Buffer): Promise<void> {
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Makes folders, each only once: `folder` and those above it up to `top`, which is made with all that
 * it needs. Their names are durable when it resolves, whoever made them.
 */
export function createFolderMaker(top: string): (folder: string) => Promise<void> {
  const made = new Map<string, Promise<void>>()
  const make = async (folder: string): Promise<void> => {
    if (folder !== top) await makeOnce(dirname(folder))
    await mkdir(folder, { recursive: folder === top, mode: 0o700 }).catch(unlessItExists)
    await syncFolder(dirname(folder))
  }
  const makeOnce = (folder: string): Promise<void> => {
    const found = made.get(folder)
    if (found) return found
    const making = make(folder)
    made.set(folder, making)
    making.catch(() => made.delete(folder))
    return making
  }
  return makeOnce
}

function unlessItExists(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}
