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

/** Which ends of a text may lie within a ligature: `e` is found in `œ`, unless it has to be the first letter. */
export type OpenEnds = { start: boolean; end: boolean }

/**
 * A folded text as a POSIX expression that finds it with and without accents, written small or large, with
 * ligatures, on one line or more: no comparator of Sieve does that.
 */
export function accentless(folded: string, open: OpenEnds): string {
  let expression = ''
  for (let at = 0; at < folded.length;) {
    const [letter, length] = lettersAt(folded, at)
    const around = [
      ...(open.start && at === 0 ? LIGATURES.filter(([text]) => text[1] === folded[0]) : []),
      ...(open.end && at === folded.length - 1
        ? LIGATURES.filter(([text]) => text[0] === folded.at(-1))
        : []),
    ].flatMap(([, written]) => written)
    expression +=
      around.length === 0 ? letter : withinLigature(folded, { at, letter, length, around })
    at += length
  }
  return expression
}

/** An expression one end of which may be the end of a ligature. */
function withinLigature(
  folded: string,
  { at, letter, length, around }: { at: number; letter: string; length: number; around: string[] },
): string {
  const rest = accentless(folded.slice(at + 1, at + length), { start: false, end: false })
  return `(${letter}|(${around.join('|')})${rest})`
}

/** The letters from a place on that a ligature may join; `ffi` may be f and ﬁ, or ﬀ and i. */
function lettersAt(text: string, at: number): readonly [expression: string, length: number] {
  const [pair, next] = [text.slice(at, at + 2), text.slice(at + 1, at + 3)]
  const [joined, joinedNext] = [WRITTEN.get(pair), WRITTEN.get(next)]
  if (pair.length === 2 && joined && next.length === 2 && joinedNext)
    return [
      `(${one(pair.charAt(0))}${joinable(next, joinedNext)}|(${joined.join('|')})${one(next.charAt(1))})`,
      3,
    ]
  if (pair.length === 2 && joined) return [joinable(pair, joined), 2]
  const letter = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return [one(letter), letter.length]
}

function joinable(pair: string, joined: readonly string[]): string {
  return `(${[pair.replaceAll(/./gu, one), ...joined].join('|')})`
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

const LIGATURES = [...WRITTEN].filter(([text]) => text.length === 2)
