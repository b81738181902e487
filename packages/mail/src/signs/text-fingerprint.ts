import { createHash } from 'node:crypto'

/** Characters that are compared: what a campaign changes stands at the end, or is a number. */
const COMPARED = 1_000
/** Letters that make a text recognisable. */
const SHORTEST = 80

/**
 * The same for mails that say the same: without addresses, links, numbers, case and layout, by which the
 * mails of a campaign differ. Null for a text that is too short to be told from another one.
 */
export function textFingerprint(text: string): string | null {
  const words = text
    .slice(0, COMPARED * 4)
    .toLowerCase()
    .replaceAll(/\S*(?:@|:\/\/|www\.)\S*/g, ' ')
    .replaceAll(/[^\p{L}\s]+/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, COMPARED)
  if (words.length < SHORTEST) return null
  return createHash('sha256').update(words).digest('base64url').slice(0, 22)
}
