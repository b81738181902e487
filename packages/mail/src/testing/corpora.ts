import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where other people's test messages are, none of which are part of this project. */
export const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../../shared/corpora')

/** Whether a file of the corpora is there; says on one line when it is not. */
export function hasCorpus(path: string): boolean {
  const isThere = existsSync(join(CORPORA, path))
  if (!isThere)
    process.stderr.write(`No corpus at ${join(CORPORA, path)}: its tests are skipped.\n`)
  return isThere
}

/** A file of the corpora. */
export function corpusFile(path: string): Buffer {
  return readFileSync(join(CORPORA, path))
}

/** The cases of a JSON file of the corpora, none when it is not there. */
export function corpusCases<Case>(path: string): Case[] {
  return hasCorpus(path) ? JSON.parse(corpusFile(path).toString()) : []
}

/** The raw messages of each corpus whose name begins so, as its corpus.json names them. */
export function corpusMessages(...beginnings: string[]): { path: string; raw: Buffer }[] {
  if (!hasCorpus('')) return []
  return readdirSync(CORPORA)
    .filter((name) => beginnings.some((beginning) => name.startsWith(beginning)))
    .filter((name) => existsSync(join(CORPORA, name, 'corpus.json')))
    .flatMap(messagesOf)
}

function messagesOf(corpus: string): { path: string; raw: Buffer }[] {
  const { messages } = JSON.parse(corpusFile(join(corpus, 'corpus.json')).toString())
  if (!messages) return []
  const pattern = new RegExp(messages)
  return readdirSync(join(CORPORA, corpus), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['corpus.json', 'README.md'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(CORPORA.length + 1))
    .filter((path) => pattern.test(path.slice(corpus.length + 1)))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((path) => ({ path, raw: corpusFile(path) }))
}
