import { access, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const MARK = 'demo-is-being-filled'

/** Marks the data directory as half-filled, until `endFilling`. */
export async function beginFilling(dataDir: string): Promise<void> {
  await writeFile(join(dataDir, MARK), '')
}

export async function endFilling(dataDir: string): Promise<void> {
  await rm(join(dataDir, MARK))
}

/** Whether a run was ended before everything was there. */
export function isHalfFilled(dataDir: string): Promise<boolean> {
  return access(join(dataDir, MARK)).then(
    () => true,
    () => false,
  )
}
