import { attachmentName } from './attachment-name.ts'
import { MessageReadError } from './message-read-error.ts'
import { parseMime } from './parse-mime.ts'

/** One part of a message, decoded. */
export type MessagePart = { name: string; contentType: string; content: Buffer }

/**
 * The part that `ParsedMessage.attachments` lists under `index`.
 * @throws {MessageReadError} `noSuchPart` when the message has no such part.
 */
export async function messagePart(raw: Buffer, index: number): Promise<MessagePart> {
  const { attachments } = await parseMime(raw, (position) => position === index)
  const attachment = attachments[index]
  if (!attachment?.content) throw new MessageReadError('noSuchPart', `There is no part ${index}.`)
  const { contentType, content } = attachment
  return { name: attachmentName(attachment, index), contentType, content }
}
