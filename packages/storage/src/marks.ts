import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Names that are marked, each by an empty file; they outlive the process, not a power cut. */
export type Marks = {
  /** Marks a name in one call of the system, which waits for nobody and wakes nobody. @throws where it is marked. */
  make(name: string): void
  has(name: string): boolean
  /** Also where there is no such mark. */
  remove(name: string): void
}

/** Opens the marks in a folder, which is made where it is missing. */
export function openMarks(folder: string): Marks {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    make: (name) => closeSync(openSync(join(folder, name), 'wx', 0o600)),
    has: (name) => existsSync(join(folder, name)),
    remove: (name) => rmSync(join(folder, name), { force: true }),
  }
}
