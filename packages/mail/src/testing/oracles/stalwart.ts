import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORPORA, corpusFiles } from './corpora.ts'
import type { Oracle, TextPiece } from './oracle.ts'

const CORPUS = 'mime-stalwart'

type Addresses = { address: string | null }[]
type ContentType = {
  c_type: string
  c_subtype?: string | null
  attributes: { name: string; value: string }[] | null
}
type HeaderValue = {
  Text?: string
  Address?: { List?: Addresses; Group?: { addresses: Addresses }[] }
  ContentType?: ContentType
}
type Part = {
  headers: { name: string | object; value: HeaderValue | 'Empty' }[]
  is_encoding_problem: boolean
  body: { Text?: string; Html?: string }
}
type Parsed = { parts: Part[]; text_body: number[]; attachments: number[] }

/** The messages of the corpus mime-stalwart, read by the rules of JMAP (RFC 8621 §4.1.4). */
export function stalwart(): Oracle[] {
  return corpusFiles(CORPUS, /^(?!fields).+\/.+\.json$/).map((file) => {
    const path = join(CORPORA, CORPUS, file)
    const name = file.replace(/json$/, 'eml')
    const parsed: Parsed = JSON.parse(readFileSync(path, 'utf8'))
    const { parts, text_body: body, attachments } = parsed
    const [root] = parts
    const subject = root && field(root, 'subject')?.Text
    const from = root && fromOf(root)
    const texts = parts.filter((part, place) => body.includes(place) || isBrokenText(part))
    return {
      corpus: CORPUS,
      name,
      raw: readFileSync(join(CORPORA, CORPUS, name)),
      ...(subject !== undefined && { subject }),
      ...(from !== undefined && { from }),
      text: texts.flatMap(textOf),
      attachments: parts
        .filter((part, place) => attachments.includes(place) && !isBrokenText(part))
        .map((part) => nameOf(part) ?? null),
    }
  })
}

function field(part: Part, name: string): HeaderValue | undefined {
  const value = part.headers.find((header) => header.name === name)?.value
  return value === 'Empty' ? undefined : value
}

function fromOf(root: Part): string | undefined {
  const { List, Group } = field(root, 'from')?.Address ?? {}
  const addresses = List ?? Group?.flatMap((group) => group.addresses)
  return addresses?.[0]?.address ?? undefined
}

function textOf(part: Part): TextPiece[] {
  if (part.body.Text !== undefined) return [{ form: 'plain', content: part.body.Text }]
  if (part.body.Html !== undefined) return [{ form: 'html', content: part.body.Html }]
  return [] // an inline picture
}

/**
 * A text that ends without its delimiter, or is not encoded as it says, is an attachment there; by
 * the rules of JMAP it is body unless it is named or said to be an attachment.
 */
function isBrokenText(part: Part): boolean {
  const type = field(part, 'content_type')?.ContentType
  const isPlain = type === undefined || (type.c_type === 'text' && type.c_subtype === 'plain')
  const isAttached = field(part, 'content_disposition')?.ContentType?.c_type === 'attachment'
  const isText = part.body.Text !== undefined && isPlain
  return part.is_encoding_problem && isText && !isAttached && nameOf(part) === undefined
}

function nameOf(part: Part): string | undefined {
  const disposition = parameter(part, 'content_disposition', 'filename')
  return disposition ?? parameter(part, 'content_type', 'name')
}

function parameter(part: Part, header: string, name: string): string | undefined {
  const { attributes } = field(part, header)?.ContentType ?? {}
  return attributes?.find((attribute) => attribute.name === name)?.value
}
