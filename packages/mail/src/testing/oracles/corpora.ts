import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where the corpora of other people's messages are; the folder may be missing. */
export const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../../../shared/corpora')

/** The files of a corpus whose path below it matches, in order; none where the corpus is missing. */
export function corpusFiles(corpus: string, pattern: RegExp): string[] {
  const directory = join(CORPORA, corpus)
  if (!existsSync(directory)) return []
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .toSorted()
}
