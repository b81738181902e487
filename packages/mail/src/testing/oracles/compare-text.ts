import { TEXT_LIMIT } from '../../mime/plain-text.ts'
import type { Oracle, TextPiece } from './oracle.ts'
import type { Reading } from './reading.ts'
import { visibleText } from './visible-text.ts'

/** What was expected and what was read, each as it was compared; undefined when they agree. */
export type Disagreement = { expected: string; got: string } | undefined

/**
 * Whether what is seen of a message contains what its corpus says, and nothing of its structure
 * besides: no delimiter line and no field of a part (RFC 2046 §5.1.1). More text than expected is a
 * matter of taste: several corpora tell the first text of a message only.
 *
 * Plain text is compared word by word; HTML, of which every reader makes other white space and other
 * bullets, letter by letter. Of HTML both the document that shows the message and, where it has no
 * plain text, the text made of it are judged. U+FFFD stands for what a corpus could not decode; of a
 * text that fills what we keep of one only the beginning counts.
 */
export function compareText(oracle: Oracle, pieces: TextPiece[], reading: Reading): Disagreement {
  const isHtml = pieces.some(({ form }) => form === 'html')
  const form = isHtml ? letters : words
  const structure = structureOf(oracle.raw)
  const whole = pieces.map(textOf).join('\n')
  const expected = form(whole.replaceAll(structure, ' '))
  const wrong = (isHtml ? seenOfHtml(oracle.raw, reading) : [reading.text]).find((text) => {
    const isSource = text.search(structure) >= 0 && whole.search(structure) < 0
    const got = form(text.replaceAll(structure, ' '))
    const isCut = Buffer.byteLength(text) > TEXT_LIMIT - 1000
    return isSource || !contains(got, isCut ? expected.slice(0, got.length) : expected)
  })
  return wrong === undefined ? undefined : { expected: form(whole), got: form(wrong) }
}

function textOf({ form, content }: TextPiece): string {
  return form === 'html' ? visibleText(content) : content
}

function seenOfHtml(raw: Buffer, { html, text }: Reading): string[] {
  const hasPlainText = /^content-type:\s*text\/plain/im.test(raw.toString('latin1'))
  return hasPlainText ? [visibleText(html)] : [visibleText(html), text]
}

/** Delimiter lines of the boundaries that a message declares, and lines of a part's header. */
function structureOf(raw: Buffer): RegExp {
  const source = raw.toString('latin1')
  const declared = source.matchAll(/\bboundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/gi)
  const starts = [...declared].map(([, quoted, token]) => `--${escaped(quoted ?? token ?? '')}`)
  starts.push(String.raw`content-(?:type|transfer-encoding|disposition|id)\s*:`)
  return new RegExp(`^(?:${starts.join('|')}).*$`, 'gim')
}

function escaped(text: string): string {
  return text.trim().replaceAll(/[$()*+.?[\\\]^{|}/-]/g, String.raw`\$&`)
}

/** Whether a text has what was expected: all that stands between U+FFFD, in this order. */
function contains(text: string, expected: string): boolean {
  let from = 0
  return expected.split(/\s*\uFFFD\s*/).every((piece) => {
    const found = text.indexOf(piece, from)
    from = found + piece.length
    return found >= 0
  })
}

const UNSEEN = /[\0\u00ad\u200b\ufeff]/g

/** A text on one line, without what nobody sees. */
export function words(text: string): string {
  return text.normalize('NFC').replaceAll(UNSEEN, '').replaceAll(/\s+/g, ' ').trim()
}

function letters(text: string): string {
  return text.normalize('NFC').replaceAll(/[^\p{L}\p{N}]/gu, '')
}
