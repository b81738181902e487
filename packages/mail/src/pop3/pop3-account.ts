import type { Login, Security } from '../imap/imap-account.ts'

/** Where and as whom we empty a maildrop; `starttls` is POP3's STLS (RFC 2595 §4). */
export type Pop3Account = {
  host: string
  port: number
  security: Security
  username: string
} & Login

/** `ca`: a certificate authority (PEM) to trust beside the system's own. `timeoutMs`: how long a server may be silent. */
export type Pop3Options = { allowPrivateNetwork: boolean; ca?: string; timeoutMs?: number }
