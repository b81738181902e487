import { readDate } from '../mime/message-date.ts'

/** The line that begins a message in an mbox file: `From ADDRESS DATE` (RFC 4155). */
export type Separator = {
  /** The envelope sender; '-' or '' when the program that wrote the file did not say. */
  sender: string
  /** As written, else in UTC (RFC 4155); null when the line has none. */
  date: Date | null
}

/** Longer lines that begin with "From " are text. */
export const LONGEST_SEPARATOR = 1_000 // bytes

const WITH_DATE =
  /^From (?<sender>"[^"]*"\S*|\S+) +(?<date>(?:mon|tue|wed|thu|fri|sat|sun),? +(?:\w{3} +\d{1,2}|\d{1,2} \w{3}\w* \d{4}) .*\d.*)$/i
/** Of programs that write no date: Thunderbird's, Gmail's. */
const WITHOUT_DATE = /^From (?<sender>-|[^\s@]+@[^\s@]+|) *$/

/** Reads a line as a separator; undefined when it is only a line of text that begins with "From ". */
export function readSeparator(line: string): Separator | undefined {
  const found = WITH_DATE.exec(line)?.groups ?? WITHOUT_DATE.exec(line)?.groups
  if (!found) return undefined
  const { sender = '', date } = found
  const read = date === undefined ? null : readDate(date)
  return date !== undefined && read === null ? undefined : { sender, date: read }
}

/** Whether a line can begin a message: a field of its header. */
export function looksLikeField(line: string): boolean {
  return /^[!-9;-~]{1,80}[ \t]*:/.test(line)
}
