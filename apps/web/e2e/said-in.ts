import { readFileSync } from 'node:fs'

/** How the screen says what its source says in English. */
export type Said = (english: string) => string

const catalogue = new URL('../src/locales/administration/fr.po', import.meta.url)

/** What the screens of administration say in a language. */
export function saidIn(locale: 'fr' | 'en'): Said {
  if (locale === 'en') return (english) => english
  const entries = readFileSync(catalogue, 'utf8').matchAll(/^msgid "(.*)"\nmsgstr "(.+)"$/gm)
  const french = new Map([...entries].map(([, english = '', said = '']) => [english, said]))
  return (english) => {
    const said = french.get(english)
    if (said === undefined) throw new Error(`The catalogue does not have "${english}".`)
    return said
  }
}
