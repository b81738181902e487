import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORPORA, corpusFiles } from './corpora.ts'
import type { Oracle, TextPiece } from './oracle.ts'

const CORPUS = 'mime-zbateson'

/** `text` and `html` name the file with what the message says. */
type Entry = {
  From?: { email: string }
  Subject?: string
  text?: string
  html?: string
  attachments?: number
  signed?: object
}

const END = '.expected.json'

/** The messages of the corpus mime-zbateson, which does not count a detached signature (RFC 1847). */
export function zbateson(): Oracle[] {
  return corpusFiles(CORPUS, /\.expected\.json$/).map((file) => {
    const name = file.replace(END, '.txt')
    const entry: Entry = JSON.parse(readFileSync(join(CORPORA, CORPUS, file), 'utf8'))
    const { From: from, Subject: subject, attachments, signed } = entry
    const text = textOf(entry)
    return {
      corpus: CORPUS,
      name,
      raw: readFileSync(join(CORPORA, CORPUS, name)),
      ...(subject !== undefined && { subject }),
      ...(from !== undefined && { from: from.email }),
      ...(text && { text: [text] }),
      ...(attachments !== undefined && { attachments: attachments + (signed ? 1 : 0) }),
    }
  })
}

/** The texts that several messages share are kept in ISO-8859-1, and as plain text. */
function textOf({ text, html }: Entry): TextPiece | undefined {
  const file = text ?? html
  if (file === undefined) return undefined
  const content = readFileSync(join(CORPORA, CORPUS, 'files', file), 'latin1')
  return { form: text === undefined ? 'html' : 'plain', content }
}
