import { createHash, createHmac } from 'node:crypto'
import type { HtmlOptions, MessageReader } from '@levee/mail'
import { type BoundedCache, createBoundedCache } from './bounded-cache.ts'

/** The HTML of a message, ready to be shown, with its fingerprint. */
export type ShownHtml = { html: Buffer; etag: string }

export type Theme = 'light' | 'dark'

/** How a reader wants to see a message. */
export type HtmlView = {
  id: string
  theme: Theme | undefined
  images: 'blocked' | 'shown'
  locale: 'fr' | 'en'
}

export type HtmlCache = BoundedCache<ShownHtml>

/** The one word of ours in the document of a mail. */
const FOLDED = { fr: '••• Texte cité', en: '••• Quoted text' }

const MOST_BYTES = 16_000_000 // some hundred mails
const DAY = 86_400 // seconds

/** Remembers the HTML that was shown last, so that a second look costs nothing. */
export function createHtmlCache(): HtmlCache {
  return createBoundedCache(MOST_BYTES, ({ html }) => html.length)
}

/** The key that signs the addresses of one message's pictures: with it no other message's can be. */
export function imageKey(key: Buffer, messageId: string): string {
  return createHmac('sha256', key).update(messageId).digest('base64url')
}

/** The day that an instant belongs to, as the addresses of pictures count them. */
export function pictureDay(now: Date): number {
  return Math.floor(now.getTime() / 1000 / DAY)
}

/**
 * How the HTML of a message is made for this view. Addresses of pictures are good until the end of the
 * day after `today`, and the same all day, so that browsers keep what they point to. A suspicious message
 * opens no link and shows no picture of elsewhere, whoever asks for it.
 */
export function htmlOptions(
  view: HtmlView,
  key: Buffer,
  { today, isSuspicious }: { today: number; isSuspicious: boolean },
): HtmlOptions {
  const path = `/api/v1/messages/${view.id}`
  const proxy = {
    path: `${path}/images`,
    key: imageKey(key, view.id),
    expires: (today + 2) * DAY,
  }
  return {
    partUrl: `${path}/attachments/{index}`,
    fold: { text: FOLDED[view.locale], language: view.locale },
    ...(view.theme && { theme: view.theme }),
    ...(isSuspicious ? { lockLinks: true } : view.images === 'shown' && { proxy }),
  }
}

/** Cleans the HTML of a message in the reader's thread. */
export async function readHtml(
  reader: MessageReader,
  raw: Uint8Array,
  options: HtmlOptions,
): Promise<ShownHtml> {
  const html = await reader.html(raw, options)
  const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 27)}"`
  return { html, etag }
}
