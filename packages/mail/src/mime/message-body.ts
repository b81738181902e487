import { decodeText } from './charset.ts'
import { unfoldFlowed } from './flowed-text.ts'
import { decodedBody, encodedBody, leaves } from './part-tree.ts'
import type { MimePart } from './part-tree.ts'
import { isNoBase64 } from './transfer-encoding.ts'

/** A piece of what a reader sees, in reading order. */
export type BodyBlock = { type: 'plain' | 'html'; text: string }

/** The parts that are shown as text, those shown as HTML, and the files. */
export type MessageBody = { plain: MimePart[]; html: MimePart[]; files: MimePart[] }

type Found = { plain: MimePart[] | undefined; html: MimePart[] | undefined }

/**
 * Which parts are the body and which are files, by the algorithm of RFC 8621 §4.1.4. Of parts that say
 * the same in several ways the plain and the HTML one are both found; whatever is neither is a file.
 */
export function messageBody(root: MimePart): MessageBody {
  const plain: MimePart[] = []
  const html: MimePart[] = []
  collect([root], 'mixed', { plain, html })
  const shown = new Set([...plain, ...html].filter(isText))
  return {
    plain: plain.filter(isText),
    html: html.filter(isText),
    files: leaves(root).filter((part) => !shown.has(part)),
  }
}

/** The texts of some parts of the body, each decoded when it is asked for. */
export function* bodyBlocks(parts: readonly MimePart[]): Generator<BodyBlock, void> {
  for (const part of parts)
    yield { type: part.type === 'text/html' ? 'html' : 'plain', text: partText(part) }
}

const texts = new WeakMap<MimePart, string>()

/** The text of one part, decoded, and unfolded when it is "flowed" (RFC 3676); that is done once. */
export function partText(part: MimePart): string {
  const text = texts.get(part) ?? readText(part)
  texts.set(part, text)
  return text
}

function readText(part: MimePart): string {
  const isText = part.encoding === 'base64' && isNoBase64(encodedBody(part))
  const bytes = isText ? encodedBody(part) : decodedBody(part)
  const text = decodeText(bytes, part.contentType.parameter('charset'))
  const isFlowed = part.contentType.parameter('format')?.toLowerCase() === 'flowed'
  if (part.type !== 'text/plain' || !isFlowed) return text
  return unfoldFlowed(text, part.contentType.parameter('delsp')?.toLowerCase() === 'yes')
}

/** The name of a part as its sender wrote it, '' when there is none. */
export function partName({ disposition, contentType }: MimePart, charset?: string): string {
  return disposition.parameter('filename', charset) || contentType.parameter('name', charset) || ''
}

function isText({ type }: MimePart): boolean {
  return type === 'text/plain' || type === 'text/html'
}

function isInlineMedia({ type }: MimePart): boolean {
  return /^(?:image|audio|video)\//.test(type)
}

function isInline(part: MimePart, place: number, within: string): boolean {
  if (part.disposition.value === 'attachment') return false
  if (!isText(part) && !isInlineMedia(part)) return false
  return place === 0 || (within !== 'related' && (isInlineMedia(part) || !partName(part)))
}

/** The parts of a multipart; of a "related" one its root comes first, wherever it stands (RFC 2387 §3.2). */
function rootFirst({ type, children, contentType }: MimePart): MimePart[] {
  if (type !== 'multipart/related') return children
  const canBeRoot = children.filter((part) => isText(part) || part.children.length > 0)
  const start = contentType.parameter('start')?.replace(/^<|>$/g, '')
  const root = canBeRoot.find(({ contentId }) => contentId !== null && contentId === start)
  const first = root ?? canBeRoot[0]
  return first ? [first, ...children.filter((part) => part !== first)] : children
}

/** RFC 8621's parseStructure; `found.plain` or `found.html` is given up inside of an alternative. */
function collect(
  parts: readonly MimePart[],
  within: string,
  found: Found,
  inAlternative = false,
): void {
  const [plainBefore, htmlBefore] = [found.plain?.length ?? -1, found.html?.length ?? -1]
  for (const [place, part] of parts.entries()) {
    if (part.type.startsWith('multipart/') && part.children.length > 0) {
      const subtype = part.type.slice('multipart/'.length)
      const isAlternative = inAlternative || subtype === 'alternative'
      collect(rootFirst(part), subtype, { ...found }, isAlternative)
    } else if (isInline(part, place, within)) {
      if (within === 'alternative') {
        if (part.type === 'text/plain') found.plain?.push(part)
        else if (part.type === 'text/html') found.html?.push(part)
        continue
      }
      if (inAlternative) {
        if (part.type === 'text/plain') found.html = undefined
        if (part.type === 'text/html') found.plain = undefined
      }
      found.plain?.push(part)
      found.html?.push(part)
    }
  }
  if (within === 'alternative' && found.plain && found.html) {
    const isPlainMissing = found.plain.length === plainBefore
    const isHtmlMissing = found.html.length === htmlBefore
    if (isPlainMissing && !isHtmlMissing) found.plain.push(...found.html.slice(htmlBefore))
    if (isHtmlMissing && !isPlainMissing) found.html.push(...found.plain.slice(plainBefore))
  }
}
