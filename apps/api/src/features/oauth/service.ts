import { type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { OAuthProvider } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { dropAuthorisation, grantedTo } from './authorisation-queries.ts'
import { keepOAuth } from './queries.ts'
import { sealTokens, unpackTokens } from './sealed-tokens.ts'

export type { Starter } from './authorisation-queries.ts'
export { accessToken, withLogin, withToken } from './access-token.ts'
export { finishFromBrowser, pollAs } from './finish-authorisation.ts'
export { oauthView, secondsLeft } from './oauth-view.ts'
export { forgetOAuth, type OAuthFacts, oauthFacts } from './queries.ts'
export { startAs } from './start-authorisation.ts'

type Taking = { viewerId: string; authorisationId: string }

/** The token that an authorisation gave, to try settings with before they are kept. */
export async function grantedToken(
  { db, keys, now }: Pick<Deps, 'db' | 'keys' | 'now'>,
  { viewerId, authorisationId }: Taking,
): Promise<{ provider: OAuthProvider; token: string }> {
  const row = await grantedTo(db, viewerId, authorisationId, now())
  if (!row) throw notGranted()
  const { accessToken: token } = unpackTokens(keys.secrets, row.tokens)
  return { provider: row.client.provider, token }
}

/**
 * Gives a mailbox the tokens of an authorisation, which is used up.
 * @throws {DomainError} `invalid` when it was not granted, is another person's, or is used up.
 */
export async function takeAuthorisation(
  tx: Tx,
  { keys, now }: Pick<Deps, 'keys' | 'now'>,
  { mailboxId, viewerId, authorisationId }: Taking & { mailboxId: string },
): Promise<OAuthProvider> {
  const row = await grantedTo(tx, viewerId, authorisationId, now())
  if (!row) throw notGranted()
  const tokens = sealTokens(keys.secrets, unpackTokens(keys.secrets, row.tokens))
  await keepOAuth(tx, { ...row, mailboxId, tokens, authorisedBy: viewerId, at: now() })
  await dropAuthorisation(tx, row.id)
  return row.client.provider
}

function notGranted(): DomainError {
  const path = 'incoming.oauth.authorisation'
  const message = 'was not granted, or not to you, or is used up: authorise again'
  return new DomainError('invalid', `${path} ${message}.`, { errors: [{ path, message }] })
}
