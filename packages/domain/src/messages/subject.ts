/** What mail programs put before a subject, in French, English and their neighbours' languages. */
const REPLY = 're|ré|rép|aw|antw|sv|rif'
const FORWARD = 'tr|fw|fwd|wg|rv'
const COUNTER = '(?:\\s?[[(]\\d{1,3}[\\])])?' // Re[2]:
const PREFIX = new RegExp(`^\\s*(?:${REPLY}|${FORWARD})${COUNTER}\\s?[::]`, 'iu')

/** The subject without any `Re:`, `RE :`, `TR :`, `Fwd:` before it: what the matter is called. */
export function bareSubject(subject: string): string {
  let rest = subject
  for (let found = PREFIX.exec(rest); found; found = PREFIX.exec(rest)) {
    rest = rest.slice(found[0].length)
  }
  return rest.trim()
}

/** The subject of an answer to `subject`: one `Re: `, however many were there. */
export function replySubject(subject: string): string {
  return `Re: ${bareSubject(subject)}`.trimEnd()
}

/** The subject of a mail that passes `subject` on: one `Fwd: `, whatever was there. */
export function forwardSubject(subject: string): string {
  return `Fwd: ${bareSubject(subject)}`.trimEnd()
}
