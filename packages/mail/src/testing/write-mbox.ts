/** How programs write mbox files. */
export type MboxDialect = 'mboxo' | 'mboxrd' | 'mboxcl' | 'mboxcl2'

/**
 * Messages as an mbox file. Those of the dialects with a Content-Length must have that field in their header with four
 * digits, which are put right here.
 */
export function writeMbox(
  messages: readonly Buffer[],
  dialect: MboxDialect,
  { date = new Date('2026-03-02T09:30:00Z'), sender = 'anne@x.example' } = {},
): Buffer {
  const separator = `From ${sender} ${fromDate(date)}\n`
  return Buffer.concat(
    messages.flatMap((raw) => [
      Buffer.from(separator),
      Buffer.from(WRITERS[dialect](raw.toString('latin1')), 'latin1'),
      Buffer.from('\n'),
    ]),
  )
}

/** A date as the C library writes it. */
function fromDate(date: Date): string {
  const [day, number, month, year, time] = date.toUTCString().replace(',', '').split(' ')
  return `${day} ${month} ${number} ${time} ${year}`
}

const WRITERS: Record<MboxDialect, (text: string) => string> = {
  mboxo: (text) => text.replace(/(^|\n)From /g, '$1>From '),
  mboxrd: quoted,
  mboxcl: (text) => withLength(quoted(text)),
  mboxcl2: withLength,
}

/** Lines end with LF here: a bare CR ends none. */
function quoted(text: string): string {
  return text.replace(/(^|\n)(>*From )/g, '$1>$2')
}

function withLength(text: string): string {
  const { index = 0, 0: blank = '' } = /\r?\n\r?\n/.exec(text) ?? {}
  const length = text.length - index - blank.length
  return text.replace(/^(content-length: )\d{4}/im, `$1${String(length).padStart(4, '0')}`)
}
