import { type Address, type FailedRecipient, NO_SIGNS } from '@levee/domain'
import type { ParsedMessage, ReadResult } from '@levee/mail'
import type { Deps } from '../../deps.ts'

/** A message as the mail server gave it. */
export type FetchedMessage = {
  uid: number
  internalDate: Date
  raw: Buffer
  /** As an IMAP server showed them with it. */
  flags?: string[]
  /** By which a POP3 server knows it. */
  uidl?: string
  /** Of bytes above which we wrote trace fields: how they came. */
  transmittedSha256?: string
}

/** A message as it came, and what could be read of it. */
export type ReadMessage = Omit<ParsedMessage, 'from' | 'problem' | 'report'> & {
  uid: number
  uidl?: string
  flags?: string[]
  receivedAt: Date
  rawSha256: string
  /** Resolves when its bytes are safe. Nothing may say that it is here before. */
  kept: Promise<void>
  /** The bytes as they came, without the trace fields that we wrote above them. */
  transmittedSha256: string
  contentSha256: string
  size: number
  isReadable: boolean
  /** Why it could not be read, or only its beginning was (a `PartTreeProblem`); null when all is well. */
  problem: string | null
  from: Address
  /** Message-IDs of the mail that a machine reports on with it. */
  returned: string[]
  /** Message-IDs of what that mail answered. */
  answered: string[]
  /** Who did not get that mail. */
  failed: FailedRecipient[]
}

/**
 * Reads messages while their bytes are being kept, for which it does not wait. One that cannot be
 * read comes back with its problem.
 */
export async function readMessages(
  { blobs, reader }: Pick<Deps, 'blobs' | 'reader'>,
  fetched: readonly FetchedMessage[],
): Promise<ReadMessage[]> {
  if (fetched.length === 0) return []
  const raws = fetched.map(({ raw }) => raw)
  const keeping = blobs.keepAll(raws)
  const [addresses, results] = await Promise.all([keeping.addresses, reader.read(raws)])
  const { kept } = keeping
  return fetched.map((message, place) =>
    readMessage({ ...message, rawSha256: at(addresses, place), kept }, at(results, place)),
  )
}

type AddressedMessage = FetchedMessage & Pick<ReadMessage, 'rawSha256' | 'kept'>

/** Reads messages whose bytes are kept already. */
export async function readStored(
  { reader }: Pick<Deps, 'reader'>,
  stored: readonly (FetchedMessage & { rawSha256: string })[],
): Promise<ReadMessage[]> {
  const results = await reader.read(stored.map(({ raw }) => raw))
  const kept = Promise.resolve()
  return stored.map((message, place) => readMessage({ ...message, kept }, at(results, place)))
}

function readMessage(message: AddressedMessage, result: ReadResult): ReadMessage {
  const { uid, internalDate: receivedAt, rawSha256, transmittedSha256 = rawSha256, kept } = message
  return {
    ...contentOf(result),
    uid,
    ...onServer(message),
    receivedAt,
    rawSha256,
    transmittedSha256,
    kept,
  }
}

/** The message as one that cannot be stored as it was read: its bytes, and why. */
export function unreadable(message: ReadMessage, problem: string): ReadMessage {
  const { uid, receivedAt, rawSha256, transmittedSha256, kept, contentSha256, size } = message
  const content = contentOf({
    ok: false,
    contentSha256,
    size,
    problem,
    headers: [],
  })
  return { ...content, uid, ...onServer(message), receivedAt, rawSha256, transmittedSha256, kept }
}

type OnServer = { uidl?: string; flags?: string[] }

function onServer({ uidl, flags }: OnServer): OnServer {
  return { ...(uidl !== undefined && { uidl }), ...(flags !== undefined && { flags }) }
}

type Content = Omit<
  ReadMessage,
  'uid' | keyof OnServer | 'receivedAt' | 'rawSha256' | 'transmittedSha256' | 'kept'
>

function contentOf(result: ReadResult): Content {
  const { contentSha256, size } = result
  const { report, ...message } = result.ok ? result.message : headerOf(result.headers)
  return {
    ...message,
    ...(report ?? { returned: [], answered: [], failed: [] }),
    from: message.from ?? { name: '', address: '' },
    contentSha256,
    size,
    isReadable: result.ok,
    problem: result.ok ? message.problem : result.problem,
  }
}

/** What the header alone says of a message that no parser understands. */
function headerOf(headers: ParsedMessage['headers']): ParsedMessage {
  const field = (name: string): string =>
    headers.find((header) => header.name.toLowerCase() === name)?.value.trim() ?? ''
  const ids = (name: string): string[] =>
    [...field(name).matchAll(/<([^<>\s]{1,998})>/g)].map(([, id = '']) => id)
  const address = /[^\s<>"(),:;]+@[^\s<>"(),:;]+/.exec(field('from'))?.[0] ?? ''
  return {
    internetMessageId: ids('message-id')[0] ?? null,
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    from: { name: '', address },
    replyTo: [],
    to: [],
    cc: [],
    subject: field('subject'),
    date: null,
    text: '',
    hasHtml: false,
    attachments: [],
    headers,
    automatic: 'no',
    report: null,
    signs: NO_SIGNS,
    problem: null,
  }
}

function at<T>(list: readonly T[], place: number): T {
  const item = list[place]
  if (item === undefined)
    throw new Error(`Of the batch's messages, number ${place} did not come back.`)
  return item
}
