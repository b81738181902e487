import { bodyBlocks } from '../mime/body-blocks.ts'
import type { BodyBlock } from '../mime/body-blocks.ts'
import { decodedContentId } from '../mime/content-id.ts'
import { parseMime } from '../mime/parse-mime.ts'
import type { MimeAttachment } from '../mime/parse-mime.ts'
import { mailDocument } from './mail-document.ts'
import type { Theme } from './mail-document.ts'
import { sanitiseHtml } from './sanitise-html.ts'

/** `partUrl`: where the parts are, with `{index}` for the part's index. */
export type HtmlOptions = { partUrl: string; theme?: Theme }

export type MessageHtml = { html: string; blockedImages: number }

/** The body of a message as a document that is safe to show in a frame without scripts. */
export async function messageHtml(
  raw: Buffer,
  { partUrl, theme }: HtmlOptions,
): Promise<MessageHtml> {
  const { root, attachments } = await parseMime(raw, () => false)
  const blocks = root ? bodyBlocks(root, 'html') : []
  const sanitised = sanitiseHtml(blocks.map(asHtml).join('\n'), (contentId) =>
    pictureUrl(attachments, contentId, partUrl),
  )
  return { html: mailDocument(sanitised, theme), blockedImages: sanitised.blockedImages }
}

function asHtml({ type, text }: BodyBlock): string {
  if (type === 'html') return text
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<pre>${escaped}</pre>`
}

function pictureUrl(
  attachments: MimeAttachment[],
  contentId: string,
  partUrl: string,
): string | undefined {
  const wanted = [contentId, decodedContentId(contentId)]
  const index = attachments.findIndex(
    (attachment) => attachment.contentId !== null && wanted.includes(attachment.contentId),
  )
  return index < 0 ? undefined : partUrl.replace('{index}', String(index))
}
