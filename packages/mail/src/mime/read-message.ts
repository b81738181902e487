import type { Address } from '@levee/domain'
import { addressList } from './address-list.ts'
import { attachmentName } from './attachment-name.ts'
import { automatic } from './automatic.ts'
import { shownContentIds } from './content-id.ts'
import { decodeWords } from './encoded-words.ts'
import { headerBlock, headersOf } from './header-fields.ts'
import { bodyBlocks, messageBody, partName } from './message-body.ts'
import type { MessageBody } from './message-body.ts'
import { identify } from './message-identity.ts'
import { messageIds, ownMessageId } from './message-ids.ts'
import type { ParsedAttachment, ParsedMessage, ReadResult } from './parsed-message.ts'
import { encodedBody, partTree } from './part-tree.ts'
import { plainText } from './plain-text.ts'
import { storableLine } from './storable-text.ts'
import { decodedSize } from './transfer-encoding.ts'
import { withLineFeeds } from './line-feeds.ts'

/** Reads one message. Whatever is wrong with it is told in the result, not thrown. */
export function readMessage(raw: Buffer): ReadResult {
  const source = withLineFeeds(raw)
  const { fields } = headerBlock(source)
  const identity = identify(raw, fields)
  try {
    return { ...identity, ok: true, message: messageOf(source) }
  } catch (error) {
    const problem = storableLine(error instanceof Error ? error.message : String(error))
    return { ...identity, ok: false, problem, headers: headersOf(source, fields) }
  }
}

/** The charset of the message's first text, in which raw bytes of its header most likely are. */
export function messageCharset({ plain, html }: MessageBody): string | undefined {
  return [...plain, ...html]
    .map((part) => part.contentType.parameter('charset'))
    .find((charset) => charset !== undefined)
}

function messageOf(source: Buffer): ParsedMessage {
  const { root, fields, problem } = partTree(source)
  const body = messageBody(root)
  const charset = messageCharset(body)
  const headers = headersOf(source, fields, charset)
  const field = (name: string): string =>
    headers.find((header) => header.name.toLowerCase() === name)?.value ?? ''
  const addresses = (name: string): Address[] =>
    headers
      .filter((header) => header.name.toLowerCase() === name)
      .flatMap(({ value }) => addressList(value))
  const authors = addresses('from')
  return {
    internetMessageId: ownMessageId(field('message-id')),
    inReplyTo: messageIds(field('in-reply-to')),
    references: messageIds(field('references')),
    from: authors.find(({ address }) => address) ?? authors[0] ?? null,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    subject: storableLine(decodeWords(field('subject'))),
    date: dateOf(field('date')),
    text: plainText(bodyBlocks(body.plain)) || plainText(bodyBlocks(body.html)),
    hasHtml: body.html.some((part) => part.type === 'text/html' && !isBlank(encodedBody(part))),
    attachments: attachmentsOf(body, charset),
    headers,
    automatic: automatic(headers),
    problem,
  }
}

function attachmentsOf({ files, html }: MessageBody, charset?: string): ParsedAttachment[] {
  const hasReferences = files.some(({ contentId }) => contentId !== null)
  const shown = new Set(
    hasReferences ? bodyBlocks(html).flatMap(({ text }) => shownContentIds(text)) : [],
  )
  return files.map((part, index) => ({
    index,
    name: attachmentName({ contentType: part.type, filename: partName(part, charset) }, index),
    contentType: part.type,
    size: decodedSize(encodedBody(part), part.encoding),
    inline: part.contentId !== null && shown.has(part.contentId),
    contentId: part.contentId && storableLine(part.contentId),
  }))
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte <= 0x20)
}

const FIRST_MAIL = Date.UTC(1970, 0)
const FAR_AWAY = Date.UTC(3000, 0)

/** A Date field that lies in times of e-mail: nonsense must not sort a list. */
function dateOf(value: string): Date | null {
  const time = Date.parse(value.replace(/\s*\([^()]*\)\s*$/, ''))
  return time >= FIRST_MAIL && time < FAR_AWAY ? new Date(time) : null
}
