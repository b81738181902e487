import { decodedContentId } from '../mime/content-id.ts'
import { withLineFeeds } from '../mime/line-feeds.ts'
import { bodyBlocks, messageBody } from '../mime/message-body.ts'
import type { BodyBlock } from '../mime/message-body.ts'
import { partTree } from '../mime/part-tree.ts'
import type { MimePart } from '../mime/part-tree.ts'
import { foldQuotations } from './fold-quotations.ts'
import type { FoldLabel } from './fold-quotations.ts'
import type { MailNode } from './html-tree.ts'
import { lightHtml } from './light-html.ts'
import { mailDocument } from './mail-document.ts'
import type { MailBody, Theme } from './mail-document.ts'
import type { PictureSources, RemotePictures } from '../pictures/mail-pictures.ts'
import type { PictureProxy } from '../pictures/remote-picture.ts'
import { sanitiseHtml } from './sanitise-html.ts'

/**
 * `partUrl`: where the parts are, with `{index}` for the part's index. `proxy`: pictures on other hosts
 * are shown, through it; left out they are blocked. `fold`: what folded quotations are called. `lockLinks`:
 * links lead nowhere, and say where they would.
 */
export type HtmlOptions = {
  partUrl: string
  theme?: Theme
  proxy?: PictureProxy
  fold?: FoldLabel
  lockLinks?: boolean
}

export type MessageHtml = { html: string; blockedImages: number }

/** Characters: the longest newsletters have one million; browsers take seconds to lay out five. */
const LONGEST = 5_000_000

/** The body of a message as a document that is safe to show in a frame without scripts. */
export function messageHtml(raw: Buffer, options: HtmlOptions): MessageHtml {
  const { partUrl, theme, proxy, fold, lockLinks } = options
  const { html, files } = messageBody(partTree(withLineFeeds(raw)).root)
  const sources = { partUrl: (id: string) => pictureUrl(files, id, partUrl), proxy }
  const body = shownBody(bodyBlocks(html), sources, lockLinks)
  if (fold) body.nodes = foldQuotations(body.nodes, fold)
  const blocked = body.pixels + (proxy ? 0 : body.images)
  return { html: mailDocument(body, theme), blockedImages: blocked }
}

/** Each part is cleaned on its own, so that nothing that is open at its end goes on in the next. */
function shownBody(
  blocks: Iterable<BodyBlock>,
  sources: PictureSources,
  lockLinks = false,
): MailBody {
  const pictures: RemotePictures = { images: new Set(), pixels: new Set() }
  const nodes: MailNode[] = []
  let coloured = false
  let isCut = false
  let left = LONGEST
  for (const { type, text } of blocks) {
    isCut ||= text.length > left
    const part = type === 'html' ? lightHtml(text, left) : text.slice(0, left)
    left -= part.length
    if (type === 'plain') {
      nodes.push({ tag: 'pre', attributes: '', children: [part] })
      continue
    }
    const clean = sanitiseHtml(part, sources, lockLinks)
    nodes.push({ tag: 'div', attributes: '', children: clean.nodes })
    coloured ||= clean.coloured
    for (const address of clean.pictures.images) pictures.images.add(address)
    for (const address of clean.pictures.pixels) pictures.pixels.add(address)
  }
  return { nodes, coloured, isCut, images: pictures.images.size, pixels: pictures.pixels.size }
}

function pictureUrl(files: MimePart[], wanted: string, partUrl: string): string | undefined {
  const ids = [wanted, decodedContentId(wanted)]
  const index = files.findIndex(({ contentId }) => contentId !== null && ids.includes(contentId))
  return index < 0 ? undefined : partUrl.replace('{index}', String(index))
}
