import { compile } from 'html-to-text'
import { limitDepth } from '../html/limit-depth.ts'
import { lightHtml } from '../html/light-html.ts'
import type { BodyBlock } from './message-body.ts'
import { firstBytes, storableText } from './storable-text.ts'

/** Bytes of text kept beside a message, for lists and search; the rest is in the raw source. */
export const TEXT_LIMIT = 100_000
/** Characters of HTML that are turned into text: more than 100 kB of text never come out of more. */
const HTML_LIMIT = 1_000_000

/** Open elements: each level of a list indents what is in it, and a text has no use for more. */
const DEEPEST = 64

const htmlToText = compile({
  wordwrap: false,
  baseElements: { selectors: [] }, // all of it: mailers write on after </body>
  limits: { maxDepth: DEEPEST },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'title', format: 'skip' },
    { selector: 'table', options: { uppercaseHeaderCells: false } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
})

/** The body as plain text, cut at 100 kB, that can be stored; blocks beyond those are not asked for. */
export function plainText(blocks: Iterable<BodyBlock>): string {
  const texts: string[] = []
  let room = TEXT_LIMIT
  for (const { type, text } of blocks) {
    const plain =
      type === 'html' ? htmlToText(limitDepth(lightHtml(text, HTML_LIMIT), DEEPEST)) : text
    const beginning = firstBytes(plain, room)
    texts.push(beginning)
    room -= Buffer.byteLength(beginning) + 1 // and the line end between two
    if (room <= 0) break
  }
  const text = storableText(texts.length === 1 ? (texts[0] ?? '') : texts.join('\n'))
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trimEnd()
}
