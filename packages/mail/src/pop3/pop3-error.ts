import { MailServerError, problemOfSystemCode } from '../network/mail-server-error.ts'

/** Servers older than response codes say in words that another session holds the maildrop (RFC 1939 §5). */
const HELD = /\block(?:ed|s)?\b|in use|busy|already open/i

/**
 * What a server means by `-ERR`, by its response code where it gives one (RFC 2449 §8, RFC 3206).
 * @param asked what it refuses, as a person would say it.
 * @param isLogin whether it was asked to believe who we are.
 */
export function refusal(text: string, asked: string, isLogin = false): MailServerError {
  const code = /^\[([A-Z0-9/-]+)\]/i.exec(text)?.[1]?.toUpperCase()
  const message = `The server refused ${asked}: ${text === '' ? 'it does not say why' : text}`
  const isTemporary = code ? PASSING.has(code) : HELD.test(text)
  if (isTemporary) return new MailServerError('refused', message, { retryable: true })
  const isLoginRefused = code === 'AUTH' || (isLogin && !code?.startsWith('SYS/'))
  return new MailServerError(isLoginRefused ? 'authentication' : 'refused', message)
}

const PASSING = new Set(['IN-USE', 'LOGIN-DELAY', 'SYS/TEMP'])

/** A failure of the connection, in our words. */
export function connectionError(cause: Error): MailServerError {
  if (cause instanceof MailServerError) return cause
  const code = 'code' in cause ? String(cause.code) : ''
  return new MailServerError(problemOfSystemCode(code) ?? 'closed', cause.message, { cause })
}
