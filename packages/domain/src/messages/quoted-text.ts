import { attributionAt } from './attribution.ts'
import { startOfSignature } from './signature.ts'

/** A text cut in two: what its author wrote, and the earlier mail and signature around it. */
export type FoldedText = { visible: string; quoted: string }

const LONGEST_ANNOUNCEMENT = 4 // lines
const LONGEST_LINE = 1000 // characters looked at: no program writes a longer marker

const QUOTE = /^\s{0,3}[>|](?!\|)/
/** Too vague to be looked for over several lines: it would swallow the author's last words. */
const SENDER_ALONE = /^[^<>]*<[^<>\s]+@[^<>\s]+>\s?(?:wrote|a\sécrit)?\s?:?$/iu
const SEPARATOR =
  /^\*?[-_\s]{2,}\s*(?:original message|message d['’]origine|message original|ursprüngliche nachricht|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|oprindelig meddelelse|forwarded message|message transféré)\s*[-_\s]{2,}\*?$/iu
const RULE = /^[_*-]{5,}$/u
/** The fields of the heading that programs put above the mail they answer, each in several languages. */
const HEADING = [
  /^\*?(?:From|De|Von|Da|Van|Från|Fra|Od|От)\s?:\*?\s?\S/iu,
  /^\*?(?:Sent|Date|Envoyé(?: le)?|Gesendet|Datum|Data|Inviato|Verzonden|Enviado(?: el)?|Fecha|Skickat|Sendt|Dato|Wysłano|Отправлено|Дата)\s?:\*?\s?\S/iu,
  /^\*?(?:To|À|A|Pour|An|Para|Aan|Till|Til|Do|Кому)\s?:\*?\s?\S/iu,
  /^\*?(?:Subject|Objet|Betreff|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Temat|Тема)\s?:\*?/iu,
]
const LONGEST_HEADING = 12 // lines: recipients and Cc may wrap

/**
 * Separates new text from the quotation and the signature around it. In doubt, and when nothing else
 * would be left to read, all of it stays visible: what is folded never holds an answer.
 */
export function foldQuotes(text: string): FoldedText {
  const lines = text.split('\n')
  const { from, to } = visibleLines(lines)
  const quoted = [...lines.slice(0, from), ...lines.slice(to)].join('\n')
  if (quoted.trim() === '') return { visible: text, quoted: '' }
  return { visible: lines.slice(from, to).join('\n').trimEnd(), quoted }
}

/**
 * The lines that somebody wrote for this message, from `from` up to `to`: all of them where it is not
 * certain. Quoted ones begin with `>`.
 */
export function visibleLines(lines: string[]): { from: number; to: number } {
  const from = endOfLeadingQuote(lines)
  const body = lines.slice(0, startOfSignature(lines))
  const cut = Math.min(startOfTrailingQuote(body), startOfOriginalMessage(body, from))
  const to = startOfSignature(lines, cut)
  const isSomethingLeft = lines.slice(from, to).some((line) => line.trim() !== '')
  return isSomethingLeft ? { from, to } : { from: 0, to: lines.length }
}

/** After the one quotation that a text begins with, announced, when no other follows; else 0. */
function endOfLeadingQuote(lines: string[]): number {
  const start = lines.findIndex((line) => line.trim() !== '')
  const attribution = start < 0 ? undefined : attributionAt(lines, start)
  if (!attribution) return 0
  let end = attribution.end
  while (end < lines.length && (isQuoted(lines[end]) || lines[end]?.trim() === '')) end++
  const isAnnounced = lines.slice(attribution.end, end).some(isQuoted)
  const isAnswered = lines.slice(end).some((line) => line.trim() !== '')
  return isAnnounced && isAnswered && !lines.slice(end).some(isQuoted) ? end : 0
}

/** Where the quoted lines that end the text begin, with what announces them. */
function startOfTrailingQuote(lines: string[]): number {
  let start = lines.length
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? ''
    if (isQuoted(line)) start = index
    else if (line.trim() !== '') break
  }
  return start === lines.length ? start : startOfAnnouncement(lines, start)
}

function startOfAnnouncement(lines: string[], quote: number): number {
  const last = /^>\s*[:：]\s*$/.test(lines[quote] ?? '') ? quote + 1 : lastTextBefore(lines, quote)
  let found: number | undefined
  for (let start = last - 1; start >= Math.max(0, last - LONGEST_ANNOUNCEMENT); start--) {
    if (lines[start]?.trim() === '') break
    const attribution = attributionAt(lines.slice(start, last), 0)
    if (attribution?.end !== last - start) continue
    found = start
    if (attribution.isBeginning) break
  }
  if (found !== undefined) return found
  const line = lines[last - 1]?.slice(0, LONGEST_LINE).trim() ?? ''
  return SENDER_ALONE.test(line) ? last - 1 : quote
}

function lastTextBefore(lines: string[], index: number): number {
  let end = index
  while (end > 0 && lines[end - 1]?.trim() === '') end--
  return end
}

/** Where a program that does not mark quoted lines put the heading of the mail it answers. */
function startOfOriginalMessage(lines: string[], from: number): number {
  for (let index = from; index < lines.length; index++) {
    const marker = (lines[index] ?? '').slice(0, LONGEST_LINE).trim()
    if (marker === '' || isQuoted(lines[index])) continue
    if (SEPARATOR.test(marker)) return index
    if (isHeading(lines, index, marker)) return withRuleAbove(lines, index)
    if (isUnmarkedQuotation(lines, index)) return index
  }
  return lines.length
}

/** An attribution that no person writes, and below it a mail whose lines are not marked. */
function isUnmarkedQuotation(lines: string[], index: number): boolean {
  const attribution = attributionAt(lines, index)
  if (!attribution?.isCertain) return false
  return !isQuoted(lines.slice(attribution.end).find((line) => line.trim() !== ''))
}

function isHeading(lines: string[], from: number, first: string): boolean {
  if (!HEADING[0]?.test(first)) return false
  const left = new Set(HEADING.slice(1))
  for (const line of lines.slice(from + 1, from + LONGEST_HEADING)) {
    if (line.trim() === '') break
    const field = [...left].find((each) => each.test(line.slice(0, LONGEST_LINE).trim()))
    if (field) left.delete(field)
  }
  return left.size === 0
}

function withRuleAbove(lines: string[], heading: number): number {
  let above = heading - 1
  while (above > 0 && lines[above]?.trim() === '') above--
  return RULE.test(lines[above]?.trim() ?? '') ? above : heading
}

function isQuoted(line = ''): boolean {
  return QUOTE.test(line)
}
