import { messageHtml } from '../../html/message-html.ts'
import type { ParsedMessage } from '../../mime/parsed-message.ts'
import { readMessage } from '../../mime/read-message.ts'

/** What was read of a message: its own files, and `html`, the document that shows it. */
export type Reading = Pick<ParsedMessage, 'subject' | 'from' | 'text' | 'attachments'> & {
  html: string
}

/**
 * Reads a message with all that people see of it.
 * @throws when it cannot be read.
 */
export async function readAsSeen(raw: Buffer): Promise<Reading> {
  const result = readMessage(raw)
  if (!result.ok) throw new Error(result.problem)
  const { html } = messageHtml(raw, { partUrl: '/parts/{index}' })
  const attachments = result.message.attachments.filter(({ within }) => within === null)
  return { ...result.message, attachments, html }
}
