/** How a connection is protected: TLS from the start, TLS after STARTTLS (RFC 3207, RFC 9051 §6.2.1), or not. */
export type Security = 'tls' | 'starttls' | 'none'

/** What proves who signs in: a password, or an OAuth access token (RFC 7628 OAUTHBEARER, or XOAUTH2). */
export type Login = { password: string } | { accessToken: string }

type Account = { host: string; port: number; security: Security; username: string }

/** Where and as whom we read a mailbox. */
export type ImapAccount = Account & Login
export type PasswordAccount = Account & { password: string }

/** Which folders an admin chose for what, by their paths; what is not chosen, the server says. */
export type FolderRoles = Partial<Record<'sent' | 'archive' | 'junk' | 'trash' | 'drafts', string>>
