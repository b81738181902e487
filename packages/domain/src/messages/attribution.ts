const LONGEST_ATTRIBUTION = 4 // lines: programs wrap "On … wrote:" at 72 columns
const LONGEST_LINE = 1000 // characters looked at: no program writes a longer marker

/** "wrote", as mail programs say it. */
const WROTE =
  /(?:^|[\s>"”»])(?:wrote|a\sécrit|ont\sécrit|schrieb|schreef|geschreven|escribió|escribi[oó]|escreveu|ha\sscritto|scrisse|skrev|kirjoitti|napisał\(a\)|napisała?|napsala?|yazdı|написала?|пишет|писал)(?=[\s:：.,-]|$)/iu
/** What an attribution begins with: a preposition of dates or a date; its later lines with anything. */
const BEGINNING = /^(?:On|Le|Am|Op|El|Em|Il|Den|Dnia|W\sdniu|På|Dne)\s|^\d{1,4}[\s.\-/]/iu
const SENDER_OR_YEAR = /[<@]|\s\d{4}(?:\s|,|$)/u
const ENDING = /[:：]\*?$|^-{2,}.*-{2,}$/u
/** What an ending or a sender has. */
const MARK = /[:：@]|--/u
const ADDRESS = /[^<>\s"]+@[^<>\s"]+/u
const TIME = /\d{1,2}\s?[:.h]\s?\d{2}/u
/** "2016-10-24 15:36 GMT+02:00 Anne <anne@x.fr>:": a date and a sender, and no verb. */
const DATED_SENDER = /^(?:\p{L}+,?\s)?\d{1,4}[\s\-/.].*<[^<>\s]*@[^<>\s]+>\s?:?$/u

/**
 * The announcement of the mail that is quoted below. `isCertain`: it names a sender's address or a time,
 * as programs do and people do not. `isBeginning`: no earlier line can belong to it.
 */
export type Attribution = { end: number; isCertain: boolean; isBeginning: boolean }

/** The attribution that begins at a line, undefined when none does; `end` is the line after it. */
export function attributionAt(lines: readonly string[], start: number): Attribution | undefined {
  const last = Math.min(lines.length, start + LONGEST_ATTRIBUTION)
  if (!hasMark(lines, start, last)) return undefined
  const first = plain(lines[start])
  const isBeginning = BEGINNING.test(first)
  let sentence = ''
  for (let end = start; end < last; end++) {
    const line = plain(lines[end])
    if (line === '') return undefined
    sentence = `${sentence} ${line}`.trim().replace('< ', '<')
    if (sentence.length > LONGEST_LINE) return undefined
    if (!isAttribution(sentence, isBeginning)) continue
    const canBegin = isBeginning || SENDER_OR_YEAR.test(first) || WROTE.test(first)
    return canBegin ? { end: end + 1, isCertain: isCertain(sentence), isBeginning } : undefined
  }
  return undefined
}

/** Whether any of the lines has a character that every attribution has: few lines do, and all are looked at. */
function hasMark(lines: readonly string[], start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (MARK.test(lines[index] ?? '')) return true
  return false
}

/** Whether a sentence announces a quotation. */
function isAttribution(sentence: string, isBeginning: boolean): boolean {
  if (sentence.includes('@') && DATED_SENDER.test(sentence)) return true
  return ENDING.test(sentence) && (isBeginning || /\d|@/.test(sentence)) && WROTE.test(sentence)
}

function isCertain(sentence: string): boolean {
  return ADDRESS.test(sentence) || (TIME.test(sentence) && /\d{4}/.test(sentence))
}

/** A line without the marks of an outer quotation. */
function plain(line = ''): string {
  const looked = line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line
  return looked.replace(/^[>\s]+/, '').trimEnd()
}
