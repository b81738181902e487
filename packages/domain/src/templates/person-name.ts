/** A display name taken apart; null: it does not say. */
export type PersonName = { name: string | null; firstName: string | null; lastName: string | null }

const TITLES = /^(?:m\.?|mr\.?|mrs\.?|ms\.?|mme\.?|mlle\.?|madame|monsieur|dr\.?|me)\s+/iu
const CAPITALS = /^[\p{Lu}\p{M}'’-]{2,}$/u

/** Takes a display name apart: `Jeanne Morvan`, `Morvan, Jeanne`, `MORVAN Jeanne`. What has one word only is no name of a person. */
export function personName(displayName: string): PersonName {
  const name = displayName
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/^["' ]+|["' ]+$/gu, '')
    .replace(TITLES, '')
  if (name === '' || name.includes('@')) return { name: null, firstName: null, lastName: null }
  const [last = '', first] = name.split(/ ?, ?/u)
  if (first) return named(first, last)
  const words = name.split(' ')
  if (words.length < 2) return { name, firstName: null, lastName: null }
  const capitals = words.filter((word) => CAPITALS.test(word))
  if (capitals.length > 0 && capitals.length < words.length)
    return named(words.filter((word) => !CAPITALS.test(word)).join(' '), capitals.join(' '))
  return named(words[0] ?? '', words.slice(1).join(' '))
}

/** A word as names are written: `MORVAN-LE GALL` is `Morvan-Le Gall`. */
export function titled(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/(?<![\p{L}\p{M}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase())
}

function named(firstName: string, last: string): PersonName {
  const lastName = CAPITALS.test(last.replaceAll(' ', '')) ? titled(last) : last
  return { name: `${firstName} ${lastName}`, firstName, lastName }
}
