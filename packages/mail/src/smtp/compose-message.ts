import { DomainError, isSendableAddress } from '@levee/domain'
import type { Address } from '@levee/domain'
import MailComposer from 'nodemailer/lib/mail-composer'

/** A file to be sent along; one with a Content-ID is shown by the HTML that names it. */
export type OutgoingAttachment = {
  name: string
  contentType: string
  content: Buffer
  contentId?: string | undefined
}

/** What a message is to say. Ids are without angle brackets; `bcc` never shows in the bytes. */
export type MessageToCompose = {
  from: Address
  to: Address[]
  cc?: Address[]
  bcc?: Address[]
  subject: string
  text: string
  html?: string
  attachments: OutgoingAttachment[]
  internetMessageId: string
  inReplyTo?: string
  references: string[]
  date: Date
  /** RFC 3834 §5, for what no person wrote. */
  autoSubmitted?: 'auto-replied' | 'auto-generated'
}

const MESSAGE_ID = /^[!-;=?-~]{1,500}$/ // printable ASCII without brackets: anything else breaks the field
const LINE_END = Buffer.from('\r\n') // SMTP would add the last one: the same bytes then go to Sent
const CONTENT_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/

/**
 * The bytes of a message (RFC 5322). No value can add a header or a recipient: control characters
 * in texts become spaces, ids of other people's mail that are none are left out.
 * @throws {DomainError} `invalid` when an address or our own Message-ID is none.
 */
export async function composeMessage(message: MessageToCompose): Promise<Buffer> {
  const { inReplyTo, autoSubmitted, html } = message
  const composer = new MailComposer({
    from: mailbox(message.from),
    to: message.to.map(mailbox),
    cc: (message.cc ?? []).map(mailbox),
    subject: oneLine(message.subject),
    text: message.text,
    ...(html === undefined ? {} : { html }),
    attachments: message.attachments.map(attachment),
    messageId: `<${ownId(message.internetMessageId)}>`,
    ...(inReplyTo && MESSAGE_ID.test(inReplyTo) ? { inReplyTo: `<${inReplyTo}>` } : {}),
    references: message.references.filter((id) => MESSAGE_ID.test(id)).map((id) => `<${id}>`),
    date: message.date,
    headers: autoSubmitted
      ? { 'Auto-Submitted': autoSubmitted, 'X-Auto-Response-Suppress': 'All' }
      : {},
    newline: 'windows', // else the text's own line ends stay as they are
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const raw = await composer.compile().build()
  return raw.subarray(-2).equals(LINE_END) ? raw : Buffer.concat([raw, LINE_END])
}

function attachment({ name, contentType, content, contentId }: OutgoingAttachment) {
  return {
    filename: oneLine(name),
    contentType: CONTENT_TYPE.test(contentType) ? contentType : 'application/octet-stream',
    content,
    ...(contentId !== undefined && {
      cid: ownId(contentId),
      contentDisposition: 'inline' as const,
    }),
  }
}

function mailbox({ name, address }: Address): { name: string; address: string } {
  if (isSendableAddress(address)) return { name: oneLine(name), address }
  throw new DomainError('invalid', `"${oneLine(address)}" is not an address mail can be sent to.`)
}

function ownId(id: string): string {
  if (MESSAGE_ID.test(id)) return id
  throw new DomainError('invalid', `"${oneLine(id)}" is not a Message-ID.`)
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}
