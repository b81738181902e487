const FIRST = 1_000 // ms
const FIRST_AFTER_REFUSAL = 30_000 // ms: servers lock accounts out that fail to sign in too often
const LONGEST = 300_000 // ms

/**
 * How long to leave a mail server alone after so many failures in a row: doubled each time.
 * @param failures how many, at least 1.
 * @param isRefusal whether the server refused us, which trying again soon will not change.
 * @param chance from 0 to 1: spreads the mailboxes of one server over half of the delay.
 * @returns ms
 */
export function retryDelay(failures: number, isRefusal: boolean, chance: number): number {
  const first = isRefusal ? FIRST_AFTER_REFUSAL : FIRST
  const delay = Math.min(first * 2 ** Math.min(failures - 1, 20), LONGEST)
  return Math.round(delay * (1 - chance / 2))
}
