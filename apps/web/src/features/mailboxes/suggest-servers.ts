export type Security = 'tls' | 'starttls' | 'none'
export type Server = { host: string; port: number; security: Security }

/** How a mailbox is fetched from its server. */
export type FetchProtocol = 'imap' | 'pop3'

/** What is known about signing in at a provider; null where an ordinary password does. */
export type SignInAdvice = 'appPassword' | 'oauthOnly' | null

export type ServerSuggestions = {
  incoming: readonly Server[]
  outgoing: readonly Server[]
  advice: SignInAdvice
}

type Provider = { domains: readonly string[]; imap: string; smtp: Server; advice?: SignInAdvice }

const providers: readonly Provider[] = [
  {
    domains: ['gmail.com', 'googlemail.com'],
    imap: 'imap.gmail.com',
    smtp: tls('smtp.gmail.com'),
    advice: 'appPassword',
  },
  {
    domains: [
      'outlook.com',
      'outlook.fr',
      'hotmail.com',
      'hotmail.fr',
      'live.com',
      'live.fr',
      'msn.com',
    ],
    imap: 'outlook.office365.com',
    smtp: startTls('smtp.office365.com'),
    advice: 'oauthOnly',
  },
  {
    domains: ['yahoo.com', 'yahoo.fr'],
    imap: 'imap.mail.yahoo.com',
    smtp: tls('smtp.mail.yahoo.com'),
    advice: 'appPassword',
  },
  {
    domains: ['icloud.com', 'me.com', 'mac.com'],
    imap: 'imap.mail.me.com',
    smtp: startTls('smtp.mail.me.com'),
    advice: 'appPassword',
  },
  { domains: ['orange.fr', 'wanadoo.fr'], imap: 'imap.orange.fr', smtp: tls('smtp.orange.fr') },
  { domains: ['free.fr'], imap: 'imap.free.fr', smtp: tls('smtp.free.fr') },
  { domains: ['laposte.net'], imap: 'imap.laposte.net', smtp: tls('smtp.laposte.net') },
  { domains: ['sfr.fr', 'neuf.fr'], imap: 'imap.sfr.fr', smtp: tls('smtp.sfr.fr') },
]

/** The servers that an address probably has, the likeliest first; guesses to be checked, not facts. */
export function suggestServers(address: string): ServerSuggestions {
  const domain = domainOf(address)
  if (domain === '') return { incoming: [], outgoing: [], advice: null }
  const known = providers.find((provider) => provider.domains.includes(domain))
  if (known) {
    return {
      incoming: [{ host: known.imap, port: 993, security: 'tls' }],
      outgoing: [known.smtp],
      advice: known.advice ?? null,
    }
  }
  return {
    incoming: ['imap', 'mail'].map((name) => ({
      host: `${name}.${domain}`,
      port: 993,
      security: 'tls',
    })),
    outgoing: [tls(`smtp.${domain}`), tls(`mail.${domain}`), startTls(`smtp.${domain}`)],
    advice: null,
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
