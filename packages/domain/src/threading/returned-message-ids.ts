const LONGEST_REPORT = 1_000_000 // characters: a bounce carries headers, not the attachments it returns

/**
 * The Message-IDs of the mail that a delivery report returns (RFC 3464 §2): those of the header
 * blocks inside it, not its own.
 * @param source the raw message, one character a byte.
 */
export function returnedMessageIds(source: string): string[] {
  const report = source.slice(0, LONGEST_REPORT)
  const end = /\r?\n\r?\n/.exec(report)
  if (!end) return []
  const body = report.slice(end.index)
  const found = body.matchAll(
    /^[ \t]{0,8}Message-ID:[ \t]{0,8}(?:\r?\n[ \t]{1,8})?<([^<>\s]{1,998})>/gim,
  )
  return [...new Set([...found].map(([, id = '']) => id))].slice(0, 10)
}
