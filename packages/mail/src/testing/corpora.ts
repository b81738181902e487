import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CORPORA, corpusFiles } from './oracles/corpora.ts'

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

/** The paths of the raw messages of a corpus, as its corpus.json names them. */
export function corpusMessages(corpus: string): string[] {
  if (!hasCorpus(join(corpus, 'corpus.json'))) return []
  const { messages } = JSON.parse(corpusFile(join(corpus, 'corpus.json')).toString())
  const isMessage = new RegExp(messages ?? '^$')
  return corpusFiles(corpus, isMessage)
    .filter((path) => !['corpus.json', 'README.md'].includes(path))
    .map((path) => join(corpus, path))
    .filter((path) => statSync(join(CORPORA, path)).isFile())
}
