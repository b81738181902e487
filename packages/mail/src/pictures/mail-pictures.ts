import type { CleanStyle } from '../html/clean-style.ts'
import type { Attributes } from '../html/parse-html.ts'
import { proxiedPicture, remoteAddress } from './remote-picture.ts'
import type { PictureProxy } from './remote-picture.ts'

/** Where the pictures of a mail may come from. */
export type PictureSources = {
  /** The URL of the part with this Content-ID, undefined when there is none. */
  partUrl: (contentId: string) => string | undefined
  /** Pictures on other hosts come through it; without it they are left out. */
  proxy?: PictureProxy | undefined
}

/** The pictures on other hosts that a mail names, each address once. */
export type RemotePictures = {
  images: Set<string>
  /** Invisible: they are there to tell the sender that the mail was opened, and are never fetched. */
  pixels: Set<string>
}

const PICTURE_DATA = /^data:image\/(?:png|gif|jpe?g|webp);base64,[a-z0-9+/=\s]*$/i
const CONTENT_ID = /^cid:(.+)$/i
/** Characters that browsers skip in URLs. */
export const SKIPPED = /[\p{Cc}\s]+/gu

/** The `src` of a picture as it may be shown, undefined when it may not. */
export function pictureSource(
  attributes: Attributes,
  style: CleanStyle,
  { found, sources }: { found: RemotePictures; sources: PictureSources },
): string | undefined {
  const source = (attributes['src'] || firstCandidate(attributes['srcset'])).replace(SKIPPED, '')
  if (PICTURE_DATA.test(source)) return source
  const contentId = CONTENT_ID.exec(source)?.[1]
  if (contentId) return sources.partUrl(contentId)
  const address = remoteAddress(source)
  if (address === undefined) return undefined
  if (isInvisible(attributes, style)) return void found.pixels.add(address)
  found.images.add(address)
  return sources.proxy && proxiedPicture(address, sources.proxy)
}

/** The picture behind the text, as a declaration; '' when it is not to be shown. */
export function groundStyle(
  source: string,
  { found, sources }: { found: RemotePictures; sources: PictureSources },
): string {
  const contentId = CONTENT_ID.exec(source.trim())?.[1]
  const address = remoteAddress(source.replace(SKIPPED, ''))
  if (address !== undefined) found.images.add(address)
  const shown = contentId
    ? sources.partUrl(contentId)
    : address && sources.proxy && proxiedPicture(address, sources.proxy)
  return shown ? `background-image:url("${shown}")` : '' // both encode what could end the string
}

function firstCandidate(srcset = ''): string {
  return /[^\s,]\S*/.exec(srcset)?.[0].replace(/,$/, '') ?? ''
}

function isInvisible(
  { width = '', height = '' }: Attributes,
  { style, hidden }: CleanStyle,
): boolean {
  const across = pixels(WIDTH.exec(style)?.[1] ?? width)
  const down = pixels(HEIGHT.exec(style)?.[1] ?? height)
  return hidden || across === 0 || down === 0 || (across <= 2 && down <= 2)
}

const WIDTH = /(?:^|;)(?:max-)?width:([^;!]*)/
const HEIGHT = /(?:^|;)(?:max-)?height:([^;!]*)/

/** A size as a number of pixels; any other is a size that is seen. */
function pixels(value: string): number {
  return /^\s*\d+\s*(?:px)?\s*$/i.test(value) ? Number.parseInt(value, 10) : Infinity
}
