import type { Language } from '../trust/difference-text.ts'
import type { CheckCode, CheckNote, CheckText } from './check-note.ts'
import { CHECK_TEXTS_EN } from './check-text.en.ts'
import { CHECK_TEXTS_FR } from './check-text.fr.ts'

/** Each code as title, message and fix, made of the details of its note. */
export type CheckTexts = Record<
  CheckCode,
  (details: Record<string, string>) => [title: string, message: string, fix?: string]
>

const TEXTS: Record<Language, CheckTexts> = { fr: CHECK_TEXTS_FR, en: CHECK_TEXTS_EN }

/** What a note says, in a language; sizes in bytes become readable ones. */
export function checkText({ topic, code, details }: CheckNote, language: Language): CheckText {
  const { used, limit } = details
  const sizes = {
    topic: topic.toUpperCase(),
    ...(used !== undefined && { used: sizeText(Number(used), language) }),
    ...(limit !== undefined && { limit: sizeText(Number(limit), language) }),
  }
  const [title, message, fix] = TEXTS[language][code]({ ...details, ...sizes })
  return { title, message, ...(fix !== undefined && { fix }) }
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

function sizeText(bytes: number, language: Language): string {
  const thousands = bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3)
  const at = Math.min(UNITS.length - 1, thousands)
  const format = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'unit',
    unit: UNITS[at] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  })
  return format.format(bytes / 1000 ** at)
}
