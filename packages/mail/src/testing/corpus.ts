import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../../shared/corpora')

/** A folder of the corpora; `isThere` is false where they are not installed, and one line says so. */
export function corpus(name: string): { path: string; isThere: boolean } {
  const path = join(CORPORA, name)
  const isThere = existsSync(path)
  if (!isThere) process.stderr.write(`Skipped: there is no corpus ${name} (LEVEE_CORPORA).\n`)
  return { path, isThere }
}

/** A file of the corpora that holds a list of cases, as JSON: an empty list where it is not installed. */
export function corpusCases(name: string, file: string): string {
  const { path, isThere } = corpus(name)
  return isThere ? readFileSync(join(path, file), 'utf8') : '[]'
}
