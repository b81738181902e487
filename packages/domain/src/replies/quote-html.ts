import { type Address, displayName } from '../messages/address.ts'
import { attribution, type ReplyLanguage } from './quote-message.ts'

/** `html`: its body as it can be quoted, where it is to be more than its text. */
type Quoted = { from: Address; date: Date; text: string; html?: string | undefined }
type Forwarded = Quoted & { to: readonly Address[]; cc: readonly Address[]; subject: string }

/** Quotations in quotations that are told apart: deeper ones are drawn at this depth. */
const DEEPEST = 12
const MARKS = /^(?:> ?)+/u

/** Plain text as HTML that says the same: its paragraphs, and lines behind `>` as quotations in each other. */
export function htmlOfText(text: string): string {
  const written: string[] = []
  let depth = 0
  let lines: string[] = []
  const endParagraph = (): void => {
    if (lines.length > 0) written.push(`<p>${lines.map(escaped).join('<br>')}</p>`)
    lines = []
  }
  for (const line of text.trimEnd().split(/\r?\n/u)) {
    const marks = MARKS.exec(line)?.[0] ?? ''
    const next = Math.min(marks.replaceAll(' ', '').length, DEEPEST)
    const content = line.slice(marks.length).trimEnd()
    if (next !== depth || content === '') endParagraph()
    for (; depth < next; depth++) written.push('<blockquote>')
    for (; depth > next; depth--) written.push('</blockquote>')
    if (content !== '') lines.push(content)
  }
  endParagraph()
  return written.join('') + '</blockquote>'.repeat(depth)
}

/** A message as it is quoted below the answer to it, in HTML: the part of a draft that the editor folds. */
export function quotationHtml(message: Quoted, language: ReplyLanguage, timeZone: string): string {
  const line = escaped(attribution(message, language, timeZone))
  const quoted = bodyOf(message)
  return part(`<p>${line}</p><blockquote>${quoted || '<p></p>'}</blockquote>`)
}

const FORWARD_WORDS = {
  fr: {
    title: 'Message transféré',
    from: 'De',
    date: 'Date',
    subject: 'Objet',
    to: 'À',
    cc: 'Cc',
    colon: '\u{A0}:',
  },
  en: {
    title: 'Forwarded message',
    from: 'From',
    date: 'Date',
    subject: 'Subject',
    to: 'To',
    cc: 'Cc',
    colon: ':',
  },
} as const

/** A message as it stands below the words of who passes it on, in HTML. */
export function forwardedHtml(
  message: Forwarded,
  language: ReplyLanguage,
  timeZone: string,
): string {
  const words = FORWARD_WORDS[language]
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const date = message.date.toLocaleString(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  })
  const fields: [string, string][] = [
    [words.from, shown(message.from)],
    [words.date, date],
    [words.subject, message.subject],
    [words.to, message.to.map(shown).join(', ')],
    [words.cc, message.cc.map(shown).join(', ')],
  ]
  const heading = fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => escaped(`${name}${words.colon} ${value}`))
  const title = `---------- ${words.title} ----------`
  return part(`<p>${[title, ...heading].join('<br>')}</p>${bodyOf(message)}`)
}

function bodyOf({ html, text }: Quoted): string {
  return html || htmlOfText(text)
}

function shown(address: Address): string {
  const name = displayName(address)
  return name === address.address ? name : `${name} <${address.address}>`
}

function part(html: string): string {
  return `<div data-levee-part="quotation">${html}</div>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
