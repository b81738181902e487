import { offsetAt } from '../deadlines/local-time.ts'
import { titled } from './person-name.ts'
import { knownFormat, type TemplateFormat } from './template-words.ts'

/** The language of a template, which is that of who gets it. */
export type TemplateLanguage = 'fr' | 'en'

/** What is written in place of a variable. `isEnd`: a day that ends at 24:00 is that day, not the next. */
export type TemplateValue = string | { at: Date; isEnd: boolean }

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const
const DAY = 86_400_000 // ms

const DATES = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
} as const

/** Whether a format is for dates. */
export function isDateFormat(format: TemplateFormat): format is keyof typeof DATES {
  return Object.hasOwn(DATES, format)
}

/** A value in words; a format that is none, or not one for such a value, changes nothing. */
export function formatValue(
  value: TemplateValue,
  word: string | null,
  { language, timeZone }: { language: TemplateLanguage; timeZone: string },
): string {
  const format = word === null ? undefined : knownFormat(word)
  if (typeof value !== 'string') {
    const wanted = format && isDateFormat(format) ? format : 'long'
    return writtenDate(value, wanted, { language, timeZone })
  }
  const locale = LOCALES[language]
  switch (format) {
    case 'upper':
      return value.toLocaleUpperCase(locale)
    case 'lower':
      return value.toLocaleLowerCase(locale)
    case 'title':
      return titled(value)
    case 'amount':
      return amount(value, locale)
    default:
      return value
  }
}

function writtenDate(
  { at, isEnd }: { at: Date; isEnd: boolean },
  format: keyof typeof DATES,
  { language, timeZone }: { language: TemplateLanguage; timeZone: string },
): string {
  const wall = at.getTime() + offsetAt(at.getTime(), timeZone)
  const shown = isEnd && wall % DAY === 0 ? wall - 1 : wall
  const day = new Intl.DateTimeFormat(LOCALES[language], { ...DATES[format], timeZone: 'UTC' })
  const written = day.format(shown)
  return language === 'fr' ? written.replace(/\b1 (?=\p{L})/u, '1er ') : written
}

/** A number of euros; a text that is no number stays as it is. */
function amount(text: string, locale: string): string {
  const [, sign = '', whole = '', decimals = ''] =
    /^\s*(-?)(\d{1,3}(?:[\s.,']?\d{3})*)(?:[.,](\d{1,2}))?\s*(?:€|EUR)?\s*$/iu.exec(text) ?? []
  if (whole === '') return text
  const value = Number(`${sign}${whole.replaceAll(/\D/gu, '')}.${decimals || '0'}`)
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(value)
}
