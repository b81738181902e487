import type { Authorisation, MailboxOAuth } from '@levee/contract'
import { authorisationEnd, type AuthorisationFacts, authorisationState } from '@levee/domain'
import type { AuthorisationRow } from './authorisation-queries.ts'
import type { OAuthFacts } from './queries.ts'

/** How a mailbox signs in with tokens, for those who look after it. */
export function oauthView(facts: OAuthFacts, now: Date): MailboxOAuth {
  const { client, flow, authorisedBy } = facts
  const known = authorisationFacts(facts)
  return {
    provider: client.provider,
    flow,
    clientId: client.clientId,
    tenant: client.tenant ?? null,
    issuer: client.issuer ?? client.tokenEndpoint ?? null,
    scope: client.scope,
    authorisedBy,
    authorisedAt: new Date(facts.authorisedAt).toISOString(),
    accessExpiresAt: known.accessExpiresAt.toISOString(),
    refreshExpiresAt: known.refreshExpiresAt?.toISOString() ?? null,
    endsAt: authorisationEnd(known)?.toISOString() ?? null,
    state: authorisationState(known, now),
  }
}

/** Seconds until somebody must have authorised again, 0 when it is too late; undefined when nobody knows. */
export function secondsLeft(facts: OAuthFacts, now: Date): number | undefined {
  const known = authorisationFacts(facts)
  if (authorisationState(known, now) === 'refused') return 0
  const end = authorisationEnd(known)
  return end ? Math.round((end.getTime() - now.getTime()) / 1000) : undefined
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))

function authorisationFacts(facts: OAuthFacts): AuthorisationFacts {
  return {
    flow: facts.flow,
    canRenew: facts.canRenew,
    accessExpiresAt: new Date(facts.accessExpiresAt),
    refreshExpiresAt: instant(facts.refreshExpiresAt),
    refusedAt: instant(facts.refusedAt),
  }
}

/** How far an authorisation is. @param interval seconds until it is worth asking again. */
export function authorisationView(
  row: AuthorisationRow,
  { interval, now }: { interval: number; now: Date },
): Authorisation {
  const { id, flow, problem } = row
  return {
    id,
    flow,
    problem,
    interval,
    state: stateOf(row, now),
    expiresAt: row.expiresAt.toISOString(),
  }
}

function stateOf(row: AuthorisationRow, now: Date): Authorisation['state'] {
  if (row.problem !== null) return 'refused'
  if (row.finishedAt) return 'authorised'
  return row.expiresAt <= now ? 'expired' : 'pending'
}
