import type { ReplyInput } from '@levee/contract'
import type { Queryable, Sql } from '@levee/db'
import {
  type Address,
  departure,
  DomainError,
  readRecipient,
  type Recipients,
  replyRecipients,
} from '@levee/domain'
import type { ParsedMessage } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { isUsableUpload } from '../drafts/access.ts'
import { composeReply } from './compose-reply.ts'
import { originalFiles } from './original-files.ts'
import {
  type AnsweredRow,
  answeredMessage,
  mailboxAddresses,
  type SendingMailbox,
  sendingMailboxes,
  type SentFile,
  type StoredUpload,
  uploadsOf,
} from './queries.ts'

/** What is to be sent, whatever it answers. */
export type MailInput = Omit<ReplyInput, 'revision'>

/** A reply as it will be sent, with its bytes already in the blob store. */
export type PreparedReply = {
  mailbox: SendingMailbox
  /** Null: it starts a conversation. */
  answers: AnsweredRow | null
  recipients: Recipients & { bcc: Address[] }
  parsed: ParsedMessage
  rawSha256: string
  contentSha256: string
  size: number
  files: SentFile[]
  /** It passes the message on instead of answering it. */
  isForward: boolean
  sendAt: Date
  setStatus: ReplyInput['setStatus']
  /** Not only held back for the seconds in which it can be taken back. */
  isScheduled: boolean
  cancelIfAnswered: boolean
}

/** The most that all files of one mail may have together: few servers take a mail beyond 35 MB, and base64 adds a third. */
const MOST_BYTES = 25 * 1024 * 1024

/**
 * Writes the reply and stores its bytes, before any row speaks of it.
 * @throws {DomainError} invalid, with the field to mend.
 */
export async function prepareReply(
  deps: Deps,
  viewer: Viewer,
  conversation: { id: string; mailboxIds: string[] },
  input: ReplyInput,
): Promise<PreparedReply> {
  const answers = await answeredMessage(deps.db, conversation.id, input.forwardOf)
  if (!answers) throw new DomainError('invalid', 'There is no mail here that could be answered.')
  return prepareMail(deps, viewer, {
    conversationId: conversation.id,
    answers,
    mailboxIds: input.mailboxId
      ? [input.mailboxId]
      : [answers.mailboxId, ...conversation.mailboxIds],
    input,
  })
}

type Mail = {
  conversationId: string
  answers: AnsweredRow | null
  /** From where it may be sent, the best first. */
  mailboxIds: string[]
  input: MailInput
}

/** The same for a mail that may answer none. */
export async function prepareMail(
  deps: Deps,
  viewer: Viewer,
  { conversationId, answers, mailboxIds, input }: Mail,
): Promise<PreparedReply> {
  const { forwardOf } = input
  const mailbox = await chooseMailbox(deps.db, viewer, mailboxIds)
  const recipients = await recipientsOf(deps.db, answers, input)
  const uploads = await filesOf(
    deps.db,
    isUsableUpload(viewer.id, conversationId),
    input.attachmentIds ?? [],
  )
  const originals =
    forwardOf && input.withOriginalAttachments !== false
      ? await originalFiles(deps, viewer, forwardOf)
      : []
  refuseTooLarge([...uploads, ...originals])
  const now = deps.now()
  const asked = input.sendAt === undefined ? undefined : new Date(input.sendAt)
  const sendAt = departure({ sendAt: asked, undoSeconds: input.undoSeconds }, now)
  const { raw, files } = await composeReply(deps, {
    conversationId,
    mailbox,
    answers,
    recipients,
    uploads,
    originals,
    sendAt,
    input,
  })
  const [read] = await deps.reader.read([Uint8Array.from(raw)])
  if (!read?.ok) throw new Error(`A reply that we wrote cannot be read: ${read?.problem}`)
  return {
    mailbox,
    answers,
    recipients,
    parsed: read.message,
    rawSha256: await deps.blobs.put(raw),
    contentSha256: read.contentSha256,
    size: read.size,
    files,
    isForward: forwardOf !== undefined,
    sendAt,
    setStatus: input.setStatus,
    isScheduled: asked !== undefined && asked > now,
    cancelIfAnswered: input.cancelIfAnswered ?? false,
  }
}

/** From where it is sent: the mailbox that got the mail, or another of the conversation's that the viewer has. */
async function chooseMailbox(
  db: Queryable,
  viewer: Viewer,
  candidates: string[],
): Promise<SendingMailbox> {
  const allowed = candidates.filter(
    (id) => viewer.role === 'admin' || viewer.mailboxIds.includes(id),
  )
  const mailboxes = await sendingMailboxes(db, allowed)
  const inOrder = allowed.flatMap((id) => mailboxes.find((mailbox) => mailbox.id === id) ?? [])
  const able = inOrder.find(({ canSend }) => canSend)
  if (able) return able
  throw new DomainError(
    'invalid',
    `The mailbox "${inOrder[0]?.name ?? ''}" cannot send yet: an administrator can give it an outgoing server in its settings.`,
  )
}

async function recipientsOf(
  db: Queryable,
  answers: AnsweredRow | null,
  input: MailInput,
): Promise<PreparedReply['recipients']> {
  const usual =
    answers && input.to === undefined && input.forwardOf === undefined
      ? replyRecipients(answers, await mailboxAddresses(db), 'author')
      : undefined
  const recipients = {
    to: usual?.to ?? read(input.to, 'to'),
    cc: input.cc === undefined ? (usual?.cc ?? []) : read(input.cc, 'cc'),
    bcc: read(input.bcc, 'bcc'),
  }
  if (recipients.to.length + recipients.cc.length + recipients.bcc.length > 0) return recipients
  throw invalid('to', 'The reply has no recipient.', 'Enter the address of a recipient.')
}

function read(list: ReplyInput['to'], path: string): Address[] {
  return (list ?? []).map((one) => readRecipient(one, path))
}

async function filesOf(db: Queryable, usable: Sql, ids: string[]): Promise<StoredUpload[]> {
  if (ids.length === 0) return []
  const found = await uploadsOf(db, usable, ids)
  const files = ids.flatMap((id) => found.find((upload) => upload.id === id) ?? [])
  if (files.length < ids.length)
    throw invalid('attachmentIds', 'A file is no longer there.', 'Attach the file again.')
  return files
}

function refuseTooLarge(files: readonly { size: number }[]): void {
  if (files.reduce((sum, { size }) => sum + size, 0) <= MOST_BYTES) return
  throw invalid('attachmentIds', 'The files have more than 25 MB together.', 'Attach fewer files.')
}

/** A refusal that names the field to mend. */
function invalid(path: string, sentence: string, message: string): DomainError {
  return new DomainError('invalid', sentence, { errors: [{ path, message }] })
}
