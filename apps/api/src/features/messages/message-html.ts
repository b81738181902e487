import { createHash } from 'node:crypto'
import type { MessageReader } from '@levee/mail'

/** The HTML of a message, ready to be shown, with its fingerprint. */
export type ShownHtml = { html: string; etag: string }

export type Theme = 'light' | 'dark'

const MOST_CHARACTERS = 8_000_000 // about 16 MB of memory: some hundred mails

/** Remembers the HTML that was shown last, so that a second look costs nothing. */
export type HtmlCache = {
  get(key: string, make: () => Promise<ShownHtml>): Promise<ShownHtml>
}

/** An empty cache that lets the oldest go first. */
export function createHtmlCache(): HtmlCache {
  const kept = new Map<string, ShownHtml>()
  let characters = 0
  return {
    async get(key, make) {
      const known = kept.get(key)
      const shown = known ?? (await make())
      if (kept.delete(key)) characters -= shown.html.length
      kept.set(key, shown)
      characters += shown.html.length
      for (const [oldest, { html }] of kept) {
        if (characters <= MOST_CHARACTERS) break
        kept.delete(oldest)
        characters -= html.length
      }
      return shown
    },
  }
}

/** Cleans the HTML of a message in the reader's thread; its pictures come from its own parts. */
export async function readHtml(
  reader: MessageReader,
  raw: Uint8Array,
  { messageId, theme }: { messageId: string; theme: Theme | undefined },
): Promise<ShownHtml> {
  const partUrl = `/api/v1/messages/${messageId}/attachments/{index}`
  const { html } = await reader.html(raw, { partUrl, ...(theme && { theme }) })
  const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 27)}"`
  return { html, etag }
}
