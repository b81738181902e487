/** Text that PostgreSQL stores: without NUL and without halves of surrogate pairs. */
export function storableText(text: string): string {
  const full = text.includes('\0') ? text.replaceAll('\0', '') : text
  return full.isWellFormed() ? full : full.toWellFormed()
}

const PLAIN = /^[ -~]*$/ // most of what mail is made of
const CONTROLS = /[[\p{Cc}--[\x80-\x9f]]\u2028\u2029]+/gv // not C1: often letters of a mislabelled charset

/** The same on one line, for subjects, names and header values: control characters become spaces. */
export function storableLine(text: string): string {
  if (PLAIN.test(text)) return text.trim()
  return storableText(text).replace(CONTROLS, ' ').trim()
}

/** The beginning of a text that takes at most `limit` bytes of UTF-8. */
export function firstBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text
  const cut = Buffer.from(text.slice(0, limit)).subarray(0, limit).toString()
  return cut.replace(/\uFFFD$/, '') // the character that the cut went through
}
