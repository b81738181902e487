import { DomainError } from '@levee/domain'
import { MailServerError, type OAuthTokens } from '@levee/mail'

/** What asking for tokens led to: tokens, or why there are none. */
export type TokenOutcome = { tokens: OAuthTokens } | { problem: string }

/** The provider's refusal as the answer to whoever asked. @throws {DomainError} always, or what it was given. */
export function refusal(error: unknown): never {
  if (!(error instanceof MailServerError)) throw error
  const code = error.retryable ? 'unavailable' : 'invalid'
  throw new DomainError(code, error.message, {
    errors: [{ path: 'settings', message: error.message }],
  })
}

/** What a question came to, in a sentence where there are no tokens. */
export async function outcomeOf(asked: Promise<OAuthTokens>): Promise<TokenOutcome> {
  try {
    return { tokens: await asked }
  } catch (error) {
    if (!(error instanceof MailServerError)) throw error
    return { problem: error.message }
  }
}
