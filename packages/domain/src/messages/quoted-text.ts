/** A text cut in two: what its author wrote, and the earlier mail that a program put below it. */
export type FoldedText = { visible: string; quoted: string }

const LONGEST_ATTRIBUTION = 4 // lines: programs wrap "On … wrote:" at 72 columns
const LONGEST_LINE = 1000 // characters looked at: no program writes a longer marker

const QUOTE = /^\s{0,3}>/
const ATTRIBUTIONS = [/^[>\s]*On\s.+\swrote\s?:$/iu, /^[>\s]*Le\s.+\s(?:a|ont)\sécrit\s?:$/iu]
/** Too vague to be looked for over several lines: it would swallow the author's last words. */
const SENDER_ALONE = /^[^<>]*<[^<>\s]+@[^<>\s]+>\s?(?:wrote|a\sécrit)?\s?:$/iu
const SEPARATOR =
  /^[-_\s]{2,}(?:original message|message d['’]origine|message original)[-_\s]{2,}$/iu
const RULE = /^[_-]{5,}$/u

/** Outlook's heading of the mail below, in the order in which it writes it. */
const OUTLOOK_HEADING = [
  /^\*?(?:From|De)\s?:\*?\s?\S/iu,
  /^\*?(?:Sent|Date|Envoyé(?: le)?)\s?:\*?\s?\S/iu,
  /^\*?(?:To|À|A|Pour)\s?:\*?\s?\S/iu,
  /^\*?(?:Subject|Objet)\s?:\*?/iu,
]
const LONGEST_HEADING = 12 // lines: recipients and Cc may wrap

/**
 * Separates new text from the quotation that trails it, in French and in English.
 * Only a quotation that runs to the end is folded; in doubt, and when nothing else would be left
 * to read, all of it stays visible.
 */
export function foldQuotes(text: string): FoldedText {
  const lines = text.split('\n')
  const start = Math.min(startOfTrailingQuote(lines), startOfOriginalMessage(lines))
  const visible = lines.slice(0, start).join('\n').trimEnd()
  if (visible.trim() === '' || start === lines.length) return { visible: text, quoted: '' }
  return { visible, quoted: lines.slice(start).join('\n') }
}

/** Where the `>` lines that end the text begin, with the line that announces them. */
function startOfTrailingQuote(lines: string[]): number {
  let start = lines.length
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? ''
    if (QUOTE.test(line)) start = index
    else if (line.trim() !== '') break
  }
  return start === lines.length ? start : startOfAttribution(lines, start)
}

function startOfAttribution(lines: string[], quote: number): number {
  let end = quote
  while (end > 0 && lines[end - 1]?.trim() === '') end--
  let sentence = ''
  for (let start = end - 1; start >= Math.max(0, end - LONGEST_ATTRIBUTION); start--) {
    const line = lines[start]?.trim() ?? ''
    if (line === '') break
    sentence = `${line} ${sentence}`.trim()
    if (isAttribution(sentence)) return start
  }
  return SENDER_ALONE.test(lines[end - 1]?.slice(0, LONGEST_LINE).trim() ?? '') ? end - 1 : quote
}

function isAttribution(sentence: string): boolean {
  if (sentence.length > LONGEST_LINE) return false
  return ATTRIBUTIONS.some((attribution) => attribution.test(sentence))
}

/** Where a program that does not mark quoted lines put the heading of the mail it answers. */
function startOfOriginalMessage(lines: string[]): number {
  for (const [index, line] of lines.entries()) {
    const marker = line.slice(0, LONGEST_LINE).trim()
    if (SEPARATOR.test(marker)) return index
    if (isOutlookHeading(lines, index, marker)) return withRuleAbove(lines, index)
  }
  return lines.length
}

function isOutlookHeading(lines: string[], from: number, first: string): boolean {
  if (!OUTLOOK_HEADING[0]?.test(first)) return false
  let next = 1
  for (const line of lines.slice(from + 1, from + LONGEST_HEADING)) {
    if (line.trim() === '') break
    if (OUTLOOK_HEADING[next]?.test(line.slice(0, LONGEST_LINE).trim())) next++
  }
  return next === OUTLOOK_HEADING.length
}

function withRuleAbove(lines: string[], heading: number): number {
  let above = heading - 1
  while (above > 0 && lines[above]?.trim() === '') above--
  return RULE.test(lines[above]?.trim() ?? '') ? above : heading
}
