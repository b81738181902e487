import { withLineFeeds } from './line-feeds.ts'
import { messageBody } from './message-body.ts'
import { messageFiles } from './message-files.ts'
import { MessageReadError } from './message-read-error.ts'
import { partTree } from './part-tree.ts'
import { messageCharset } from './read-message.ts'

/** One part of a message, decoded. */
export type MessagePart = { name: string; contentType: string; content: Buffer }

/**
 * The part that `ParsedMessage.attachments` lists under `index`.
 * @throws {MessageReadError} `noSuchPart` when the message has no such part.
 */
export function messagePart(raw: Buffer, index: number): MessagePart {
  const body = messageBody(partTree(withLineFeeds(raw)).root)
  const file = messageFiles(body, messageCharset(body))[index]
  if (!file) throw new MessageReadError('noSuchPart', `There is no part ${index}.`)
  return { name: file.name, contentType: file.contentType, content: file.content() }
}
