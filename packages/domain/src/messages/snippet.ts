import { foldQuotes } from './quoted-text.ts'

const LENGTH = 180 // characters: two lines of the list

/** The first words of what the author wrote, on one line, for lists. */
export function snippet(text: string): string {
  const words = foldQuotes(text)
    .visible.slice(0, LENGTH * 20)
    .split(/\s+/u)
    .filter(Boolean)
  const line = words.join(' ')
  if (line.length <= LENGTH) return line
  const cut = line.lastIndexOf(' ', LENGTH)
  return `${cut > LENGTH / 2 ? line.slice(0, cut) : wholeCharacters(line)}…`
}

/** Cuts a line without spaces, never between the halves of a surrogate pair. */
function wholeCharacters(line: string): string {
  return line.slice(0, LENGTH).replace(/[\uD800-\uDBFF]$/u, '')
}
