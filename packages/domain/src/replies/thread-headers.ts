/** What places a reply in its thread; all without angle brackets. */
export type ThreadHeaders = { inReplyTo: string | undefined; references: string[] }

/**
 * How many References a reply carries: the first, which names the thread, and the latest. Programs
 * find the thread by any of them, and some servers refuse headers of several kilobytes.
 */
const MOST_REFERENCES = 30

/** In-Reply-To and References of an answer to `parent` (RFC 5322 §3.6.4). */
export function threadHeaders(parent: {
  internetMessageId: string | null
  inReplyTo: readonly string[]
  references: readonly string[]
}): ThreadHeaders {
  const ancestors =
    parent.references.length === 0 && parent.inReplyTo.length === 1
      ? parent.inReplyTo
      : parent.references
  const chain = [...ancestors, parent.internetMessageId ?? ''].map(bare).filter(isMessageId)
  const unique = [...new Set(chain.toReversed())].toReversed()
  const own = bare(parent.internetMessageId ?? '')
  return { inReplyTo: isMessageId(own) ? own : undefined, references: capped(unique) }
}

function capped(references: string[]): string[] {
  if (references.length <= MOST_REFERENCES) return references
  return [...references.slice(0, 1), ...references.slice(1 - MOST_REFERENCES)]
}

function bare(id: string): string {
  return id.trim().replace(/^</u, '').replace(/>$/u, '')
}

/** One word: what holds spaces, brackets or controls would break the header it is put in. */
function isMessageId(id: string): boolean {
  return id.length <= 500 && /^[^\s<>\p{Cc}]+$/u.test(id)
}
