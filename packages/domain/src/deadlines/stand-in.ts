/**
 * Who is told in somebody's place: the first of the chain of substitutes who is there; themself when they are.
 * @param away whom those who are away named as their substitute, or null.
 * @returns null when the chain ends with nobody or leads back to where it came from.
 */
export function standInFor(
  userId: string,
  away: ReadonlyMap<string, string | null>,
): string | null {
  const seen = new Set<string>()
  let at: string | null = userId
  while (at !== null && away.has(at)) {
    if (seen.has(at)) return null
    seen.add(at)
    at = away.get(at) ?? null
  }
  return at
}
