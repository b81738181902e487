import { type Address, displayName } from '../messages/address.ts'

/** The languages in which Levee writes. */
export type ReplyLanguage = 'fr' | 'en'

const LOOKED_AT = 5_000 // characters: enough to tell two languages apart
const WORDS: Record<ReplyLanguage, ReadonlySet<string>> = {
  fr: new Set(
    'le la les des du une un est et pour que qui dans vous nous je avec sur bonjour madame monsieur cordialement merci votre notre pas'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the and for that with you your our this are have is to of hello dear regards thank thanks please would not from we'.split(
      ' ',
    ),
  ),
}

/** The language a mail is written in, as far as its small words tell; else `otherwise`. */
export function languageOf(text: string, otherwise: ReplyLanguage): ReplyLanguage {
  const words =
    text
      .slice(0, LOOKED_AT)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const french = words.filter((word) => WORDS.fr.has(word)).length
  const english = words.filter((word) => WORDS.en.has(word)).length
  if (french === english) return otherwise
  return french > english ? 'fr' : 'en'
}

/** The line above a quotation: `Le 3 mars 2026 à 10:31, Ada a écrit :` or `On 3 March 2026 at 10:31, Ada wrote:`. */
export function attribution(
  message: { from: Address; date: Date },
  language: ReplyLanguage,
  timeZone: string,
): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const day = message.date.toLocaleDateString(locale, { dateStyle: 'long', timeZone })
  const time = message.date.toLocaleTimeString(locale, { timeStyle: 'short', timeZone })
  const who = displayName(message.from).replaceAll(/\s+/gu, ' ')
  // no-break space before the colon, as French typography asks
  if (language === 'fr') return `Le ${day} à ${time}, ${who} a écrit\u{A0}:`
  return `On ${day} at ${time}, ${who} wrote:`
}

/** A message as it is quoted below the answer to it: the attribution, then its text behind `>`. */
export function quoteMessage(
  message: { from: Address; date: Date; text: string },
  language: ReplyLanguage,
  timeZone: string,
): string {
  const lines = message.text.trimEnd().split(/\r?\n/u)
  const quoted = lines.map((line) =>
    line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`,
  )
  return [attribution(message, language, timeZone), ...quoted].join('\n')
}
