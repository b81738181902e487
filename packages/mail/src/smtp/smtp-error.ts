import { MailServerError, problemOfSystemCode } from '../network/mail-server-error.ts'
import type { MailServerProblem } from '../network/mail-server-error.ts'

/** What Nodemailer puts on the errors that it throws. */
type NodemailerError = Error & {
  code?: string
  originalCode?: string
  responseCode?: number
  response?: string
  /** Of each recipient, when the server took none of them. */
  rejectedErrors?: { responseCode?: number }[]
}

const NODEMAILER_CODES: Record<string, MailServerProblem> = {
  EAUTH: 'authentication',
  ENOAUTH: 'authentication',
  ECONNECTION: 'closed',
  ESOCKET: 'closed',
  ETIMEDOUT: 'timeout',
  EDNS: 'dns',
  ETLS: 'protocol',
  EPROTOCOL: 'protocol',
  EENVELOPE: 'refused',
  EMESSAGE: 'refused',
}

/**
 * Whatever sending threw, in our words.
 * @param bodySent all of the message had been handed over: without an answer it may have been taken.
 */
export function smtpError(thrown: unknown, bodySent = false): MailServerError {
  if (thrown instanceof MailServerError) return thrown
  const error: NodemailerError = thrown instanceof Error ? thrown : new Error(String(thrown))
  const { responseCode, response } = error
  const message = response ?? error.message
  if (responseCode === undefined) {
    return new MailServerError(problemOf(error), message, { cause: error, uncertain: bodySent })
  }
  const problem = error.code === 'EAUTH' && responseCode >= 500 ? 'authentication' : 'refused'
  const codes = error.rejectedErrors?.map((each) => each.responseCode ?? responseCode)
  const retryable = (codes ?? [responseCode]).some((code) => code < 500)
  return new MailServerError(problem, message, { cause: error, retryable })
}

function problemOf(error: NodemailerError): MailServerProblem {
  if (error.code === 'ETLS' && /certificate|altname/i.test(error.message)) return 'certificate'
  const byOrigin = problemOfSystemCode(error.originalCode ?? '')
  return byOrigin ?? NODEMAILER_CODES[error.code ?? ''] ?? 'protocol'
}
