import type { FailedRecipient } from '@levee/domain'
import { FAILURE_TEXT } from './failure-words.ts'

const MOST_RECIPIENTS = 20
const LONGEST_NOTE = 8_000 // characters: a server says what went wrong before it returns the mail
/** Without the marks that stand around an address more often than in it. */
const ADDRESS = /[\w.!#$%&*+/?^{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+/g

/**
 * Who did not get a mail, as a bounce says it that follows no format: qmail, Exim, sendmail and their kin
 * name each address with the reason beside or below it.
 * @param own addresses that only say from whom and to whom the bounce itself is.
 */
export function failedInText(text: string, own: ReadonlySet<string>): FailedRecipient[] {
  const lines = noteOf(text).split('\n')
  const found = new Map<string, FailedRecipient>()
  for (const [place, line] of lines.entries()) {
    for (const [address] of line.matchAll(ADDRESS)) {
      const key = address.toLowerCase()
      if (own.has(key) || found.has(key) || isOfServer(key)) continue
      if (found.size < MOST_RECIPIENTS) found.set(key, { address, ...reasonAt(lines, place) })
    }
  }
  const list = [...found.values()]
  const explained = list.filter(({ diagnostic }) => diagnostic !== '')
  if (explained.length > 0) return explained
  if (list.length > 0) return list
  const line = lines.find((each) => FAILURE_TEXT.test(each)) ?? ''
  return [{ address: '', status: statusIn(line), diagnostic: shown(line) }]
}

/** The words of the server, without the mail that it returns. */
function noteOf(text: string): string {
  const note = text
    .slice(0, LONGEST_NOTE * 2)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/<[^<>@]*>/g, ' ')
  const returned = /^[>\s]*(?:received|return-path|message-id):\s/im.exec(note)
  const end = returned && returned.index > 100 ? returned.index : note.length
  return note.slice(0, Math.min(end, LONGEST_NOTE))
}

/** The reason stands on the line of the address or on the few below it. */
function reasonAt(
  lines: readonly string[],
  place: number,
): Pick<FailedRecipient, 'status' | 'diagnostic'> {
  const near = lines.slice(place, place + 6)
  const end = near.findIndex(
    (line, at) => at > 0 && line.search(ADDRESS) >= 0 && line.trim() !== '' && !/\d{3}/.test(line),
  )
  const own = (end > 0 ? near.slice(0, end) : near).map((line) => line.trim())
  const reason =
    own.find((line) => /\b[45]\d\d\b/.test(line)) ??
    own.find((line) => FAILURE_TEXT.test(line)) ??
    ''
  return { status: statusIn(own.join(' ')), diagnostic: shown(reason) }
}

function statusIn(text: string): string {
  return /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? ''
}

function shown(line: string): string {
  return line
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 1000)
}

function isOfServer(address: string): boolean {
  return /^(?:mailer-daemon|postmaster|mail-daemon|abuse|support|helpdesk)@/.test(address)
}
