/** Characters that are compared: what a campaign changes stands at the end, or is a number. */
const COMPARED = 1_000
/** Letters that make a text recognisable. */
const SHORTEST = 80

/** How much of a text `isSameText` looks at, at most. */
export const TEXT_COMPARED = COMPARED * 4 // characters

/**
 * Whether two mails say the same, but for addresses, links, numbers, case and layout, in which the mails
 * of a campaign differ. A text that is too short is the same as none.
 */
export function isSameText(one: string, other: string): boolean {
  const text = comparable(one)
  return text.length >= SHORTEST && text === comparable(other)
}

function comparable(text: string): string {
  return text
    .slice(0, TEXT_COMPARED)
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !/@|:\/\/|^www\./.test(word))
    .join(' ')
    .replaceAll(/[^\p{L}\s]+/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, COMPARED)
}
