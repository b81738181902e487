import { cleanStyle } from './clean-style.ts'
import type { CleanStyle } from './clean-style.ts'
import { writeAttribute } from './html-tree.ts'
import type { MailNode } from './html-tree.ts'
import { linkTarget } from './link-target.ts'
import { parseHtml } from './parse-html.ts'
import type { Attributes, ElementRule } from './parse-html.ts'
import { groundStyle, pictureSource } from '../pictures/mail-pictures.ts'
import type { PictureSources, RemotePictures } from '../pictures/mail-pictures.ts'
import { quoteMark } from './quote-mark.ts'

/** HTML that neither runs nor loads anything from elsewhere, and what was found in it. */
export type SanitisedHtml = {
  nodes: MailNode[]
  pictures: RemotePictures
  /** The mail sets colours itself: it must be shown on the ground that it was made for. */
  coloured: boolean
}

const TAGS = words(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr',
)
/** Elements whose text is no text of the mail. */
const TEXTLESS = words(
  'script style textarea option select title noscript noembed noframes iframe object applet svg math template xmp plaintext audio video canvas',
)
const PLAIN_ATTRIBUTES = words(
  'align alt border cellpadding cellspacing color colspan dir face height hspace lang noshade nowrap reversed rowspan size start summary title type valign value vspace width',
)

const COLOUR_NAME = /^#?[a-z0-9]{1,30}$/i

/**
 * Cleans the HTML of one part of a mail by allow-lists. Links open elsewhere and tell nobody where from;
 * every element and every attribute is made anew, none is copied.
 * @param lockLinks whether links lead nowhere: struck through, they say where they would (mail-document.ts).
 */
export function sanitiseHtml(
  html: string,
  sources: PictureSources,
  lockLinks = false,
): SanitisedHtml {
  const pictures: RemotePictures = { images: new Set(), pixels: new Set() }
  const search = { found: pictures, sources }
  const styles = new Map<string, CleanStyle>() // newsletters repeat a few styles a thousand times
  let coloured = false
  const cleaned = (style: string): CleanStyle => {
    const known = styles.get(style)
    if (known) return known
    const clean = cleanStyle(style)
    styles.set(style, clean)
    return clean
  }
  const rule: ElementRule = (name, attributes) => {
    const tag = name === 'body' ? 'div' : name
    if (TEXTLESS.has(tag)) return 'drop'
    if (!TAGS.has(tag)) return 'unwrap'
    const style = cleaned(styleOf(attributes))
    coloured ||= style.coloured || attributes['color'] !== undefined
    let written = plainAttributes(attributes)
    const ground = style.ground ?? attributes['background']
    const css = ground ? withGround(style.style, groundStyle(ground, search)) : style.style
    if (css) written += writeAttribute('style', css)
    if (tag === 'a' && lockLinks)
      return { tag: 's', attributes: written + destination(attributes['href']) }
    if (tag === 'a') written += linkAttributes(attributes['href'])
    const source = tag === 'img' && pictureSource(attributes, style, search)
    if (source) written += writeAttribute('src', source)
    const mark = quoteMark(tag, attributes)
    return mark ? { tag, attributes: written, mark } : { tag, attributes: written }
  }
  return { nodes: parseHtml(html, rule), pictures, coloured }
}

function plainAttributes(attributes: Attributes): string {
  let written = ''
  for (const name of Object.keys(attributes)) {
    if (PLAIN_ATTRIBUTES.has(name)) written += writeAttribute(name, attributes[name] ?? '')
  }
  return written
}

function withGround(style: string, ground: string): string {
  return style && ground ? `${style};${ground}` : style + ground
}

/** The style attribute, with the older attribute for the ground's colour translated. */
function styleOf({ style = '', bgcolor }: Attributes): string {
  return bgcolor && COLOUR_NAME.test(bgcolor) ? `background-color:${bgcolor};${style}` : style
}

function destination(href: string | undefined): string {
  const target = linkTarget(href)
  return target && writeAttribute('data-destination', target)
}

function linkAttributes(href: string | undefined): string {
  const target = linkTarget(href)
  if (!target) return ''
  const elsewhere = writeAttribute('target', '_blank')
  return writeAttribute('href', target) + elsewhere + writeAttribute('rel', LINK_RELATION)
}

const LINK_RELATION = 'noopener noreferrer nofollow'

function words(list: string): Set<string> {
  return new Set(list.split(' '))
}
