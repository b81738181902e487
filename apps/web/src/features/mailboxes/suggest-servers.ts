export type Security = 'tls' | 'starttls' | 'none'
export type Server = { host: string; port: number; security: Security }

/** How a mailbox is fetched from its server. */
export type FetchProtocol = 'imap' | 'pop3'

export type ServerSuggestions = { incoming: readonly Server[]; outgoing: readonly Server[] }

/** The servers that an address probably has, the likeliest first; guesses to be checked, not facts. */
export function suggestServers(address: string): ServerSuggestions {
  const domain = domainOf(address)
  if (domain === '') return { incoming: [], outgoing: [] }
  return {
    incoming: ['imap', 'mail'].map((name) => ({
      host: `${name}.${domain}`,
      port: 993,
      security: 'tls',
    })),
    outgoing: [tls(`smtp.${domain}`), tls(`mail.${domain}`), startTls(`smtp.${domain}`)],
  }
}

/** The servers to fetch from: those for POP3 mostly have the same name with another beginning. */
export function suggestIncoming(address: string, protocol: FetchProtocol): readonly Server[] {
  const { incoming } = suggestServers(address)
  if (protocol === 'imap') return incoming
  return incoming.map(({ host, security }) => ({
    host: host.replace(/^imap\./, 'pop.'),
    port: usualPort('pop3', security),
    security,
  }))
}

/** The port that a protocol has with a kind of encryption (RFC 8314, RFC 6409). */
export function usualPort(protocol: FetchProtocol | 'smtp', security: Security): number {
  if (protocol === 'pop3') return security === 'tls' ? 995 : 110
  if (protocol === 'imap') return security === 'tls' ? 993 : 143
  return security === 'tls' ? 465 : 587
}

/** A name to begin with: `urbanisme@…` is "Urbanisme". */
export function suggestName(address: string): string {
  const local = address.trim().split('@', 1)[0] ?? ''
  const words = local.replace(/[._-]+/g, ' ').trim()
  return words.slice(0, 1).toLocaleUpperCase() + words.slice(1)
}

function domainOf(address: string): string {
  return /@([^@\s]+\.[^@\s.]+)$/.exec(address.trim().toLowerCase())?.[1] ?? ''
}

function tls(host: string): Server {
  return { host, port: 465, security: 'tls' }
}

function startTls(host: string): Server {
  return { host, port: 587, security: 'starttls' }
}
