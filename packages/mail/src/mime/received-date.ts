import { headerFields } from './header-fields.ts'
import type { Header } from './header-fields.ts'
import { readDate } from './message-date.ts'

/** When the last server took a message, by its topmost Received field (RFC 5321 §4.4); null when none says it. */
export function receivedDate(headers: readonly Header[]): Date | null {
  for (const { name, value } of headers) {
    if (name.toLowerCase() !== 'received') continue
    const date = readDate(value.slice(value.lastIndexOf(';') + 1))
    if (date) return date
  }
  return null
}

/** The same for the bytes of a message. */
export function receivedDateIn(raw: Buffer): Date | null {
  return receivedDate(headerFields(raw))
}
