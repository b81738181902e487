import { decodedContentId } from '../mime/content-id.ts'
import { withLineFeeds } from '../mime/line-feeds.ts'
import { bodyBlocks, messageBody } from '../mime/message-body.ts'
import type { BodyBlock } from '../mime/message-body.ts'
import { partTree } from '../mime/part-tree.ts'
import type { MimePart } from '../mime/part-tree.ts'
import { mailDocument } from './mail-document.ts'
import type { Theme } from './mail-document.ts'
import { sanitiseHtml } from './sanitise-html.ts'

/** `partUrl`: where the parts are, with `{index}` for the part's index. */
export type HtmlOptions = { partUrl: string; theme?: Theme }

export type MessageHtml = { html: string; blockedImages: number }

/** The body of a message as a document that is safe to show in a frame without scripts. */
export function messageHtml(raw: Buffer, { partUrl, theme }: HtmlOptions): MessageHtml {
  const { html, files } = messageBody(partTree(withLineFeeds(raw)).root)
  const sanitised = sanitiseHtml([...bodyBlocks(html)].map(asHtml).join('\n'), (contentId) =>
    pictureUrl(files, contentId, partUrl),
  )
  return { html: mailDocument(sanitised, theme), blockedImages: sanitised.blockedImages }
}

function asHtml({ type, text }: BodyBlock): string {
  if (type === 'html') return text
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<pre>${escaped}</pre>`
}

function pictureUrl(files: MimePart[], wanted: string, partUrl: string): string | undefined {
  const ids = [wanted, decodedContentId(wanted)]
  const index = files.findIndex(({ contentId }) => contentId !== null && ids.includes(contentId))
  return index < 0 ? undefined : partUrl.replace('{index}', String(index))
}
