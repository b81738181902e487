import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORPORA, corpusFiles } from './corpora.ts'
import { decodedWords, parameterOf } from './decode-header.ts'
import { readTree } from './mime4j-tree.ts'
import type { Part } from './mime4j-tree.ts'
import type { Oracle, TextPiece } from './oracle.ts'

const END = '_decoded.xml'

/**
 * The messages of the corpora mime-james and mime-mimetools, which tell the tree of parts. What a
 * multipart without any part shows is not told.
 */
export function mime4j(): Oracle[] {
  return ['mime-james', 'mime-mimetools'].flatMap((corpus) =>
    corpusFiles(corpus, /_decoded\.xml$/).map((file) =>
      oracleOf(corpus, file.slice(0, -END.length)),
    ),
  )
}

function oracleOf(corpus: string, name: string): Oracle {
  const path = join(CORPORA, corpus, name)
  const root = readTree(readFileSync(path + END, 'utf8'))
  const subject = root.fields.get('subject')
  const from = root.fields.get('from')
  const { texts, files } = contentOf(root)
  return {
    corpus,
    name: `${name}.msg`,
    raw: readFileSync(`${path}.msg`),
    ...(subject !== undefined && { subject: decodedWords(subject) }),
    ...(from !== undefined && { from: addressOf(from) }),
    ...(root.parts?.length !== 0 && { text: texts.map((part) => pieceOf(part, corpus)) }),
    attachments: files.map(nameOf),
  }
}

/** Enough for these corpora: what stands in angle brackets at the end, or the word with an @ in it. */
function addressOf(field: string): string {
  return /<([^<>]+)>\s*$/.exec(field)?.[1] ?? /\S+@\S+/.exec(field)?.[0] ?? ''
}

function nameOf({ fields }: Part): string | null {
  const disposition = parameterOf(fields.get('content-disposition'), 'filename')
  return disposition ?? parameterOf(fields.get('content-type'), 'name') ?? null
}

type Content = { texts: Part[]; files: Part[] }
type Surroundings = { multipart: string; isAlternative: boolean }

/** The texts and the files of a message, by the algorithm of RFC 8621 §4.1.4; of plain alternatives the first. */
function contentOf(root: Part): Content {
  const content: Content = { texts: [], files: [] }
  collect([root], { multipart: 'multipart/mixed', isAlternative: false }, content)
  return content
}

function collect(
  parts: Part[],
  { multipart, isAlternative }: Surroundings,
  content: Content,
): void {
  const before = content.texts.length
  const html: Part[] = []
  for (const [place, part] of parts.entries()) {
    if (part.parts && !part.message) {
      const alternative = isAlternative || part.type === 'multipart/alternative'
      collect(part.parts, { multipart: part.type, isAlternative: alternative }, content)
    } else if (!isBody(part, place, multipart)) content.files.push(part)
    else if (part.type === 'text/html' && isAlternative) html.push(part)
    else if (multipart !== 'multipart/alternative' || content.texts.length === before) {
      content.texts.push(part)
    }
  }
  if (content.texts.length === before) content.texts.push(...html)
}

function isBody(part: Part, place: number, multipart: string): boolean {
  const isAttached = /^\s*attachment/i.test(part.fields.get('content-disposition') ?? '')
  const isText = part.body !== undefined && /^text\/(?:plain|html)$/.test(part.type)
  const isNamedFile = multipart === 'multipart/related' || nameOf(part) !== null
  return isText && !isAttached && (place === 0 || !isNamedFile)
}

function pieceOf({ body = '', type, fields }: Part, corpus: string): TextPiece {
  const bytes = readFileSync(join(CORPORA, corpus, body))
  const charset = parameterOf(fields.get('content-type'), 'charset') ?? 'utf-8'
  const content = new TextDecoder(charset).decode(bytes)
  return { form: type === 'text/html' ? 'html' : 'plain', content }
}
