import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Where other people's attacks are; the folder may be missing. */
export const CORPORA =
  process.env['LEVEE_CORPORA'] ?? path.join(import.meta.dirname, '../../../../../shared/corpora')

/** One attack, and the part of a mail that it stands in. */
export type Vector = { name: string; place: string; input: string }

/** Every attack of the HTML corpora, in order; none where the corpora are missing. */
export function allVectors(): Vector[] {
  if (!existsSync(CORPORA)) return []
  return readdirSync(CORPORA)
    .filter((corpus) => corpus.startsWith('html-'))
    .toSorted()
    .flatMap((corpus) => [...listedVectors(corpus), ...fileVectors(corpus)])
}

/** All of them for `npm run test:corpora`, else so many, spread over all corpora. */
export function chosenVectors(sample: number): Vector[] {
  const all = allVectors()
  if (process.env['LEVEE_WHOLE_CORPORA']) return all
  const step = Math.max(1, Math.ceil(all.length / sample))
  const isOfMail = ({ name, place }: Vector) => name.includes('mailcve') && place === 'html'
  return all.filter((vector, index) => index % step === 0 || isOfMail(vector))
}

/** The HTML of attacks that are HTML, in batches. */
export function batches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}

function listedVectors(corpus: string): Vector[] {
  const file = path.join(CORPORA, corpus, 'vectors.json')
  if (!existsSync(file)) return []
  const entries: { input: string; place?: string }[] = JSON.parse(readFileSync(file, 'utf8'))
  return entries.map(({ input, place = 'html' }, index) => ({
    name: `${corpus} ${index}`,
    place,
    input,
  }))
}

/** Corpora of files: each is one attack. */
function fileVectors(corpus: string): Vector[] {
  const directory = path.join(CORPORA, corpus)
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:test|html|svg)$/.test(name))
    .toSorted()
    .map((name) => ({
      name: `${corpus} ${name}`,
      place: 'html',
      input: readFileSync(path.join(directory, name), 'utf8'),
    }))
}
