import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import { MailServerError } from '../network/mail-server-error.ts'

/** What a person has to do about a provider's refusal (RFC 6749 §4.1.2.1 and §5.2, RFC 8628 §3.5, OpenID Connect). */
const SENTENCES: Record<string, string> = {
  invalid_grant: 'The authorisation has ended or was taken back: it must be authorised again.',
  interaction_required: 'The provider asks for a person: it must be authorised again.',
  consent_required: 'The provider asks for a person’s consent: it must be authorised again.',
  login_required: 'The provider asks for a person: it must be authorised again.',
  expired_token: 'The code was not entered in time: start again.',
  access_denied: 'The authorisation was declined at the provider.',
  invalid_client: 'The provider does not accept the application’s id or secret: correct them.',
  unauthorized_client: 'The application may not ask this way: allow it at the provider.',
  unsupported_grant_type: 'The provider does not know this way to authorise: choose another.',
  invalid_scope: 'The provider does not know what is asked for: correct the scope.',
  invalid_target: 'The provider does not know what is asked for: correct the scope.',
}

const LONGEST = 300 // characters of what a provider says

/**
 * Whatever asking a provider threw, in our words. Has no cause: the library's errors may hold the answer,
 * which may hold tokens.
 */
export function oauthError(thrown: unknown): MailServerError {
  const own = ownError(thrown)
  if (own) return own
  if (thrown instanceof ResponseBodyError)
    return refusal(thrown.error, thrown.error_description, thrown.status)
  if (thrown instanceof AuthorizationResponseError)
    return refusal(thrown.error, thrown.error_description)
  if (thrown instanceof ClientError && thrown.code === 'OAUTH_TIMEOUT')
    return new MailServerError('timeout', 'The provider did not answer in time.')
  const status = thrown instanceof ClientError ? statusOf(thrown.cause) : undefined
  if (status !== undefined)
    return new MailServerError('refused', `The provider answered ${status}.`, {
      retryable: isPassing(status),
    })
  const what = thrown instanceof Error ? thrown.message : String(thrown)
  return new MailServerError('protocol', `The provider’s answer is not understood: ${what}.`)
}

/** Asks a provider. @throws {MailServerError} whatever goes wrong. */
export async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw oauthError(error)
  }
}

function refusal(error: string, description: string | undefined, status = 400): MailServerError {
  const said = description?.replaceAll(/\s+/g, ' ').trim() || error
  const detail = `(${said.slice(0, LONGEST)})`
  const sentence = SENTENCES[error]
  if (sentence) return new MailServerError('authorisation', `${sentence} ${detail}`)
  const retryable =
    isPassing(status) || error === 'temporarily_unavailable' || error === 'slow_down'
  return new MailServerError('refused', `The provider refused ${detail}.`, { retryable })
}

function ownError(thrown: unknown): MailServerError | undefined {
  for (let error = thrown; error instanceof Error; error = error.cause)
    if (error instanceof MailServerError) return error
  return undefined
}

function statusOf(cause: unknown): number | undefined {
  return cause instanceof Response ? cause.status : undefined
}

function isPassing(status: number): boolean {
  return status >= 500 || status === 429
}
