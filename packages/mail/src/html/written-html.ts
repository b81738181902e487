import { writeAttribute, writeHtml } from './html-tree.ts'
import { type ElementRule, parseHtml } from './parse-html.ts'

const TAGS = new Set(
  'a b blockquote br code div em h1 h2 h3 hr i li ol p s span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
)
/** Elements whose text nobody wrote to be read. */
const TEXTLESS = new Set(
  'script style textarea option select title noscript noembed noframes iframe object applet svg math template xmp plaintext audio video canvas head'.split(
    ' ',
  ),
)
const LINK = /^(?:https?:\/\/|mailto:|tel:)/i
const CONTROLS = /[\p{Cc}\s]+/gu

/**
 * What people here write to be sent, by an allow-list: paragraphs, lists, emphasis, tables and links. Neither
 * styles nor pictures stay, nor anything that runs or loads.
 */
export function cleanWrittenHtml(html: string): string {
  return writeHtml(parseHtml(html, rule)).trim()
}

const rule: ElementRule = (name, attributes) => {
  if (TEXTLESS.has(name)) return 'drop'
  if (!TAGS.has(name)) return 'unwrap'
  if (name !== 'a') return { tag: name, attributes: '' }
  const target = (attributes['href'] ?? '').replaceAll(CONTROLS, '')
  return LINK.test(target) ? { tag: name, attributes: writeAttribute('href', target) } : 'unwrap'
}
