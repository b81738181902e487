import { addressDomain } from '../messages/address.ts'
import { foldRuleText } from './fold-rule-text.ts'
import type { RuleComparison } from './rule.ts'
import type { MessageFacts } from './rule-facts.ts'

/** A message as far as exclusions look at it. */
export type ExcludableMessage = Pick<MessageFacts, 'subject' | 'headers'> & {
  from: Pick<MessageFacts['from'], 'address'>
}

/** Conditions for a `none` group, and the false positives that none of them covers (by their place). */
export type Exclusions = { conditions: readonly RuleComparison[]; uncovered: readonly number[] }

const LISTS = ['list-id', 'list-unsubscribe', 'precedence', 'auto-submitted'] // RFC 2369, RFC 2919, RFC 3834
const SHORTEST_WORD = 4 // characters: shorter ones tell little
const MOST_CONDITIONS = 5

/**
 * The fewest conditions on the sender's domain, words of the subject and fields of lists that cover the messages
 * which a rule should not match, and none of those that it should: greedily, the one that covers most first.
 */
export function suggestExclusions(
  falsePositives: readonly ExcludableMessage[],
  others: readonly ExcludableMessage[],
): Exclusions {
  const candidates = new Map(falsePositives.flatMap((message) => [...traits(message)]))
  const covering = [...candidates.values()]
    .filter((trait) => !others.some((message) => trait.covers(message)))
    .map(({ condition, covers }): Candidate => {
      const covered = [...falsePositives.keys()].filter((index) => {
        const message = falsePositives[index]
        return message !== undefined && covers(message)
      })
      return { condition, covers: new Set(covered) }
    })
  return greedily(covering, new Set(falsePositives.keys()))
}

type Candidate = { condition: RuleComparison; covers: ReadonlySet<number> }

function greedily(candidates: readonly Candidate[], uncovered: Set<number>): Exclusions {
  const chosen: RuleComparison[] = []
  while (uncovered.size > 0 && chosen.length < MOST_CONDITIONS) {
    const gain = ({ covers }: Candidate): number =>
      [...covers].filter((index) => uncovered.has(index)).length
    const best = candidates.toSorted(
      (one, other) => gain(other) - gain(one) || rank(one.condition) - rank(other.condition),
    )[0]
    if (!best || gain(best) === 0) break
    chosen.push(best.condition)
    for (const index of best.covers) uncovered.delete(index)
  }
  return { conditions: together(chosen), uncovered: [...uncovered] }
}

/** Words of the subject become one condition with several values. */
function together(chosen: readonly RuleComparison[]): readonly RuleComparison[] {
  const words = chosen.filter(({ field }) => field === 'subject')
  if (words.length < 2) return chosen
  const value = words.map((word) => String(word.value))
  return [
    ...chosen.filter(({ field }) => field !== 'subject'),
    { field: 'subject', operator: 'contains', value },
  ]
}

/** Of two that cover as many, the one that says more: a domain, then a list, then a long word. */
function rank({ field, value }: RuleComparison): number {
  if (field === 'from.domain') return 0
  return field === 'subject' ? 100 - Math.min(50, String(value).length) : 1
}

type Trait = { condition: RuleComparison; covers: (message: ExcludableMessage) => boolean }

/** What an exclusion can name of a message, by what tells them apart. */
function traits({ from, subject, headers }: ExcludableMessage): Map<string, Trait> {
  const found = new Map<string, Trait>()
  const domain = domainOf({ from })
  if (domain !== '')
    found.set(`domain ${domain}`, {
      condition: { field: 'from.domain', operator: 'is', value: domain },
      covers: (message) => domainOf(message) === domain,
    })
  for (const word of foldRuleText(subject).match(/[\p{L}\p{N}]+/gu) ?? [])
    if (word.length >= SHORTEST_WORD && !/^\p{N}+$/u.test(word))
      found.set(`word ${word}`, {
        condition: { field: 'subject', operator: 'contains', value: word },
        covers: (message) => foldRuleText(message.subject).includes(word),
      })
  for (const name of LISTS)
    if (hasHeader({ headers }, name))
      found.set(`header ${name}`, {
        condition: { field: `header.${name}`, operator: 'isNotEmpty' },
        covers: (message) => hasHeader(message, name),
      })
  return found
}

function domainOf({ from }: Pick<ExcludableMessage, 'from'>): string {
  return foldRuleText(addressDomain(from.address))
}

function hasHeader({ headers }: Pick<ExcludableMessage, 'headers'>, wanted: string): boolean {
  return headers.some(
    ({ name, value }) => name.toLowerCase() === wanted && foldRuleText(value) !== '',
  )
}
