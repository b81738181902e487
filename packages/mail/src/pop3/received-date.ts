import { fieldBinary, headerBlock } from '../mime/header-fields.ts'
import { readDate } from '../mime/message-date.ts'

/**
 * When the mailbox's own server received a message: the date of its topmost Received field (RFC 5321 §4.4),
 * which that server wrote. POP3 does not tell otherwise. Null where there is none, or none that is a date.
 */
export function receivedDate(raw: Buffer): Date | null {
  const top = headerBlock(raw).fields.find(({ name }) => name.toLowerCase() === 'received')
  if (!top) return null
  const value = fieldBinary(raw, top)
  return readDate(value.slice(value.lastIndexOf(';') + 1))
}
