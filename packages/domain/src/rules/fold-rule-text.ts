/** Characters of one text that rules look at: no letter is longer, and what is appended to one is no letter. */
export const LONGEST_RULE_TEXT = 256 * 1024

const SPELT_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŧ: 't',
  þ: 'th',
  ς: 'σ',
}
const TO_SPELL_OUT = new RegExp(`[${Object.keys(SPELT_OUT).join('')}]`, 'gu')
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF\p{Cs}]/gu
const ONLY_ASCII = /^\p{ASCII}*$/u
const OTHERS = /\P{ASCII}+/gu
const MOST_KNOWN = 4096 // letters: those of a few scripts

/**
 * A text as conditions compare it: without case, accents, ligatures, full-width forms and invisible characters,
 * every run of white space as one space: a sentence is the same wherever its lines were broken.
 */
export function foldRuleText(text: string): string {
  if (ONLY_ASCII.test(text)) return onOneLine(text.toLowerCase())
  return onOneLine(text.replaceAll(OTHERS, foldedLetters).toLowerCase())
}

/**
 * A text without accents, each character of which stands where it stood in the text's normal form (NFC), so
 * that what is found in one can be read in the other.
 */
export function withoutAccents(text: string): { plain: string; written: string } {
  if (ONLY_ASCII.test(text)) return { plain: text, written: text }
  const written = text.normalize('NFC')
  const plain = written.replaceAll(/[\u00C0-\u024F\u1E00-\u1EFF]/g, (letter) => {
    return letter.normalize('NFD').charAt(0)
  })
  return { plain, written }
}

/** A text in the lower case of RE2: that of Unicode, and the long s, which RE2 takes for an s. */
export function inLowerCase(text: string): string {
  return text.toLowerCase().replaceAll('ſ', 's')
}

const known = new Map<string, string>()

/** No letter depends on those around it; single ones, as accents are in most texts, are looked up. */
function foldedLetters(letters: string): string {
  if (letters.length > 1) return folded(letters)
  const before = known.get(letters)
  if (before !== undefined) return before
  const letter = folded(letters)
  if (known.size < MOST_KNOWN) known.set(letters, letter)
  return letter
}

function folded(text: string): string {
  const letters = text
    .replaceAll(INVISIBLE, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFKD') // some capitals have an accent only once they are small
    .replaceAll(/\p{M}+/gu, '')
  return letters.replaceAll(TO_SPELL_OUT, (letter) => SPELT_OUT[letter] ?? letter)
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s{2,}|[^\S ]/g, ' ').trim()
}
