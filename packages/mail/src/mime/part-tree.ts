import { hasDelimiter, partRanges, pieces } from './boundaries.ts'
import type { Range } from './boundaries.ts'
import { fieldBinary, headerBlock } from './header-fields.ts'
import type { HeaderField } from './header-fields.ts'
import { parameterised } from './parameters.ts'
import type { Parameterised } from './parameters.ts'
import { decodeTransfer } from './transfer-encoding.ts'
import { withoutComments } from './without-comments.ts'

/** A part of a message (RFC 2045 §2.4) as a range of bytes; nothing of it is decoded yet. */
export type MimePart = {
  /** Media type in lower case. */
  type: string
  /** Its header, in `source`. */
  fields: HeaderField[]
  contentType: Parameterised
  disposition: Parameterised
  encoding: string
  /** Content-ID without brackets. */
  contentId: string | null
  /** What `start` and `end` of the body count in: the message, or what a part of it decodes to. */
  source: Buffer
  start: number
  end: number
  /** The parts of a multipart, or the one message in a message/rfc822. */
  children: MimePart[]
}

/** Why a message was not taken apart to its end; what was not is a part that can be downloaded. */
export type PartTreeProblem = 'tooDeep' | 'tooManyParts' | 'headerTooLong'

export type PartTree = { root: MimePart; problem: PartTreeProblem | null }

/** Levels: the deepest mail that anybody wrote on purpose, a torture test, has 12; each is searched once. */
const DEEPEST = 100
/** Parts: a digest of a year has 400, and every part is a row to store and a line to show. */
const MOST_PARTS = 1000
/** Boundaries of multiparts before a part, for which it is searched. */
const MOST_ENDED = 10
/** Bytes that may be searched for parts within parts, of each byte of the message: torture tests need 12. */
const MOST_SEARCHED = 32
/** Bytes that may come of decoding containers, of each byte of the message: they are kept in memory. */
const MOST_DECODED = 2
/** Bytes for which a message need not be large. */
const ALWAYS = 4_000_000

type Walk = {
  parts: number
  searchable: number
  decodable: number
  problem: PartTreeProblem | null
}

/** Finds the parts of a message, however broken; it always ends, in time proportional to its length. */
export function partTree(raw: Buffer): PartTree {
  const walk: Walk = {
    parts: 0,
    searchable: ALWAYS + raw.length * MOST_SEARCHED,
    decodable: ALWAYS + raw.length * MOST_DECODED,
    problem: null,
  }
  const root = readPart(walk, { source: raw, start: 0, end: raw.length }, 'text/plain', 0)
  return { root, problem: walk.problem }
}

/** The parts that have no parts, in order; `within` also those of messages in the message. */
export function leaves(part: MimePart, within: 'message' | 'nested' = 'message'): MimePart[] {
  if (part.type.startsWith('multipart/')) {
    if (part.children.length > 0) return part.children.flatMap((child) => leaves(child, within))
    return [part]
  }
  if (within === 'message') return [part]
  return [part, ...part.children.flatMap((child) => leaves(child, within))]
}

/** The body of a part as it stands in the message. */
export function encodedBody({ source, start, end }: MimePart): Buffer {
  return source.subarray(start, end)
}

/** What the body of a part stands for. */
export function decodedBody(part: MimePart): Buffer {
  return decodeTransfer(encodedBody(part), part.encoding)
}

function readPart(
  walk: Walk,
  { source, start, end }: Range,
  defaultType: string,
  depth: number,
): MimePart {
  walk.parts++
  const { fields, bodyStart, isCut } = headerBlock(source, start, end)
  if (isCut) walk.problem ??= 'headerTooLong'
  const part = partOf({ source, start: bodyStart, end }, fields, defaultType)
  if (isContainer(part)) {
    const children = depth < DEEPEST ? childrenOf(walk, part, depth + 1) : undefined
    if (!children) walk.problem ??= 'tooDeep'
    if (children?.length === 0) part.type = 'text/plain' // its boundary never comes
    part.children = children ?? []
  }
  return part
}

function partOf(
  { source, start, end }: Range,
  fields: HeaderField[],
  defaultType: string,
): MimePart {
  const value = (name: string): string => {
    // the names differ in length, and so do those of most other fields
    const field = fields.find(
      (each) => each.name.length === name.length && each.name.toLowerCase() === name,
    )
    return field ? fieldBinary(source, field) : ''
  }
  const contentType = parameterised(value('content-type'))
  return {
    type: mediaType(contentType.value, defaultType),
    fields,
    contentType,
    disposition: parameterised(value('content-disposition')),
    encoding: encodingName(value('content-transfer-encoding')),
    contentId: /[^<>\s][^>]*/.exec(value('content-id'))?.[0].trimEnd() ?? null,
    source,
    start: Math.min(start, end),
    end,
    children: [],
  }
}

/** A type without subtype is that of text, anything else that is none is unknown (RFC 2045 §5.2). */
function mediaType(value: string, defaultType: string): string {
  const type = value.replace(/\s+/g, '')
  if (/^[\w!#$&^.+%*'`{|}~-]+\/[\w!#$&^.+%*'`{|}~-]+$/.test(type)) return type
  if (type === '' || type === 'text' || type === 'text/') return defaultType
  return type.startsWith('multipart') ? 'multipart/mixed' : 'application/octet-stream'
}

function encodingName(value: string): string {
  return withoutComments(value)
    .toLowerCase()
    .replace(/["'\s;:]+/g, '')
}

function isContainer({ type }: MimePart): boolean {
  return type.startsWith('multipart/') || type === 'message/rfc822' || type === 'message/global'
}

/** The parts of a container, undefined when to read them would take too long. */
function childrenOf(walk: Walk, part: MimePart, depth: number): MimePart[] | undefined {
  const range = readableRange(walk, part)
  walk.searchable -= range ? range.end - range.start : 0
  if (!range || walk.searchable < 0) return undefined
  if (!part.type.startsWith('multipart/')) return [readPart(walk, range, 'text/plain', depth)]
  const defaultType = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const children: MimePart[] = []
  let ended: string[] = []
  for (const child of partRanges(range, part.contentType.parameter('boundary'))) {
    for (const piece of piecesOf(child, ended)) {
      if (walk.parts >= MOST_PARTS) {
        walk.problem ??= 'tooManyParts'
        return [...children, restOf({ ...range, start: piece.start })]
      }
      const read = readPart(walk, piece, defaultType, depth)
      children.push(read)
      ended = [...ended, ...boundariesIn(read)].slice(-MOST_ENDED)
    }
  }
  return children
}

function boundariesIn(part: MimePart): string[] {
  const own = part.contentType.parameter('boundary')
  return [...(own ? [own] : []), ...part.children.flatMap(boundariesIn)]
}

/**
 * A part, cut where delimiters of multiparts stand that have ended before: some programs nest them
 * wrongly, and structure is no text. Only texts are: a file may well hold such a line.
 */
function* piecesOf(range: Range, ended: readonly string[]): Generator<Range> {
  const boundary = isShownText(range, ended)
    ? ended.find((each) => hasDelimiter(range, each))
    : undefined
  if (boundary === undefined) yield range
  else for (const piece of pieces(range, boundary)) yield* piecesOf(piece, ended)
}

function isShownText({ source, start, end }: Range, ended: readonly string[]): boolean {
  if (ended.length === 0) return false
  const { fields, bodyStart } = headerBlock(source, start, end)
  const { type, disposition } = partOf({ source, start: bodyStart, end }, fields, 'text/plain')
  return type.startsWith('text/') && disposition.value !== 'attachment'
}

/** A container must not be encoded (RFC 2045 §6.4), but some are. */
function readableRange(walk: Walk, part: MimePart): Range | undefined {
  const isEncoded = /^(?:base64|quoted-printable|(?:x-)?uu)/.test(part.encoding)
  if (!isEncoded) return part
  walk.decodable -= part.end - part.start
  if (walk.decodable < 0) return undefined
  const source = decodedBody(part)
  return { source, start: 0, end: source.length }
}

/** Everything after the last part that is listed, as one part. */
function restOf(range: Range): MimePart {
  return partOf(range, [], 'application/octet-stream')
}
