import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * How a mail's pictures on other hosts are asked for through us: the path of our proxy, until when
 * (seconds since 1970), and a key that is good for the pictures of this one message.
 */
export type PictureProxy = { path: string; key: string; expires: number }

/** An address of a picture, as our proxy was asked for it. */
export type SignedPicture = { url: string; expires: number; signature: string }

/** The address at which our proxy gives this picture; only who has the key can write one. */
export function proxiedPicture(url: string, { path, key, expires }: PictureProxy): string {
  const signature = sign(key, url, expires).toString('base64url')
  const encoded = encodeURIComponent(url).replace(/['()*!]/g, percentEncoded) // it may stand in CSS
  return `${path}?url=${encoded}&expires=${expires}&signature=${signature}`
}

/** Whether a picture's address was written with this key, and is not older than it may be. */
export function isSignedPicture(
  { url, expires, signature }: SignedPicture,
  key: string,
  now: Date,
): boolean {
  const given = Buffer.from(signature, 'base64url')
  const right = sign(key, url, expires)
  if (given.length !== right.length || !timingSafeEqual(given, right)) return false
  return now.getTime() < expires * 1000
}

/** The address of a picture on another host, written out; undefined for anything else. */
export function remoteAddress(source: string): string | undefined {
  if (source.includes('\\')) return undefined // programs do not agree which host that names
  const absolute = source.startsWith('//') ? `https:${source}` : source
  return /^https?:\/\//i.test(absolute) ? URL.parse(absolute)?.href : undefined
}

function sign(key: string, url: string, expires: number): Buffer {
  return createHmac('sha256', key).update(`${expires}\n${url}`).digest()
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
