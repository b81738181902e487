import type { Attachment, Message } from '@levee/contract'
import type { Queryable } from '@levee/db'
import { DomainError, foldQuotes, type Language, previewKind, reasonText } from '@levee/domain'
import { MessageReadError } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { rereadMessages } from '../intake/service.ts'
import {
  type HtmlCache,
  htmlOptions,
  type HtmlView,
  pictureDay,
  readHtml,
  type ShownHtml,
} from './message-html.ts'
import {
  allowImages,
  blockImages,
  findMessage,
  findName,
  findSource,
  type MessageRow,
  messagesIn,
} from './queries.ts'

/** The messages of a conversation that the viewer may see, the oldest first. */
export async function messagesOf(
  tx: Queryable,
  conversationId: string,
  language: Language,
): Promise<Message[]> {
  const rows = await messagesIn(tx, conversationId)
  return rows.map((row) => shownMessage(row, language))
}

/** One message. @throws {DomainError} `not-found` when there is none that the viewer may see. */
export async function getMessage(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  id: string,
): Promise<Message> {
  return shownMessage(found(await findMessage(db, viewer, id), 'message'), viewer.locale)
}

/**
 * Reads a message again, as when it could not be read.
 * @throws {DomainError} `not-found` when there is none that the viewer may see.
 */
export async function rereadMessage(deps: Deps, viewer: Viewer, id: string): Promise<Message> {
  await getMessage(deps, viewer, id)
  await rereadMessages(deps, { ids: [id] })
  return getMessage(deps, viewer, id)
}

/** The bytes of a message as they were received, and a name for them as a file. */
export async function getSource(
  { db, blobs }: Pick<Deps, 'db' | 'blobs'>,
  viewer: Viewer,
  id: string,
): Promise<{ raw: Buffer; fileName: string }> {
  const { rawSha256 } = found(await findSource(db, viewer, id), 'message')
  const raw = await blobs.get(found(rawSha256, 'source'))
  const { reference, receivedAt } = found(await findName(db, id), 'message')
  const name = reference ?? receivedAt.toISOString().slice(0, 10)
  return { raw, fileName: `${name}-${id.slice(-6)}.eml` }
}

/** The HTML of a message, cleaned. */
export async function getHtml(
  deps: Pick<Deps, 'db' | 'blobs' | 'reader' | 'keys' | 'now'> & { cache: HtmlCache },
  viewer: Viewer,
  view: HtmlView,
): Promise<ShownHtml> {
  const { db, blobs, reader, keys, now, cache } = deps
  const { rawSha256, isSuspicious } = found(await findSource(db, viewer, view.id), 'message')
  const sha256 = found(rawSha256, 'source')
  const today = pictureDay(now())
  return cache.get(JSON.stringify([sha256, isSuspicious, today, view]), async () => {
    const raw = await blobs.get(sha256)
    const options = htmlOptions(view, keys.images, { today, isSuspicious })
    return readHtml(reader, raw, options).catch(refuseUnreadable)
  })
}

/**
 * Chooses whether the pictures of a message's sender are always shown, to everybody.
 * @throws {DomainError} `forbidden` for a sender who is likely somebody else.
 */
export async function setRemoteImages(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { id, remoteImages }: { id: string } & Pick<Message, 'remoteImages'>,
): Promise<Message> {
  const { from, trust } = await getMessage({ db }, viewer, id)
  if (remoteImages === 'blocked') await blockImages(db, from.address)
  else if (trust.level === 'danger' || from.address === '')
    throw new DomainError('forbidden', 'The sender of this message may be somebody else.')
  else await allowImages(db, from.address, { by: viewer.id, at: now() })
  return getMessage({ db }, viewer, id)
}

function found<T>(row: T | undefined | null, what: string): T {
  if (row === undefined || row === null)
    throw new DomainError('not-found', `There is no such ${what}.`)
  return row
}

function refuseUnreadable(cause: unknown): never {
  if (!(cause instanceof MessageReadError)) throw cause
  if (cause.code === 'noSuchPart')
    throw new DomainError('not-found', 'There is no such attachment.')
  if (cause.code === 'closed') throw new DomainError('unavailable', 'The server is stopping.')
  throw new DomainError('not-found', 'This message cannot be shown; its source can be downloaded.')
}

function shownMessage(
  {
    fromName,
    fromAddress,
    date,
    receivedAt,
    problem,
    attachments,
    areImagesAllowed,
    authentication,
    trustLevel,
    trustReasons,
    claim,
    ...row
  }: MessageRow,
  language: Language,
): Message {
  const { spf, dkim, dmarc, arc, source } = authentication ?? NOTHING_KNOWN
  const level = trustLevel ?? 'unknown'
  return {
    ...row,
    from: { name: fromName, address: fromAddress },
    date: date?.toISOString() ?? null,
    receivedAt: receivedAt.toISOString(),
    textWithoutQuotes: foldQuotes(row.text).visible,
    attachments: withContents(attachments),
    ...(problem !== null && { problem }),
    authentication: { spf, dkim, dmarc, arc, source },
    trust: {
      level,
      reasons: trustReasons.map((reason) => ({ ...reason, ...reasonText(reason, language) })),
      claim,
    },
    remoteImages: areImagesAllowed && level !== 'danger' ? 'shown' : 'blocked',
  }
}

const NOTHING_KNOWN = { spf: null, dkim: null, dmarc: null, arc: null, source: null }

/** The files of a message, each with those that are in it. */
function withContents(files: MessageRow['attachments']): Attachment[] {
  return files
    .filter(({ within }) => within === null)
    .map(({ within: _outermost, ...file }) => ({
      ...file,
      preview: previewKind(file.name, file.contentType),
      contents: files
        .filter(({ within }) => within === file.index)
        .map(({ index, name, contentType, size }) => ({ index, name, contentType, size })),
    }))
}
