/** What is known of the end of an OAuth authorisation. */
export type AuthorisationFacts = {
  flow: 'authorizationCode' | 'deviceCode' | 'clientCredentials'
  accessExpiresAt: Date
  /** Whether new tokens can be asked for without a person. */
  canRenew: boolean
  refreshExpiresAt: Date | null
  /** Since when the provider refuses; null while it does not. */
  refusedAt: Date | null
}

/** `expiring`: somebody has to act soon; `refused`: nothing comes in until somebody has acted. */
export type AuthorisationState = 'valid' | 'expiring' | 'refused'

const SOON = 14 * 86_400_000 // ms

/** When a person must have authorised again; null: never, as far as the provider says. */
export function authorisationEnd(facts: AuthorisationFacts): Date | null {
  if (facts.flow === 'clientCredentials') return null
  return facts.canRenew ? facts.refreshExpiresAt : facts.accessExpiresAt
}

/** Whether an authorisation needs somebody to act. */
export function authorisationState(facts: AuthorisationFacts, now: Date): AuthorisationState {
  if (facts.refusedAt) return 'refused'
  const end = authorisationEnd(facts)
  if (!end) return 'valid'
  const left = end.getTime() - now.getTime()
  if (left <= 0) return 'refused'
  return left < SOON ? 'expiring' : 'valid'
}
