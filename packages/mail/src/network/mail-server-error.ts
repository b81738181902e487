/**
 * What went wrong with a mail server, in the words that the mailbox page explains and advises on.
 * `authorisation`: a person must ask the OAuth provider again.
 */
export type MailServerProblem =
  | 'unreachable'
  | 'dns'
  | 'timeout'
  | 'certificate'
  | 'authentication'
  | 'authorisation'
  | 'refused'
  | 'protocol'
  | 'closed'

/** The problems that an operator must mend: trying again by itself would change nothing. */
const LASTING: ReadonlySet<MailServerProblem> = new Set([
  'certificate',
  'authentication',
  'authorisation',
  'refused',
])

/** A failure of, or on the way to, a mail server. No other error of a mail library leaves this package. */
export class MailServerError extends Error {
  override readonly name = 'MailServerError'
  readonly code: MailServerProblem
  /** Whether the same attempt may succeed later. */
  readonly retryable: boolean
  /** The connection broke after everything was handed over: it may have been done all the same. */
  readonly uncertain: boolean

  constructor(
    code: MailServerProblem,
    message: string,
    {
      cause,
      uncertain = false,
      retryable = !uncertain && !LASTING.has(code),
    }: { cause?: unknown; uncertain?: boolean; retryable?: boolean } = {},
  ) {
    super(message, { cause })
    this.code = code
    this.uncertain = uncertain
    this.retryable = retryable
  }
}

const CERTIFICATE_CODES =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE))/
const TLS_CODES = /^(?:EPROTO$|ERR_SSL_|ERR_TLS_)/

const SYSTEM_CODES: Record<string, MailServerProblem> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_NONAME: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
}

/** What a code of Node's own (socket, DNS, TLS) means, undefined for any other code. */
export function problemOfSystemCode(code: string): MailServerProblem | undefined {
  if (CERTIFICATE_CODES.test(code)) return 'certificate'
  if (TLS_CODES.test(code)) return 'protocol'
  return SYSTEM_CODES[code]
}
