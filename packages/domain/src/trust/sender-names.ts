import { foldText } from '../conversations/fold-text.ts'
import type { NameTools } from './trust-facts.ts'

const ADDRESS = /[^\s<>"'(),:;@[\]]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu

/** The addresses that a display name shows. */
export function addressesIn(name: string): string[] {
  return [...name.normalize('NFKC').matchAll(ADDRESS)].map(([address]) => address.toLowerCase())
}

/** A name of fewer letters is anybody's. */
const SHORTEST = 5

/**
 * Whether a display name has all words of a person's full name, whatever stands around them: "Alice
 * Martin (town hall)", "MARTIN Alice". A single word is too little to take somebody for a colleague.
 */
export function showsPerson(name: string, person: string, tools: NameTools): boolean {
  const wanted = wordsOf(person, tools)
  if (wanted.length < 2 || wanted.join('').length < SHORTEST) return false
  const shown = new Set(wordsOf(name, tools))
  return wanted.every((word) => shown.has(word))
}

/** The name as it is compared: two that look alike are the same. '' when it says too little. */
export function nameKey(name: string, tools: NameTools): string {
  const key = wordsOf(name, tools).toSorted().join(' ')
  return key.replaceAll(' ', '').length < SHORTEST ? '' : key
}

function wordsOf(name: string, tools: NameTools): string[] {
  const bare = name.replaceAll(/[\p{Cf}\p{Cc}]/gu, '').normalize('NFKC')
  return foldText(tools.skeleton(bare.toLowerCase()))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
}
