import { attachmentName } from './attachment-name.ts'
import { withLineFeeds } from './line-feeds.ts'
import { messageBody, partName } from './message-body.ts'
import { MessageReadError } from './message-read-error.ts'
import { decodedBody, partTree } from './part-tree.ts'
import { messageCharset } from './read-message.ts'

/** One part of a message, decoded. */
export type MessagePart = { name: string; contentType: string; content: Buffer }

/**
 * The part that `ParsedMessage.attachments` lists under `index`.
 * @throws {MessageReadError} `noSuchPart` when the message has no such part.
 */
export function messagePart(raw: Buffer, index: number): MessagePart {
  const body = messageBody(partTree(withLineFeeds(raw)).root)
  const part = body.files[index]
  if (!part) throw new MessageReadError('noSuchPart', `There is no part ${index}.`)
  const filename = partName(part, messageCharset(body))
  const name = attachmentName({ contentType: part.type, filename }, index)
  return { name, contentType: part.type, content: decodedBody(part) }
}
