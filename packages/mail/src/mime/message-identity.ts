import { createHash, hash } from 'node:crypto'
import { headerBlock } from './header-fields.ts'
import type { HeaderField } from './header-fields.ts'

/** What tells messages apart: the hash of their bytes without what delivery adds to them; and all their bytes' number. */
export type MessageIdentity = { contentSha256: string; size: number }

/** Fields that servers add on the way (RFC 5321 §4.4): they differ between two deliveries of one e-mail. */
const TRACE =
  /^(?:return-path|received|delivered-to|x-original-to|envelope-to|x-envelope-[!-9;-~]+)$/i

/** The identity of a message; two deliveries of the same e-mail have one `contentSha256`. */
export function identify(
  raw: Buffer,
  fields: readonly HeaderField[] = headerBlock(raw).fields,
): MessageIdentity {
  return { contentSha256: contentSha256(raw, fields), size: raw.length }
}

function contentSha256(raw: Buffer, fields: readonly HeaderField[]): string {
  const pieces: Buffer[] = []
  let kept = 0
  for (const { name, start, end } of fields) {
    if (!TRACE.test(name)) continue
    if (start > kept) pieces.push(raw.subarray(kept, start))
    kept = end
  }
  pieces.push(raw.subarray(kept))
  const [whole] = pieces
  if (whole && pieces.length === 1) return hash('sha256', whole, 'hex')
  const sum = createHash('sha256')
  for (const piece of pieces) sum.update(piece)
  return sum.digest('hex')
}
