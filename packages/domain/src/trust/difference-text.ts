import { nameDifferences } from './lookalike.ts'

export type Language = 'fr' | 'en'

const SCRIPTS: [RegExp, Record<Language, string>][] = [
  [/\p{Script=Cyrillic}/u, { fr: 'cyrillique', en: 'Cyrillic' }],
  [/\p{Script=Greek}/u, { fr: 'grecque', en: 'Greek' }],
  [/\p{Script=Armenian}/u, { fr: 'arménienne', en: 'Armenian' }],
]

/** In words, what a name has where the usual one has something else: colour alone tells not everybody. */
export function differenceText(usual: string, found: string, language: Language): string {
  const sentences = nameDifferences(usual, found)
    .slice(0, 3)
    .map((difference) => SENTENCES[language](difference))
  return sentences.join(' ')
}

type Pieces = { usual: string; found: string }

const SENTENCES: Record<Language, (pieces: Pieces) => string> = {
  fr: ({ usual, found }) => {
    if (usual === '') return `${capital(piece(found, 'fr'))} en plus.`
    if (found === '') return `${capital(piece(usual, 'fr'))} en moins.`
    return `${capital(piece(found, 'fr'))} à la place de ${piece(usual, 'fr')}.`
  },
  en: ({ usual, found }) => {
    if (usual === '') return `${capital(piece(found, 'en'))} too many.`
    if (found === '') return `${capital(piece(usual, 'en'))} is missing.`
    return `${capital(piece(found, 'en'))} instead of ${piece(usual, 'en')}.`
  },
}

function piece(text: string, language: Language): string {
  if (language === 'fr') return `${kindOf(text, 'fr')}« ${text} »`
  return `${kindOf(text, 'en')}“${text}”`
}

/** What a single character is, said before it. */
function kindOf(text: string, language: Language): string {
  const [only, ...more] = Array.from(text)
  if (only === undefined || more.length > 0) return ''
  const isFrench = language === 'fr'
  if (/\d/.test(only)) return isFrench ? 'le chiffre ' : 'the digit '
  const script = SCRIPTS.find(([letters]) => letters.test(only))?.[1]
  if (script) return isFrench ? `la lettre ${script.fr} ` : `the ${script.en} letter `
  if (/\p{L}/u.test(only)) return isFrench ? 'la lettre ' : 'the letter '
  return isFrench ? 'le signe ' : 'the sign '
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
