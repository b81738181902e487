import type { MimeNode } from './parse-mime.ts'

/** A piece of what a reader sees, in reading order. */
export type BodyBlock = { type: 'plain' | 'html'; text: string }

/**
 * The pieces of a message's body. Of parts that say the same in several ways (RFC 2046 §5.1.4) the
 * first in plain text or the last, richest one in HTML is taken, whichever is preferred.
 */
export function bodyBlocks(node: MimeNode, prefer: BodyBlock['type']): BodyBlock[] {
  if (node.children.length === 0) return leafBlocks(node)
  const parts = node.children.map((child) => bodyBlocks(child, prefer))
  if (node.contentType !== 'multipart/alternative') return parts.flat()
  const inOrder = prefer === 'html' ? parts.toReversed() : parts
  const preferred = inOrder.find((blocks) => blocks.some((block) => block.type === prefer))
  return preferred ?? inOrder.find((blocks) => blocks.length > 0) ?? []
}

function leafBlocks({ contentType, textContent }: MimeNode): BodyBlock[] {
  if (!textContent?.trim()) return []
  return [{ type: contentType === 'text/html' ? 'html' : 'plain', text: textContent }]
}
