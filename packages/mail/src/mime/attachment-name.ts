import { firstBytes, storableLine } from './storable-text.ts'

const LONGEST_NAME = 255 // bytes: what file systems take

/** Extensions for parts that come without a name. */
const EXTENSIONS: Record<string, string> = {
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'text/rfc822-headers': 'txt',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
}

/** Characters that turn the reading direction, with which an .exe can look like a .pdf. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A path as some programs send it: the last part is the name (RFC 2183 §2.3). */
const WINDOWS_PATH = /^(?:[a-z]:|\\\\)?[^/]*\\(?=[^\\]+$)/i
/** Names that Windows takes for devices, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/i

/** The name under which a part can be listed and saved: never a path, never empty, its extension visible. */
export function attachmentName(
  attachment: { filename: string; contentType: string },
  index: number,
): string {
  const given = storableLine(attachment.filename)
    .replace(DIRECTION, '')
    .replace(WINDOWS_PATH, '')
    .replace(/[/\\:*?|]+/g, '_')
  const name = trimmed(given).replace(DEVICE, '_$&')
  return name ? shorten(name) : unnamed(attachment.contentType, index)
}

/** Without dots and white space around it: they hide files, and the extension of others. */
function trimmed(name: string): string {
  const start = name.search(/[^.\s]/)
  let end = name.length // a pattern for the end takes quadratic time
  while (end > start && /[.\s]/.test(name[end - 1] ?? '')) end--
  return start < 0 ? '' : name.slice(start, end)
}

function unnamed(contentType: string, index: number): string {
  const extension = EXTENSIONS[contentType]
  return `part-${index + 1}${extension ? `.${extension}` : ''}`
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name
  const extension = /\.[^.]{1,16}$/u.exec(name)?.[0] ?? ''
  return firstBytes(name, LONGEST_NAME - Buffer.byteLength(extension)) + extension
}
