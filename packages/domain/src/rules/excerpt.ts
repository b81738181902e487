const LONGEST = 80 // characters
const MOST = 3
const BEFORE = 24 // characters kept in front of what was found

/** The values that a condition saw, the first few, each cut to something short. */
export function shortened(values: readonly string[]): readonly string[] {
  return values.slice(0, MOST).map((value) => excerpt(value, 0))
}

/** A text on one line, cut to something short that shows what stands at `position`. */
export function excerpt(text: string, position: number): string {
  const start = text.length <= LONGEST ? 0 : Math.max(0, position - BEFORE)
  const line = text
    .slice(start, start + 2 * LONGEST)
    .replaceAll(/\s+/g, ' ')
    .trim()
  const cut = line.length > LONGEST || start + 2 * LONGEST < text.length
  const shown = cut ? line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '') : line
  return `${start > 0 ? '…' : ''}${shown.replace(/^[\uDC00-\uDFFF]/, '')}${cut ? '…' : ''}`
}
