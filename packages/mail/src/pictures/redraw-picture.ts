import { PublicFetchError } from '../network/public-url.ts'

/** A picture that we drew ourselves from what was sent. */
export type Picture = { contentType: 'image/png' | 'image/jpeg' | 'image/webp'; content: Buffer }

/** Pixels, of all frames together: 25 MP take 100 MB while they are drawn. */
const MOST_PIXELS = 25_000_000
/** Pixels along a side: twice the widest frame that a mail is shown in. */
const LONGEST_SIDE = 2_000
const SECONDS = 10

let library: ReturnType<typeof loadLibrary> | undefined

/**
 * Loads the library when the first picture comes: it takes memory that most processes never need. Only
 * what pictures in mails are made of is ever decoded: no SVG, no PDF, no TIFF, no HEIF.
 */
async function loadLibrary() {
  const { default: sharp } = await import('sharp')
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((format) => `VipsForeignLoad${format}Buffer`),
  })
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}

type Format = 'png' | 'jpeg' | 'gif' | 'webp'

/**
 * Decodes a picture and draws it anew: nothing that the sender put beside its pixels (metadata, another
 * file behind it, a flaw of some decoder) reaches a browser. What it is is told by its bytes alone.
 * @throws {PublicFetchError} `unusable` when it is no picture, or one of more pixels than are drawn.
 */
export async function redrawPicture(
  bytes: Buffer,
  { longestSide = LONGEST_SIDE }: { longestSide?: number } = {},
): Promise<Picture> {
  const format = formatOf(bytes)
  if (!format) throw new PublicFetchError('unusable', 'This is no PNG, JPEG, GIF or WebP picture.')
  try {
    const moves = format === 'gif' || format === 'webp'
    return await draw(bytes, { format, moves, longestSide }).catch((error: unknown) => {
      if (moves) return draw(bytes, { format, moves: false, longestSide }) // the first frame of too many
      throw error
    })
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new PublicFetchError('unusable', `This picture cannot be drawn: ${message}`, { cause })
  }
}

async function draw(
  bytes: Buffer,
  { format, moves, longestSide }: { format: Format; moves: boolean; longestSide: number },
): Promise<Picture> {
  library ??= loadLibrary()
  const sharp = await library
  const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, animated: moves, failOn: 'error' })
    .timeout({ seconds: SECONDS })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
  if (format === 'jpeg')
    return { contentType: 'image/jpeg', content: await image.jpeg().toBuffer() }
  if (format === 'png') return { contentType: 'image/png', content: await image.png().toBuffer() }
  return { contentType: 'image/webp', content: await image.webp({ effort: 2 }).toBuffer() }
}

/** The format that the first bytes belong to; no more than these few is looked for. */
function formatOf(bytes: Buffer): Format | undefined {
  const magic = bytes.toString('latin1', 0, 12)
  if (magic.startsWith('\x89PNG\r\n\x1A\n')) return 'png'
  if (magic.startsWith('\xFF\xD8\xFF')) return 'jpeg'
  if (/^GIF8[79]a/.test(magic)) return 'gif'
  return /^RIFF[\s\S]{4}WEBP/.test(magic) ? 'webp' : undefined
}
