import { randomBytes } from 'node:crypto'
import {
  DomainError,
  forwardSubject,
  readSubject,
  replySubject,
  signedMessageId,
  threadHeaders,
} from '@levee/domain'
import { composeMessage, type WrittenHtml } from '@levee/mail'
import { signer } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import type { MailInput, PreparedReply } from './prepare-reply.ts'
import type { AnsweredRow, SendingMailbox, SentFile, StoredUpload } from './queries.ts'

export type ReplyParts = {
  conversationId: string
  mailbox: SendingMailbox
  /** Null: it starts a conversation. */
  answers: AnsweredRow | null
  recipients: PreparedReply['recipients']
  uploads: StoredUpload[]
  /** The files of a message that is passed on. */
  originals: SentFile[]
  sendAt: Date
  input: MailInput
}

/**
 * The bytes of a reply, and its files in the order in which they stand there.
 * @throws {DomainError} invalid, when it is empty or a variable was not filled in.
 */
export async function composeReply(
  { blobs, keys, reader }: Pick<Deps, 'blobs' | 'keys' | 'reader'>,
  { conversationId, mailbox, answers, recipients, originals, sendAt, ...parts }: ReplyParts,
): Promise<{ raw: Buffer; files: SentFile[] }> {
  const { input, uploads } = parts
  const isForward = input.forwardOf !== undefined
  const contentIds = contentIdsOf(uploads, mailbox.address)
  const written = input.html
    ? await reader.written(input.html, { kind: 'mail', contentIds })
    : undefined
  refuseMissing(written?.missing ?? [])
  const text = input.text ?? written?.text ?? ''
  const own = sentFiles(uploads, contentIds, written?.pictures ?? [])
  const shown = new Set(own.flatMap((file) => (file.contentId === null ? [] : file.blobSha256)))
  const files = [...own, ...originals.filter(({ blobSha256 }) => !shown.has(blobSha256))]
  if (text.trim() === '' && !written?.text.trim() && files.length === 0) throw emptyReply()
  const attachments = []
  for (const { blobSha256, contentId, ...file } of files)
    attachments.push({
      ...file,
      contentId: contentId ?? undefined,
      content: await blobs.get(blobSha256),
    })
  const { inReplyTo, references } = answers
    ? threadHeaders(answers)
    : { inReplyTo: undefined, references: [] }
  const raw = await composeMessage({
    from: { name: mailbox.sender, address: mailbox.address },
    ...recipients,
    subject: readSubject(input.subject ?? usualSubject(answers, isForward)),
    text,
    ...(written && { html: written.html }),
    attachments,
    internetMessageId: signedMessageId(
      { nonce: randomBytes(8).toString('hex'), conversationId },
      mailbox.address,
      signer(keys.threading),
    ),
    ...(inReplyTo && !isForward && { inReplyTo }),
    references,
    date: sendAt,
  })
  return { raw, files }
}

function usualSubject(answers: AnsweredRow | null, isForward: boolean): string {
  if (!answers) return ''
  return isForward ? forwardSubject(answers.subject) : replySubject(answers.subject)
}

/** By which Content-ID the HTML may show an upload (RFC 2392): unique in the world, as its own id is. */
function contentIdsOf(uploads: readonly StoredUpload[], address: string): Record<string, string> {
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const isPlain = /^[a-z0-9.-]+$/i.test(domain)
  return Object.fromEntries(uploads.map(({ id }) => [id, `${id}@${isPlain ? domain : 'levee'}`]))
}

/** What the HTML shows stands first, as it does in the message (multipart/related, RFC 2387). */
function sentFiles(
  uploads: readonly StoredUpload[],
  contentIds: Record<string, string>,
  pictures: readonly string[],
): SentFile[] {
  const files = uploads.map(({ id, ...file }) => ({
    ...file,
    contentId: pictures.includes(id) ? (contentIds[id] ?? null) : null,
  }))
  return files.toSorted(
    (one, other) => Number(other.contentId !== null) - Number(one.contentId !== null),
  )
}

function refuseMissing(missing: WrittenHtml['missing']): void {
  if (missing.length === 0) return
  const names = missing.join(', ')
  throw new DomainError('invalid', `Not filled in yet: ${names}.`, {
    errors: missing.map((name) => ({ path: 'html', message: `Fill in "${name}".` })),
  })
}

function emptyReply(): DomainError {
  return new DomainError('invalid', 'The reply is empty.', {
    errors: [{ path: 'text', message: 'Write something, or attach a file.' }],
  })
}
