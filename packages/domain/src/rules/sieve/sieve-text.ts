import { foldRuleText } from '../fold-rule-text.ts'

/** A string of a script (RFC 5228 §2.4.2). */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}

/** A list of strings. */
export function quotedList(texts: readonly string[]): string {
  const [first = '', ...others] = texts
  return others.length === 0 ? quoted(first) : `[${texts.map(quoted).join(', ')}]`
}

/**
 * A folded text as a POSIX expression that finds it with and without accents, written small or large, with
 * ligatures, on one line or more: no comparator of Sieve does that.
 */
export function accentless(folded: string): string {
  let expression = ''
  for (let at = 0; at < folded.length;) {
    const [letter, length] = letterAt(folded, at)
    expression += letter
    at += length
  }
  return expression
}

function letterAt(text: string, at: number): readonly [expression: string, length: number] {
  const pair = text.slice(at, at + 2)
  const joined = WRITTEN.get(pair)
  if (pair.length === 2 && joined)
    return [`(${[pair.replaceAll(/./gu, one), ...joined].join('|')})`, 2]
  const letter = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return [one(letter), letter.length]
}

function one(letter: string): string {
  if (letter === ' ') return '[[:space:]]+'
  const literal = letter.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`)
  const others = WRITTEN.get(letter) ?? []
  return others.length === 0 ? literal : `(${[literal, ...others].join('|')})`
}

/** Letters that servers with Sieve meet in our languages, by what they are folded to. */
const WRITTEN = writtenAs([0xc0, 0x017f], [0x1e9e, 0x1e9e], [0xfb00, 0xfb02], [0x0370, 0x045f])

function writtenAs(...ranges: readonly (readonly [number, number])[]): Map<string, string[]> {
  const letters = ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  )
  const written = new Map<string, string[]>()
  for (const letter of letters.filter((each) => /\p{L}/u.test(each))) {
    const folded = foldRuleText(letter)
    if (folded !== letter) written.set(folded, [...(written.get(folded) ?? []), letter])
  }
  return written
}
