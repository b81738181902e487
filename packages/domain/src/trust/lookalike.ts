import type { NameTools } from './trust-facts.ts'

/** How a domain imitates another one. */
export type LookalikeKind = 'confusable' | 'typo' | 'suffix' | 'embedded'

/** Names of fewer letters are a letter apart by chance. */
const SHORTEST_TYPO = 6
const SHORTEST_NAME = 5

/**
 * How `domain` imitates the registrable domain `usual`; undefined when it does not, or is part of it.
 * Whether the suffix alone may differ, or the name stand in the middle of another, depends on whose it
 * is: the same name under another suffix is often somebody else's in good faith.
 */
export function lookalike(
  domain: string,
  usual: string,
  { tools, isOwn }: { tools: NameTools; isOwn: boolean },
): LookalikeKind | undefined {
  const readable = tools.readableDomain(domain).toLowerCase()
  const found = tools.readableDomain(tools.registrableDomain(domain) ?? domain).toLowerCase()
  const meant = tools.readableDomain(usual).toLowerCase()
  if (found === meant || readable.endsWith(`.${meant}`)) return undefined
  if (tools.skeleton(found) === tools.skeleton(meant)) return 'confusable'
  const [name, suffix] = halves(found)
  const [usualName, usualSuffix] = halves(meant)
  if (suffix === usualSuffix && usualName.length >= SHORTEST_TYPO && isTypo(name, usualName))
    return 'typo'
  if (!isOwn) return undefined
  const isSameName = tools.skeleton(name) === tools.skeleton(usualName)
  if (isSameName && usualName.length >= SHORTEST_NAME) return 'suffix'
  return isEmbedded(readable, meant) ? 'embedded' : undefined
}

/** One place in which two names differ: the characters there, '' where one has none. */
export type NameDifference = { at: number; usual: string; found: string }

/** Where a name differs from the one that it imitates; `at` counts characters of `found`. */
export function nameDifferences(usual: string, found: string): NameDifference[] {
  const [from, to] = [Array.from(usual), Array.from(found)]
  const lengths = commonLengths(from, to)
  const differences: NameDifference[] = []
  for (let i = 0, j = 0; i < from.length || j < to.length;) {
    const [one, other] = [from[i], to[j]]
    if (one === other) {
      i++
      j++
      continue
    }
    const last = differences.at(-1)
    const difference =
      last && last.at + last.found.length === j ? last : { at: j, usual: '', found: '' }
    if (difference !== last) differences.push(difference)
    const isMissing = (lengths[i + 1]?.[j] ?? -1) >= (lengths[i]?.[j + 1] ?? -1)
    if (one !== undefined && (isMissing || other === undefined)) {
      difference.usual += one
      i++
    } else if (other !== undefined) {
      difference.found += other
      j++
    }
  }
  return differences
}

/** How long the longest common part of the rests from (i, j) on is. */
function commonLengths(from: readonly string[], to: readonly string[]): number[][] {
  const lengths = Array.from({ length: from.length + 1 }, () =>
    Array.from({ length: to.length + 1 }, () => 0),
  )
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--) {
      const row = lengths[i]
      if (!row) continue
      const after = lengths[i + 1]
      row[j] =
        from[i] === to[j] ? 1 + (after?.[j + 1] ?? 0) : Math.max(after?.[j] ?? 0, row[j + 1] ?? 0)
    }
  return lengths
}

/** The name and the suffix behind its first dot. */
function halves(domain: string): [name: string, suffix: string] {
  const dot = domain.indexOf('.')
  return dot < 0 ? [domain, ''] : [domain.slice(0, dot), domain.slice(dot + 1)]
}

/** `example.org.evil.example`, `example-org.evil.example`: the whole domain, then another one. */
function isEmbedded(readable: string, meant: string): boolean {
  const dashed = meant.replaceAll('.', '-')
  return [meant, dashed].some((text) =>
    new RegExp(`(?:^|[.-])${escaped(text)}(?:[.-])`).test(readable),
  )
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/** Whether one letter was left out, put in, exchanged or swapped with its neighbour, or a hyphen moved. */
function isTypo(one: string, other: string): boolean {
  if (one === other) return false
  if (one.replaceAll('-', '') === other.replaceAll('-', '')) return true
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  const isExchanged = short.slice(at + 1) === long.slice(at + 1)
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at]
  return isExchanged || (isSwapped && short.slice(at + 2) === long.slice(at + 2))
}
