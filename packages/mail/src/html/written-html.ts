import { writeAttribute, writeHtml } from './html-tree.ts'
import { linkTarget } from './link-target.ts'
import { parseHtml } from './parse-html.ts'
import type { Attributes, ElementRule } from './parse-html.ts'
import { textOfHtml } from './text-of-html.ts'

/**
 * What somebody here wrote. `pictures`: the uploads that it shows; `missing`: the variables that nobody
 * has filled in yet.
 */
export type WrittenHtml = { html: string; text: string; pictures: string[]; missing: string[] }

/**
 * `draft`: it will be written on, so parts, variables and pictures stay what the editor knows.
 * `mail`: it leaves, and a picture is known by its Content-ID; one that has none is left out.
 */
export type WrittenFor = { kind: 'draft' } | { kind: 'mail'; contentIds: Record<string, string> }

const TAGS = words(
  'a abbr address b bdi bdo blockquote br caption center cite code dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr',
)
const TEXTLESS = words(
  'script style textarea option select title noscript noembed noframes iframe object applet svg math template xmp plaintext audio video canvas head',
)
const PLAIN_ATTRIBUTES = words('align border colspan dir lang rowspan start title type')
const PARTS = words('quotation signature')
const UPLOAD = /^cid:([0-9a-f-]{36})$/i
const PIXELS = /^\d{1,4}$/
const VARIABLE = /^[\p{L}\p{N}_.-]{1,100}$/u
/** Few programs draw anything beside a quotation by themselves. */
const QUOTE_STYLE = 'margin:0 0 0 2px;border-left:2px solid #b9b6ae;padding-left:12px'

/**
 * Cleans HTML that is to leave, or to be shown to colleagues, by allow-lists: no styles, no scripts,
 * nothing from other hosts. Every element is made anew. Its plain text comes with it (RFC 2046 §5.1.4).
 */
export function writtenHtml(html: string, purpose: WrittenFor): WrittenHtml {
  const pictures = new Set<string>()
  const missing = new Set<string>()
  const rule: ElementRule = (name, attributes) => {
    const tag = name === 'body' ? 'div' : name
    if (TEXTLESS.has(tag)) return 'drop'
    if (!TAGS.has(tag)) return 'unwrap'
    let written = plainAttributes(attributes)
    if (tag === 'a') return linkElement(attributes, written)
    if (tag === 'img') return pictureElement(attributes, purpose, pictures)
    const part = attributes['data-levee-part'] ?? ''
    const variable = tag === 'span' ? variableName(attributes) : undefined
    if (variable !== undefined && !attributes['data-levee-value']) missing.add(variable)
    if (purpose.kind === 'draft') {
      if (tag === 'div' && PARTS.has(part)) written += writeAttribute('data-levee-part', part)
      if (variable !== undefined) written += variableAttributes(variable, attributes)
    } else if (tag === 'blockquote') written += writeAttribute('style', QUOTE_STYLE)
    return part === 'signature'
      ? { tag, attributes: written, mark: 'signature' }
      : { tag, attributes: written }
  }
  const nodes = parseHtml(html, rule)
  return {
    html: writeHtml(nodes),
    text: textOfHtml(nodes),
    pictures: [...pictures],
    missing: [...missing],
  }
}

function plainAttributes(attributes: Attributes): string {
  let written = ''
  for (const [name, value] of Object.entries(attributes))
    if (PLAIN_ATTRIBUTES.has(name)) written += writeAttribute(name, value)
  return written
}

function linkElement(attributes: Attributes, written: string): ReturnType<ElementRule> {
  const target = linkTarget(attributes['href'])
  if (target === '') return 'unwrap'
  return { tag: 'a', attributes: written + writeAttribute('href', target), says: target }
}

function pictureElement(
  attributes: Attributes,
  purpose: WrittenFor,
  pictures: Set<string>,
): ReturnType<ElementRule> {
  const upload = UPLOAD.exec(attributes['src'] ?? '')?.[1]?.toLowerCase()
  if (upload === undefined) return 'unwrap'
  pictures.add(upload)
  const contentId = purpose.kind === 'draft' ? upload : purpose.contentIds[upload]
  if (contentId === undefined) return 'unwrap'
  const alt = attributes['alt'] ?? ''
  let written = writeAttribute('src', `cid:${contentId}`) + writeAttribute('alt', alt)
  for (const name of ['width', 'height']) {
    const size = attributes[name] ?? ''
    if (PIXELS.test(size)) written += writeAttribute(name, size)
  }
  return { tag: 'img', attributes: written, says: alt }
}

function variableName(attributes: Attributes): string | undefined {
  const name = attributes['data-levee-variable'] ?? ''
  return VARIABLE.test(name) ? name : undefined
}

function variableAttributes(name: string, attributes: Attributes): string {
  const value = attributes['data-levee-value'] ?? ''
  const written = writeAttribute('data-levee-variable', name)
  return value === '' ? written : written + writeAttribute('data-levee-value', value)
}

function words(list: string): Set<string> {
  return new Set(list.split(' '))
}
