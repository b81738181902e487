/** How delays grow, in ms. */
const AFTER_FAULT = { first: 1_000, growth: 2, longest: 300_000 }
/** Servers lock accounts out that fail to sign in too often: these are at most six attempts in an hour. */
const AFTER_REFUSAL = { first: 60_000, growth: 4, longest: 3_600_000 }

/**
 * How long to leave a mail server alone after so many failures in a row: longer each time.
 * @param failures how many, at least 1.
 * @param isRefusal whether the server refused us, which trying again soon will not change.
 * @param chance from 0 to 1: spreads the mailboxes of one server over half of the delay.
 * @returns ms
 */
export function retryDelay(failures: number, isRefusal: boolean, chance: number): number {
  const { first, growth, longest } = isRefusal ? AFTER_REFUSAL : AFTER_FAULT
  const delay = Math.min(first * growth ** Math.min(failures - 1, 20), longest)
  return Math.round(delay * (1 - chance / 2))
}
