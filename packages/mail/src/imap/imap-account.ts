/** How a connection is protected: TLS from the start, TLS after STARTTLS (RFC 3207, RFC 9051 §6.2.1), or not. */
export type Security = 'tls' | 'starttls' | 'none'

/** Where and as whom we read a mailbox. */
export type ImapAccount = {
  host: string
  port: number
  security: Security
  username: string
  password: string
}

/** Which folders an admin chose for what, by their paths; what is not chosen, the server says. */
export type FolderRoles = Partial<Record<'sent' | 'archive' | 'junk' | 'trash' | 'drafts', string>>
