export type Security = 'tls' | 'starttls' | 'none'
export type Server = { host: string; port: number; security: Security }

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

/** The port that a protocol has with a kind of encryption (RFC 8314, RFC 6409). */
export function usualPort(protocol: 'imap' | 'smtp', security: Security): number {
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
