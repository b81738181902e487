import { isUtf8 } from 'node:buffer'
import type { Address } from '@levee/domain'
import type { AddressObject, EmailAddress, Headers } from 'mailparser'
import { attachmentName } from './attachment-name.ts'
import { automatic } from './automatic.ts'
import { bodyBlocks } from './body-blocks.ts'
import { shownContentIds } from './content-id.ts'
import { headerFields } from './header-fields.ts'
import type { Header } from './header-fields.ts'
import { identify } from './message-identity.ts'
import { messageIds, ownMessageId } from './message-ids.ts'
import { parseMimeOutline } from './parse-mime.ts'
import type { Mime } from './parse-mime.ts'
import type { ParsedAttachment, ParsedMessage, ReadResult } from './parsed-message.ts'
import { plainText, TEXT_LIMIT } from './plain-text.ts'
import { storableLine } from './storable-text.ts'

/** Reads one message. Whatever is wrong with it is told in the result, not thrown. */
export async function readMessage(raw: Buffer): Promise<ReadResult> {
  const fields = headerFields(raw)
  const identity = identify(raw, fields)
  const headers = fields.map(({ name, value }) => ({ name, value }))
  const headerEnd = fields.at(-1)?.end ?? 0
  try {
    const mime = await parseMimeOutline(raw)
    return {
      ...identity,
      ok: true,
      message: messageOf(withSomethingToRead(mime, raw, headerEnd), headers),
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { ...identity, ok: false, problem: storableLine(reason), headers }
  }
}

/** A multipart whose boundary never comes has no parts: its body is then shown as it stands. */
function withSomethingToRead(mime: Mime, raw: Buffer, headerEnd: number): Mime {
  const isLost =
    mime.root &&
    mime.root.contentType !== false &&
    mime.attachments.length === 0 &&
    mime.root.contentType.startsWith('multipart/') &&
    mime.root.children.length === 0
  if (!isLost) return mime
  const body = raw.subarray(headerEnd, headerEnd + TEXT_LIMIT)
  const textContent = body.toString(isUtf8(body) ? 'utf8' : 'latin1').trim()
  return { ...mime, root: { contentType: 'text/plain', textContent, children: [] } }
}

function messageOf(mime: Mime, headers: Header[]): ParsedMessage {
  const field = (name: string): string | undefined =>
    headers.find((header) => header.name.toLowerCase() === name)?.value
  const html = mime.root ? bodyBlocks(mime.root, 'html').filter(({ type }) => type === 'html') : []
  const [from] = addresses(mime.headers, 'from')
  const subject = mime.headers.get('subject')
  return {
    internetMessageId: ownMessageId(field('message-id')),
    inReplyTo: messageIds(field('in-reply-to') ?? ''),
    references: messageIds(field('references') ?? ''),
    from: from ?? null,
    replyTo: addresses(mime.headers, 'reply-to'),
    to: addresses(mime.headers, 'to'),
    cc: addresses(mime.headers, 'cc'),
    subject: typeof subject === 'string' ? storableLine(subject) : '',
    date: dateOf(field('date')),
    text: mime.root ? plainText(bodyBlocks(mime.root, 'plain')) : '',
    hasHtml: html.length > 0,
    attachments: attachmentsOf(
      mime,
      html.map(({ text }) => text),
    ),
    headers,
    automatic: automatic(headers),
  }
}

function attachmentsOf(mime: Mime, html: string[]): ParsedAttachment[] {
  const shown = new Set(html.flatMap(shownContentIds))
  return mime.attachments.map((attachment, index) => {
    const { contentType, size, contentId } = attachment
    return {
      index,
      name: attachmentName(attachment, index),
      contentType: storableLine(contentType),
      size,
      inline: contentId !== null && shown.has(contentId),
      contentId: contentId && storableLine(contentId),
    }
  })
}

function addresses(headers: Headers, name: string): Address[] {
  const value = headers.get(name)
  const lists = [value].flat().filter((list): list is AddressObject => isAddressObject(list))
  return lists.flatMap((list) => list.value.flatMap(membersOf)).map(storableAddress)
}

function isAddressObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'value' in value && Array.isArray(value.value)
  )
}

/** The people in a group (RFC 5322 §3.4), or the one person. */
function membersOf(entry: EmailAddress): EmailAddress[] {
  return entry.group ? entry.group.flatMap(membersOf) : [entry]
}

function storableAddress({ name, address }: EmailAddress): Address {
  return { name: storableLine(name), address: storableLine(address ?? '') }
}

const FIRST_MAIL = Date.UTC(1970, 0)
const FAR_AWAY = Date.UTC(3000, 0)

/** A Date field that lies in times of e-mail: nonsense must not sort a list. */
function dateOf(value: string | undefined): Date | null {
  const time = Date.parse(value?.replace(/\s*\([^()]*\)\s*$/, '') ?? '')
  return time >= FIRST_MAIL && time < FAR_AWAY ? new Date(time) : null
}
