import { htmlOfText } from '@levee/domain'
import { decodedContentId } from '../mime/content-id.ts'
import { withLineFeeds } from '../mime/line-feeds.ts'
import { bodyBlocks, messageBody } from '../mime/message-body.ts'
import { partTree } from '../mime/part-tree.ts'
import type { MimePart } from '../mime/part-tree.ts'
import { writeAttribute, writeHtml } from './html-tree.ts'
import { lightHtml } from './light-html.ts'
import { linkTarget } from './link-target.ts'
import { parseHtml } from './parse-html.ts'
import type { Attributes, ElementRule } from './parse-html.ts'

/** `keepPictures`: its own are kept; else, as those of other hosts, what they are called. `lockLinks`: only their words stay. */
export type QuoteOptions = { keepPictures: boolean; lockLinks: boolean }

/** `pictures`: the parts that the HTML shows, each as `cid:part-` and its index. */
export type QuotedHtml = { html: string; pictures: number[] }

/** Characters of a mail that are quoted as they are laid out; longer ones are quoted as text. */
const LONGEST = 500_000

const TAGS = words(
  'a abbr b bdi bdo blockquote br caption cite code dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p pre q s samp small strike strong sub sup table tbody td tfoot th thead tr tt u ul var',
)
const TEXTLESS = words(
  'script style textarea option select title noscript noembed noframes iframe object applet svg math template xmp plaintext audio video canvas head',
)
/** Elements that stand on lines of their own, whatever they mean. */
const BLOCKS = words(
  'address article aside body center figure figcaption footer header main section',
)
const ATTRIBUTES = words('align border colspan dir lang rowspan start type')
const HIDDEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i
const BOLD = /(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)/i
const ITALIC = /(?:^|;)\s*font-style\s*:\s*italic/i

/**
 * The body of a message as it can be quoted in what somebody here writes: its words, lists, tables and links,
 * made anew from an allow-list, without styles and without anything that would be loaded from elsewhere.
 */
export function quotedHtml(raw: Buffer, options: QuoteOptions): QuotedHtml {
  const { html, files } = messageBody(partTree(withLineFeeds(raw)).root)
  const pictures = new Set<number>()
  const rule = quotingRule(files, pictures, options)
  let written = ''
  let left = LONGEST
  for (const { type, text } of bodyBlocks(html)) {
    if (text.length > left && type === 'plain') return { html: '', pictures: [] }
    const part = type === 'html' ? lightHtml(text, left) : text
    left -= part.length
    written += type === 'html' ? writeHtml(parseHtml(part, rule)) : htmlOfText(part)
  }
  return written.length > LONGEST
    ? { html: '', pictures: [] }
    : { html: written, pictures: [...pictures] }
}

function quotingRule(
  files: readonly MimePart[],
  pictures: Set<number>,
  { keepPictures, lockLinks }: QuoteOptions,
): ElementRule {
  return (name, attributes) => {
    if (TEXTLESS.has(name) || isHidden(attributes)) return 'drop'
    if (BLOCKS.has(name)) return { tag: 'div', attributes: '' }
    if (name === 'span') return emphasised(attributes['style'])
    if (name === 'img') return pictureElement(attributes, keepPictures ? files : [], pictures)
    if (!TAGS.has(name)) return 'unwrap'
    if (name !== 'a') return { tag: name, attributes: kept(attributes) }
    const target = linkTarget(attributes['href'])
    if (target === '' || lockLinks) return 'unwrap'
    return { tag: 'a', attributes: writeAttribute('href', target), says: target }
  }
}

/** What the sender hides from the reader, as lines that lists of mails are to show, is not quoted. */
function isHidden({ style = '', hidden }: Attributes): boolean {
  return hidden !== undefined || HIDDEN.test(style)
}

function emphasised(style = ''): ReturnType<ElementRule> {
  if (BOLD.test(style)) return { tag: 'strong', attributes: '' }
  return ITALIC.test(style) ? { tag: 'em', attributes: '' } : 'unwrap'
}

function kept(attributes: Attributes): string {
  let written = ''
  for (const [name, value] of Object.entries(attributes))
    if (ATTRIBUTES.has(name)) written += writeAttribute(name, value)
  return written
}

function pictureElement(
  { src = '', alt = '' }: Attributes,
  files: readonly MimePart[],
  pictures: Set<number>,
): ReturnType<ElementRule> {
  const wanted = /^cid:(.+)$/i.exec(src.trim())?.[1] ?? ''
  const ids = [wanted, decodedContentId(wanted)]
  const index = files.findIndex(({ contentId }) => contentId !== null && ids.includes(contentId))
  if (index < 0) return 'unwrap'
  pictures.add(index)
  const attributes = writeAttribute('src', `cid:part-${index}`) + writeAttribute('alt', alt)
  return { tag: 'img', attributes, says: alt }
}

function words(list: string): Set<string> {
  return new Set(list.split(' '))
}
