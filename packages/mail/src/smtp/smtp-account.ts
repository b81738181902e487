import type { Security } from '../imap/imap-account.ts'

/** Where and as whom we send; without a username, without signing in. */
export type SmtpAccount = {
  host: string
  port: number
  security: Security
  username?: string
  password?: string
  /** Instead of a password: an OAuth access token, shown by XOAUTH2. */
  accessToken?: string
}

/** `ca`: a certificate authority (PEM) to trust beside the system's own. */
export type SmtpOptions = { allowPrivateNetwork: boolean; ca?: string }
