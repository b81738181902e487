import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { CORPORA, corpusFiles } from './corpora.ts'
import type { Oracle, TextPiece } from './oracle.ts'

const CORPUS = 'mime-zammad'

/** What Ruby wrote of a message, as far as it is judged. */
type Entry = {
  subject?: string
  from_email?: string
  body?: string
  content_type?: string
  attachments?: { filename: string; preferences?: Record<string, unknown> }[]
}

/** The messages of the corpus mime-zammad, as the help desk of that name reads them. */
export function zammad(): Oracle[] {
  return corpusFiles(CORPUS, /\.yml$/).map((file) => {
    const name = file.replace(/yml$/, 'box')
    const entry = entryOf(readFileSync(join(CORPORA, CORPUS, file), 'utf8'))
    const { subject, from_email: from, body, content_type: type, attachments } = entry
    return {
      corpus: CORPUS,
      name,
      raw: readFileSync(join(CORPORA, CORPUS, name)),
      ...(subject !== undefined && { subject }),
      ...(from !== undefined && { from }),
      ...(body !== undefined && { text: [textOf(body, type)] }),
      ...(attachments && { attachments: attachments.filter(isOfTheMessage).map(nameOf) }),
    }
  })
}

/** Ruby closes a quoted scalar at the beginning of a line, which YAML 1.2 (§7.3.2) does not allow. */
function entryOf(yaml: string): Entry {
  const indented = yaml.replaceAll(/^'$/gm, "      '")
  const entry: Entry = parse(indented, { schema: 'yaml-1.1', logLevel: 'error' })
  return entry
}

/** HTML after cleaning, also where the message has a plain text, unless its type says otherwise. */
function textOf(body: string, type: string | undefined): TextPiece {
  if (body.trim() === 'no visible content') return { form: 'plain', content: '' }
  const isHtml = type !== 'text/plain' && /<\/(?:p|div|b|span|a|td)>|<br>/.test(body)
  return { form: isHtml ? 'html' : 'plain', content: body }
}

type Attachment = NonNullable<Entry['attachments']>[number]

/** Not the HTML body, which that help desk files once more as an attachment of its own. */
function isOfTheMessage({ preferences }: Attachment): boolean {
  return !preferences?.['original-format']
}

/** A forwarded message is there named after its subject, which is nobody's file name. */
function nameOf({ filename, preferences }: Attachment): string | null {
  return preferences?.['Mime-Type'] === 'message/rfc822' ? null : filename
}
