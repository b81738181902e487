import { decodeText } from './charset.ts'
import { rtfOfCompressed } from './compressed-rtf.ts'

/** A file or a body in a winmail.dat. */
export type TnefFile = {
  name: string
  contentType: string
  contentId: string | null
  content: Buffer
}

const SIGNATURE = 0x223e9f78
/** Files: a mail of Outlook has some; more is a trap. */
const MOST_FILES = 500

/** Attributes (MS-OXTNEF §2.1.3.4). */
const ATTRIBUTE = {
  codepage: 0x00069007,
  messageProperties: 0x00069003,
  newAttachment: 0x00069002,
  title: 0x00018010,
  data: 0x0006800f,
  attachmentProperties: 0x00069005,
} as const

/** MAPI properties (MS-OXPROPS). */
const PROPERTY = {
  html: 0x1013,
  compressedRtf: 0x1009,
  dataObject: 0x3701,
  longName: 0x3707,
  displayName: 0x3001,
  mimeType: 0x370e,
  contentId: 0x3712,
} as const

type Draft = { title: string; data: Buffer | undefined; properties: Map<number, Buffer | string> }

/**
 * The files in what Outlook sends as `winmail.dat` (MS-OXTNEF): attachments, and the formatted body as a
 * file. One that is cut or damaged gives what can still be read; anything else gives nothing.
 */
export function tnefFiles(bytes: Buffer): TnefFile[] {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return []
  let charset = 'windows-1252'
  const bodies: TnefFile[] = []
  const drafts: Draft[] = []
  for (const { id, data } of attributes(bytes)) {
    const draft = drafts.at(-1)
    if (id === ATTRIBUTE.codepage && data.length >= 4) charset = `windows-${data.readUInt32LE(0)}`
    else if (id === ATTRIBUTE.messageProperties) bodies.push(...bodiesOf(properties(data, charset)))
    else if (id === ATTRIBUTE.newAttachment && drafts.length < MOST_FILES)
      drafts.push({ title: '', data: undefined, properties: new Map() })
    else if (id === ATTRIBUTE.title && draft) draft.title = textOf(data, charset)
    else if (id === ATTRIBUTE.data && draft) draft.data = data
    else if (id === ATTRIBUTE.attachmentProperties && draft)
      draft.properties = properties(data, charset)
  }
  return [...drafts.flatMap(fileOf), ...bodies]
}

function* attributes(bytes: Buffer): Generator<{ id: number; data: Buffer }> {
  for (let at = 6; at + 9 <= bytes.length;) {
    const start = at + 9
    const length = bytes.readUInt32LE(at + 5)
    yield { id: bytes.readUInt32LE(at + 1), data: bytes.subarray(start, start + length) }
    at = start + length + 2 // a checksum, which says nothing that we would act on
  }
}

function fileOf({ title, data, properties }: Draft): TnefFile[] {
  const object = properties.get(PROPERTY.dataObject)
  const content = data ?? (Buffer.isBuffer(object) ? object : undefined)
  if (!content) return []
  const text = (property: number): string => {
    const value = properties.get(property)
    return typeof value === 'string' ? value : ''
  }
  const name = text(PROPERTY.longName) || title || text(PROPERTY.displayName)
  const contentType = text(PROPERTY.mimeType).toLowerCase() || 'application/octet-stream'
  return [{ name, contentType, contentId: text(PROPERTY.contentId) || null, content }]
}

function bodiesOf(found: Map<number, Buffer | string>): TnefFile[] {
  const html = found.get(PROPERTY.html)
  const rtf = found.get(PROPERTY.compressedRtf)
  const files: TnefFile[] = []
  if (html !== undefined) files.push(bodyFile('html', 'text/html', Buffer.from(html)))
  const decoded = Buffer.isBuffer(rtf) ? rtfOfCompressed(rtf) : undefined
  if (decoded) files.push(bodyFile('rtf', 'application/rtf', decoded))
  return files
}

function bodyFile(extension: string, contentType: string, content: Buffer): TnefFile {
  return { name: `message.${extension}`, contentType, contentId: null, content }
}

/** The properties of a MAPI list that we know by number (MS-OXTNEF §2.1.3.5); it ends where it makes no sense. */
function properties(data: Buffer, charset: string): Map<number, Buffer | string> {
  const found = new Map<number, Buffer | string>()
  const count = data.length >= 4 ? data.readUInt32LE(0) : 0
  let at = 4
  for (let n = 0; n < count && at + 4 <= data.length; n++) {
    const type = data.readUInt16LE(at)
    const id = data.readUInt16LE(at + 2)
    const value = readValue(data, afterName(data, at + 4, id), type)
    if (!value) break
    const [bytes] = value.values
    if (bytes) found.set(id, isText(type) ? mapiText(bytes, type, charset) : bytes)
    at = value.end
  }
  return found
}

/** Properties from 0x8000 on carry a name: a GUID, a kind, and a number or a text. */
function afterName(data: Buffer, at: number, id: number): number {
  if (id < 0x8000 || at + 24 > data.length) return at
  const isText = data.readUInt32LE(at + 16) === 1
  return isText ? at + 24 + padded(data.readUInt32LE(at + 20)) : at + 24
}

const MULTIPLE = 0x1000
const OBJECT = 0x0d
const BINARY = 0x102
const TEXT = 0x1e
const UNICODE = 0x1f
const SIZES: Record<number, number> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
}

function readValue(
  data: Buffer,
  start: number,
  type: number,
): { values: Buffer[]; end: number } | undefined {
  const single = type & ~MULTIPLE
  const isVariable = single === OBJECT || single === BINARY || single === TEXT || single === UNICODE
  let at = start
  const hasCount = isVariable || (type & MULTIPLE) !== 0
  if (hasCount && at + 4 > data.length) return undefined
  const count = hasCount ? data.readUInt32LE(at) : 1
  if (hasCount) at += 4
  const values: Buffer[] = []
  for (let n = 0; n < count; n++) {
    const size = isVariable ? (at + 4 <= data.length ? data.readUInt32LE(at) : -1) : SIZES[single]
    if (size === undefined || size < 0) return undefined
    if (isVariable) at += 4
    const value = data.subarray(at, at + size)
    values.push(single === OBJECT ? value.subarray(16) : value) // an object begins with its class
    at += padded(size)
    if (at > data.length + 3) return values.length > 0 ? { values, end: data.length } : undefined
  }
  return { values, end: at }
}

function padded(size: number): number {
  return Math.ceil(size / 4) * 4 // not by bits: a damaged size may have all 32
}

function isText(type: number): boolean {
  return type === TEXT || type === UNICODE
}

function mapiText(bytes: Buffer, type: number, charset: string): string {
  return type === UNICODE ? bytes.toString('utf16le').replace(/\0.*$/s, '') : textOf(bytes, charset)
}

function textOf(bytes: Buffer, charset: string): string {
  return decodeText(bytes, charset).replace(/\0.*$/s, '')
}
