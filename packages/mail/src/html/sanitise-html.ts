import sanitize from 'sanitize-html'
import { cleanStyle } from './clean-style.ts'
import type { CleanStyle } from './clean-style.ts'
import { limitDepth } from './limit-depth.ts'

/** HTML that neither runs nor loads anything, and what was taken from it. */
export type SanitisedHtml = {
  html: string
  /** Pictures on other hosts, left out. */
  blockedImages: number
  /** The mail sets colours itself: it must be shown on the ground that it was made for. */
  coloured: boolean
}

const TAGS =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  )
/** Elements whose text is no text of the mail. */
const TEXTLESS =
  'script style textarea option select title noscript noembed noframes iframe object applet svg math template xmp plaintext audio video canvas'.split(
    ' ',
  )
const PLAIN_ATTRIBUTES =
  'align alt border cellpadding cellspacing color colspan dir face height hspace lang noshade nowrap reversed rowspan size start summary title type valign value vspace width'.split(
    ' ',
  )

const LINK = /^(?:https?:\/\/|mailto:|tel:)/i
const PICTURE_DATA = /^data:image\/(?:png|gif|jpe?g|webp);base64,[a-z0-9+/=\s]*$/i
const CONTENT_ID = /^cid:(.+)$/i
const COLOUR_NAME = /^#?[a-z0-9]{1,30}$/i
/** Characters that browsers skip in URLs. */
const SKIPPED = /[\p{Cc}\s]+/gu

type Attributes = Record<string, string>

/**
 * Cleans the HTML of a mail by allow-lists. Links open elsewhere and tell nobody where from.
 * @param partUrl the URL of the part with this Content-ID, undefined when there is none.
 */
export function sanitiseHtml(
  html: string,
  partUrl: (contentId: string) => string | undefined,
): SanitisedHtml {
  const found = { blockedImages: 0, coloured: false }
  const styles = new Map<string, CleanStyle>() // newsletters repeat a few styles a thousand times
  const cleaned = (style: string): CleanStyle => {
    const known = styles.get(style) ?? cleanStyle(style)
    styles.set(style, known)
    return known
  }
  const transform = (tagName: string, attributes: Attributes): sanitize.Tag => {
    const attribs: Attributes = {}
    for (const name of PLAIN_ATTRIBUTES) {
      const value = attributes[name]
      if (value !== undefined) attribs[name] = value
    }
    const { style, coloured } = cleaned(styleOf(attributes))
    if (style) attribs['style'] = style
    found.coloured ||= coloured || attributes['color'] !== undefined
    if (attributes['background'] !== undefined) found.blockedImages++
    if (tagName === 'a') Object.assign(attribs, linkAttributes(attributes['href']))
    if (tagName === 'img') {
      const source = pictureSource(attributes, partUrl)
      if (source) attribs['src'] = source
      else if (isRemotePicture(attributes)) found.blockedImages++
    }
    return { tagName: tagName === 'body' ? 'div' : tagName, attribs }
  }
  const result = sanitize(limitDepth(html), {
    ...POLICY,
    transformTags: { '*': transform },
  })
  return { html: result, ...found }
}

const POLICY: sanitize.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    '*': [...PLAIN_ATTRIBUTES, 'style'],
    a: ['href', 'target', 'rel'],
    img: ['src'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: TEXTLESS,
  parseStyleAttributes: false, // cleanStyle did it
  enforceHtmlBoundary: false,
}

/** The style attribute, with the older attribute for the ground's colour translated. */
function styleOf({ style = '', bgcolor }: Attributes): string {
  return bgcolor && COLOUR_NAME.test(bgcolor) ? `background-color:${bgcolor};${style}` : style
}

function linkAttributes(href = ''): Attributes {
  const target = href.replace(SKIPPED, (skipped) => (/^ +$/.test(skipped) ? '%20' : '')).trim()
  if (!LINK.test(target)) return {} // also relative ones, which would lead into Levee itself
  return { href: target, target: '_blank', rel: 'noopener noreferrer nofollow' }
}

function pictureSource(
  { src = '' }: Attributes,
  partUrl: (contentId: string) => string | undefined,
): string | undefined {
  const source = src.replace(SKIPPED, '')
  if (PICTURE_DATA.test(source)) return source
  const contentId = CONTENT_ID.exec(source)?.[1]
  return contentId && partUrl(contentId)
}

function isRemotePicture({ src = '', srcset = '' }: Attributes): boolean {
  return srcset !== '' || (src.trim() !== '' && !CONTENT_ID.test(src.trim()))
}
