/** How often staff chose something, in all and in mail that holds a token. */
export type ChoiceCounts = { id: string; mails: number; withToken: ReadonlyMap<string, number> }

/** What staff chose so far: the mails that taught it, those with each token, and each choice that they made. */
export type SuggestionCounts = {
  mails: number
  withToken: ReadonlyMap<string, number>
  choices: readonly ChoiceCounts[]
}

/** A choice that fits, how sure that is (0 to 1), and the tokens that speak for it, the strongest first. */
export type Suggestion = { id: string; confidence: number; tokens: readonly string[] }

/** So many mails teach a choice before it is suggested. */
const FEWEST_MAILS = 5
const SUREST_ENOUGH = 0.8
const MOST_TOKENS = 300
const MOST_REASONS = 3
const SMOOTHING = 1

/**
 * The choices that staff would make of a mail with these tokens, the likeliest first: naive Bayes, each choice
 * against its absence, so that a mail may have several tags. Says nothing without a token that speaks for it.
 */
export function suggest(
  counts: SuggestionCounts,
  tokens: readonly string[],
): readonly Suggestion[] {
  const present = [...new Set(tokens)].slice(0, MOST_TOKENS)
  return counts.choices
    .filter(({ mails }) => mails >= FEWEST_MAILS)
    .map((choice) => judged(choice, { present, counts }))
    .filter(({ confidence, tokens: reasons }) => confidence >= SUREST_ENOUGH && reasons.length > 0)
    .toSorted((one, other) => other.confidence - one.confidence || (one.id < other.id ? -1 : 1))
}

/** What a mail is known by: the domain of its sender and the words of its texts, folded, each once. */
export function suggestionTokens(mail: {
  domain: string
  mailboxId: string
  folded: readonly string[]
}): readonly string[] {
  const words = mail.folded.flatMap((text) => text.match(/[\p{L}\p{N}]{3,30}/gu) ?? [])
  const known = [`domain:${mail.domain}`, `mailbox:${mail.mailboxId}`, ...words]
  return [...new Set(known)].slice(0, MOST_TOKENS)
}

type Evidence = { present: readonly string[]; counts: SuggestionCounts }

function judged(choice: ChoiceCounts, { present, counts }: Evidence): Suggestion {
  const others = Math.max(0, counts.mails - choice.mails)
  const weights = present.map((token) => {
    const here = choice.withToken.get(token) ?? 0
    const elsewhere = Math.max(0, (counts.withToken.get(token) ?? 0) - here)
    return { token, here, weight: logOdds(share(here, choice.mails), share(elsewhere, others)) }
  })
  const prior = logOdds(choice.mails + SMOOTHING, others + SMOOTHING)
  const sum = weights.reduce((total, { weight }) => total + weight, prior)
  return {
    id: choice.id,
    confidence: 1 / (1 + Math.exp(-sum)),
    tokens: weights
      .filter(({ here, weight }) => here > 0 && weight > 0)
      .toSorted((one, other) => other.weight - one.weight || (one.token < other.token ? -1 : 1))
      .slice(0, MOST_REASONS)
      .map(({ token }) => token),
  }
}

function share(count: number, of: number): number {
  return (Math.min(count, of) + SMOOTHING) / (of + 2 * SMOOTHING)
}

function logOdds(yes: number, no: number): number {
  return Math.log(yes / no)
}
