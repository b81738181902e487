import { formatValue, type TemplateLanguage, type TemplateValue } from './format-value.ts'
import { parseTemplate, type TemplatePiece } from './parse-template.ts'
import { folded, knownVariable } from './template-words.ts'

/** What a template says. `subject` null: that of the mail that it answers. */
export type TemplateText = { subject: string | null; html: string }

/** The values by name; null: nothing is known, and the writer is asked. Names of others are of what a rule caught. */
export type TemplateValues = Readonly<Record<string, TemplateValue | null>>

export type TemplateFrame = {
  language: TemplateLanguage
  timeZone: string
  /** Whether the HTML says for an editor where variables stand: `data-levee-variable`, of those with a value `data-levee-value`. */
  marks: boolean
}

/** A template with values in place of its variables, those that it has and those that are missing, each once. */
export type ResolvedTemplate = {
  subject: string | null
  html: string
  resolved: readonly { name: string; value: string }[]
  missing: readonly string[]
}

/**
 * Writes values in place of variables. A value is text: it never becomes markup, another header field, nor a variable.
 * What is missing stays as it is written, `{{name}}`.
 */
export function resolveTemplate(
  { subject, html }: TemplateText,
  values: TemplateValues,
  frame: TemplateFrame,
): ResolvedTemplate {
  const known = new Map(Object.entries(values).map(([name, value]) => [keyOf(name), value]))
  const resolved = new Map<string, string>()
  const missing = new Set<string>()
  const valueOf: ValueOf = ({ name, format }) => {
    const value = known.get(keyOf(name)) ?? null
    const written = value === null ? '' : formatValue(value, format, frame).trim()
    if (written === '') missing.add(name)
    else resolved.set(name, resolved.get(name) ?? written)
    return written === '' ? null : written
  }
  return {
    subject: subject === null ? null : resolveLine(subject, valueOf),
    html: resolveHtml(html, valueOf, frame.marks),
    resolved: [...resolved].map(([name, value]) => ({ name, value })),
    missing: [...missing],
  }
}

type Variable = Extract<TemplatePiece, { type: 'variable' }>
type ValueOf = (variable: Variable) => string | null

function keyOf(name: string): string {
  return knownVariable(name) ?? folded(name)
}

function resolveLine(line: string, valueOf: ValueOf): string {
  return parseTemplate(line)
    .map((piece) => (piece.type === 'text' ? piece.text : (asLine(valueOf(piece)) ?? piece.source)))
    .join('')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

/** Of what is put into a line, two braces would read as a variable. */
function asLine(value: string | null): string | null {
  return value?.replaceAll(/\{(?=\{)/gu, '{ ') ?? null
}

function resolveHtml(html: string, valueOf: ValueOf, marks: boolean): string {
  let isInTag = false
  return parseTemplate(html)
    .map((piece) => {
      if (piece.type === 'text') {
        const [opens, closes] = [piece.text.lastIndexOf('<'), piece.text.lastIndexOf('>')]
        if (opens !== closes) isInTag = opens > closes
        return piece.text
      }
      const value = valueOf(piece)
      if (isInTag) return value === null ? piece.source : encodeURIComponent(wellFormed(value))
      const written = value === null ? piece.source : asHtml(value)
      if (!marks) return written
      const held = value === null ? '' : ` data-levee-value="${asAttribute(value)}"`
      return `<span data-levee-variable="${piece.name}"${held}>${written}</span>`
    })
    .join('')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;', // else a name that somebody gave themselves could read as a variable
  '}': '&#125;',
}

function asHtml(value: string): string {
  return escaped(value)
    .replaceAll(/\r\n?|\n/gu, '<br>')
    .replaceAll(/(?!\t)\p{Cc}/gu, '')
}

function asAttribute(value: string): string {
  return escaped(value).replaceAll(/[\p{Cc}\s]+/gu, ' ')
}

function escaped(value: string): string {
  return wellFormed(value).replaceAll(/[&<>"'{}]/gu, (character) => ESCAPES[character] ?? '')
}

/** Half a surrogate pair is no character, and cannot be encoded. */
function wellFormed(value: string): string {
  return value.replaceAll(/\p{Cs}/gu, '')
}
