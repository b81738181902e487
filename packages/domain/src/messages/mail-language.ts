const LOOKED_AT = 4_000 // characters: more would not change the verdict
const LEAST = 3 // words that speak for a language

/** Small words that one language has and the others rarely. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  fr: 'le la les des une et est dans vous nous pour avec sur pas votre notre je bonjour'.split(' '),
  en: 'the and is are you we for with your our this that have from not please hello dear'.split(
    ' ',
  ),
  de: 'der die das und ist sie wir mit für nicht ein eine ihre auf von zu sehr geehrte'.split(' '),
  es: 'el los las una y es en usted para con su por que nuestro hola estimado como pero'.split(' '),
  it: 'il lo gli una e è di che per con non sono questo della del nostro buongiorno vi'.split(' '),
  nl: 'de het een en is van voor met niet u wij dat deze naar onze graag geachte op'.split(' '),
  pt: 'os uma e é em você para com não por que nosso seu obrigado olá dos das ao'.split(' '),
}

/**
 * The language of a mail, ISO 639-1: what its header says (RFC 3282), else the one whose small words it holds
 * most of; null when neither tells.
 */
export function mailLanguage(
  headers: readonly { name: string; value: string }[],
  text: string,
): string | null {
  const said = headers.find(({ name }) => name.toLowerCase() === 'content-language')?.value
  const [code] = /^[a-z]{2}(?![a-z])/.exec(said?.trim().toLowerCase() ?? '') ?? []
  if (code) return code
  const words =
    text
      .slice(0, LOOKED_AT)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const counts = Object.entries(WORDS).map(([language, small]) => {
    const set = new Set(small)
    return { language, count: words.filter((word) => set.has(word)).length }
  })
  const [first, second] = counts.toSorted((one, other) => other.count - one.count)
  if (!first || first.count < LEAST || first.count === second?.count) return null
  return first.language
}
