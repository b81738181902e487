import { MailServerError, problemOfSystemCode } from '../network/mail-server-error.ts'
import type { MailServerProblem } from '../network/mail-server-error.ts'

/** What ImapFlow puts on the errors that it throws. */
type ImapFlowError = Error & {
  code?: string
  authenticationFailed?: boolean
  serverResponseCode?: string
  responseStatus?: string
  responseText?: string
  response?: string | { attributes?: { section?: { value?: unknown }[] }[] }
}

const IMAPFLOW_CODES: Record<string, MailServerProblem> = {
  NoConnection: 'closed',
  EConnectionClosed: 'closed',
  StateLogout: 'closed',
  ClosedAfterConnectText: 'closed',
  ClosedAfterConnectTLS: 'closed',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'timeout',
  ETIMEOUT: 'timeout',
}

/** Response codes of a server that is busy, not of a wrong password (RFC 5530 §3). */
const BUSY = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG'])

/** Whatever an IMAP command threw, in our words. */
export function imapError(thrown: unknown): MailServerError {
  if (thrown instanceof MailServerError) return thrown
  const error: ImapFlowError = thrown instanceof Error ? thrown : new Error(String(thrown))
  const busy = BUSY.has(responseCodeOf(error))
  return new MailServerError(problemOf(error), sentenceOf(error), {
    cause: error,
    ...(busy || error.code === 'ETHROTTLE' ? { retryable: true } : {}),
  })
}

function problemOf(error: ImapFlowError): MailServerProblem {
  // ImapFlow marks a login that a lost connection cut short as a failed one: look at the code first.
  const byCode = IMAPFLOW_CODES[error.code ?? ''] ?? problemOfSystemCode(error.code ?? '')
  if (byCode) return byCode
  if (error.authenticationFailed) {
    return BUSY.has(responseCodeOf(error)) ? 'refused' : 'authentication'
  }
  return error.responseStatus || error.code === 'ETHROTTLE' ? 'refused' : 'protocol'
}

/** The response code in brackets, which ImapFlow does not take out of every answer. */
function responseCodeOf({ serverResponseCode, response }: ImapFlowError): string {
  if (serverResponseCode) return serverResponseCode
  const code = typeof response === 'object' && response?.attributes?.[0]?.section?.[0]?.value
  return typeof code === 'string' ? code.toUpperCase() : ''
}

function sentenceOf(error: ImapFlowError): string {
  const answer = error.responseText ?? (typeof error.response === 'string' ? error.response : '')
  return answer || error.message
}
