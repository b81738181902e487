import { decodedBody, partTree } from '../mime/part-tree.ts'
import type { MimePart } from '../mime/part-tree.ts'

/** A tree of parts as types with bodies: `['multipart/mixed', ['text/plain', 'text'], …]`. */
export type Outline = [string, ...(string | Outline)[]]

/** The parts of a message that is written line by line. */
export function partsOf(...lines: string[]): Outline {
  return outline(partTree(Buffer.from(lines.join('\r\n'), 'latin1')).root)
}

function outline(part: MimePart): Outline {
  if (part.children.length > 0) return [part.type, ...part.children.map(outline)]
  return [part.type, decodedBody(part).toString('latin1')]
}
