import type { Address } from '@levee/domain'
import { addressList } from './address-list.ts'
import { automatic } from './automatic.ts'
import { shownContentIds } from './content-id.ts'
import { reportedActions } from './delivery-report.ts'
import { decodeWords } from './encoded-words.ts'
import { headerBlock, headersOf } from './header-fields.ts'
import { headerValues } from './header-values.ts'
import type { HeaderValues } from './header-values.ts'
import { bodyBlocks, messageBody } from './message-body.ts'
import type { MessageBody } from './message-body.ts'
import { readDate } from './message-date.ts'
import { messageFiles } from './message-files.ts'
import type { MessageFile } from './message-files.ts'
import { identify } from './message-identity.ts'
import type { MessageIdentity } from './message-identity.ts'
import { messageIds, ownMessageId } from './message-ids.ts'
import { messageReport } from './message-report.ts'
import type { ParsedAttachment, ParsedMessage, ReadResult } from './parsed-message.ts'
import { partCard } from './part-card.ts'
import { decodedBody, encodedBody, partTree } from './part-tree.ts'
import type { MimePart, PartTree } from './part-tree.ts'
import { plainText } from './plain-text.ts'
import { storableLine } from './storable-text.ts'
import { messageSigns } from '../signs/message-signs.ts'
import { withLineFeeds } from './line-feeds.ts'

/** Bytes of a header in which its author is looked for. */
const HEAD_LIMIT = 65_536

/** Reads one message. Whatever is wrong with it is told in the result, not thrown. */
export function readMessage(raw: Buffer): ReadResult {
  const source = withLineFeeds(raw)
  try {
    const tree = partTree(source)
    const identity = identify(raw, tree.root.fields)
    return { ...identity, ok: true, message: recognised(tree, contentOf(tree)) }
  } catch (error) {
    const { fields } = headerBlock(source)
    const problem = storableLine(error instanceof Error ? error.message : String(error))
    return { ...identify(raw, fields), ok: false, problem, headers: headersOf(source, fields) }
  }
}

/** What a message says: its header, its text and its files. */
export function readContent(raw: Buffer): MessageContent & MessageIdentity {
  const tree = partTree(withLineFeeds(raw))
  return { ...identify(raw, tree.root.fields), ...contentOf(tree).content }
}

/** The charset of the message's first text, in which raw bytes of its header most likely are. */
export function messageCharset({ plain, html }: MessageBody): string | undefined {
  return [...plain, ...html]
    .map((part) => part.contentType.parameter('charset'))
    .find((charset) => charset !== undefined)
}

type MessageContent = Omit<ParsedMessage, 'automatic' | 'report' | 'signs'>
type Read = {
  content: MessageContent
  fields: HeaderValues
  body: MessageBody
  files: MessageFile[]
}

function contentOf({ root, problem }: PartTree): Read {
  const body = messageBody(root)
  const charset = messageCharset(body)
  const headers = headersOf(root.source, root.fields, charset)
  const fields = headerValues(headers)
  const field = fields.first
  const addresses = (name: string): Address[] => fields.all(name).flatMap(addressList)
  const authors = addresses('from')
  const files = messageFiles(body, charset)
  const content = {
    internetMessageId: ownMessageId(field('message-id')),
    inReplyTo: messageIds(field('in-reply-to')),
    references: messageIds(field('references')),
    from: authors.find(({ address }) => address) ?? authors[0] ?? null,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    subject: storableLine(decodeWords(field('subject'))),
    date: readDate(field('date')),
    text: plainText(bodyBlocks(body.plain)) || plainText(bodyBlocks(body.html)),
    hasHtml: body.html.some((part) => part.type === 'text/html' && !isBlank(encodedBody(part))),
    attachments: attachmentsOf(body, files),
    headers,
    problem,
  }
  return { content, fields, body, files }
}

/** What we make of a message beyond reading it: who or what wrote it, of what it reports, whom to trust. */
function recognised({ root }: PartTree, { content, fields, body, files }: Read): ParsedMessage {
  const { subject, text, headers } = content
  const kind = automatic({ fields, subject, text, root, actions: reportedActions(root) })
  return {
    ...content,
    automatic: kind,
    report: messageReport(root, kind, headers),
    signs: messageSigns(fields, body, { head: headOf(root), files }),
  }
}

/** The header as it stands there: what is no field is in it too. */
function headOf({ source, fields }: MimePart): string {
  return source.toString('latin1', 0, Math.min(fields.at(-1)?.end ?? 0, HEAD_LIMIT))
}

function attachmentsOf(body: MessageBody, files: readonly MessageFile[]): ParsedAttachment[] {
  const hasReferences = files.some(({ contentId }) => contentId !== null)
  const shown = new Set(hasReferences ? body.html.flatMap(idsShownBy) : [])
  return files.map(({ name, contentType, size, contentId, within, part }, index) => ({
    index,
    name,
    contentType: storableLine(contentType),
    size,
    inline: contentId !== null && shown.has(contentId),
    contentId: contentId && storableLine(contentId),
    within,
    card: part && within === null ? partCard(part) : null,
  }))
}

/** Ids are compared byte by byte: to find them needs no charset. */
function idsShownBy(part: MimePart): string[] {
  return part.type === 'text/html' ? shownContentIds(decodedBody(part).toString('latin1')) : []
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte <= 0x20)
}
