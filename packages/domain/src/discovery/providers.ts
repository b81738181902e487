import type { SignInMethod, Finding, FoundServer, ProviderNote } from './discovery.ts'

type Place = readonly [host: string, port: number, security: FoundServer['security']]

/** A company that keeps the mail of many, and what its own documentation says of its servers. */
export type Provider = {
  name: string
  /** The domains of its own addresses. */
  domains: readonly string[]
  /** How the servers end that receive mail for domains of its customers. */
  exchanges: readonly string[]
  imap?: Place
  pop3?: Place
  smtp?: Place
  authentication: SignInMethod
  note?: ProviderNote
}

const tls = (host: string, port: number): Place => [host, port, 'tls']
const startTls = (host: string, port: number): Place => [host, port, 'starttls']

/** The same three servers under names of one domain, on the usual ports (RFC 8314 §3). */
function usual(imap: string, pop3: string, smtp: string): Pick<Provider, 'imap' | 'pop3' | 'smtp'> {
  return { imap: tls(imap, 993), pop3: tls(pop3, 995), smtp: tls(smtp, 465) }
}

function ionos(country: string): Provider {
  return {
    name: 'IONOS',
    domains: [],
    exchanges: [`ionos.${country}`, ...(country === 'de' ? ['kundenserver.de'] : [])],
    ...usual(`imap.ionos.${country}`, `pop.ionos.${country}`, `smtp.ionos.${country}`),
    authentication: 'password',
  }
}

export const PROVIDERS: readonly Provider[] = [
  {
    name: 'Outlook.com',
    domains: [
      'outlook.com',
      'outlook.fr',
      'hotmail.com',
      'hotmail.fr',
      'live.com',
      'live.fr',
      'msn.com',
    ],
    exchanges: ['olc.protection.outlook.com'],
    imap: tls('outlook.office365.com', 993),
    pop3: tls('outlook.office365.com', 995),
    smtp: startTls('smtp-mail.outlook.com', 587),
    authentication: 'oauth',
  },
  {
    name: 'Microsoft 365',
    domains: [],
    exchanges: ['mail.protection.outlook.com', 'mx.microsoft'],
    imap: tls('outlook.office365.com', 993),
    pop3: tls('outlook.office365.com', 995),
    smtp: startTls('smtp.office365.com', 587),
    authentication: 'oauth',
  },
  {
    name: 'Google',
    domains: ['gmail.com', 'googlemail.com'],
    exchanges: ['google.com', 'googlemail.com'],
    ...usual('imap.gmail.com', 'pop.gmail.com', 'smtp.gmail.com'),
    authentication: 'appPassword',
  },
  {
    name: 'Yahoo',
    domains: ['yahoo.com', 'yahoo.fr', 'yahoo.co.uk', 'ymail.com', 'rocketmail.com'],
    exchanges: ['yahoodns.net'],
    ...usual('imap.mail.yahoo.com', 'pop.mail.yahoo.com', 'smtp.mail.yahoo.com'),
    authentication: 'appPassword',
  },
  {
    name: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    exchanges: ['mail.icloud.com'],
    imap: tls('imap.mail.me.com', 993),
    smtp: startTls('smtp.mail.me.com', 587),
    authentication: 'appPassword',
  },
  {
    name: 'Orange',
    domains: ['orange.fr', 'wanadoo.fr', 'voila.fr'],
    exchanges: ['orange.fr', 'wanadoo.fr'],
    ...usual('imap.orange.fr', 'pop.orange.fr', 'smtp.orange.fr'),
    authentication: 'password',
  },
  {
    name: 'Free',
    domains: ['free.fr', 'aliceadsl.fr', 'libertysurf.fr', 'freesbee.fr'],
    exchanges: ['free.fr'],
    ...usual('imap.free.fr', 'pop.free.fr', 'smtp.free.fr'),
    authentication: 'password',
  },
  {
    name: 'La Poste',
    domains: ['laposte.net'],
    exchanges: ['laposte.net'],
    ...usual('imap.laposte.net', 'pop.laposte.net', 'smtp.laposte.net'),
    authentication: 'password',
    note: 'allow',
  },
  {
    name: 'SFR',
    domains: ['sfr.fr', 'neuf.fr', 'cegetel.net', 'club-internet.fr'],
    exchanges: ['sfr.fr'],
    ...usual('imap.sfr.fr', 'pop.sfr.fr', 'smtp.sfr.fr'),
    authentication: 'password',
  },
  {
    name: 'OVHcloud',
    domains: ['ovh.net'],
    // not the servers of its hosted Exchange, which each receive and keep the mail of some customers
    exchanges: [0, 1, 2, 3, 4].map((number) => `mx${number}.mail.ovh.net`),
    ...usual('ssl0.ovh.net', 'ssl0.ovh.net', 'ssl0.ovh.net'),
    authentication: 'password',
  },
  {
    name: 'Gandi',
    domains: [],
    exchanges: ['mail.gandi.net'],
    ...usual('mail.gandi.net', 'mail.gandi.net', 'mail.gandi.net'),
    authentication: 'password',
  },
  {
    name: 'Infomaniak',
    domains: ['ik.me', 'ikmail.com', 'etik.com'],
    exchanges: ['infomaniak.ch', 'infomaniak.com'],
    ...usual('mail.infomaniak.com', 'mail.infomaniak.com', 'mail.infomaniak.com'),
    authentication: 'password',
  },
  ...['fr', 'com', 'de', 'es', 'it', 'co.uk'].map(ionos),
  {
    name: 'mailbox.org',
    domains: ['mailbox.org'],
    exchanges: ['mailbox.org'],
    ...usual('imap.mailbox.org', 'pop3.mailbox.org', 'smtp.mailbox.org'),
    authentication: 'password',
  },
  {
    name: 'Mailo',
    domains: ['mailo.com', 'mailo.eu', 'net-c.com', 'net-c.fr'],
    exchanges: ['mailo.com'],
    ...usual('mail.mailo.com', 'mail.mailo.com', 'mail.mailo.com'),
    authentication: 'password',
  },
  {
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    exchanges: ['messagingengine.com'],
    ...usual('imap.fastmail.com', 'pop.fastmail.com', 'smtp.fastmail.com'),
    authentication: 'appPassword',
  },
  {
    name: 'GMX',
    domains: ['gmx.fr', 'gmx.com'],
    exchanges: ['gmx.net', 'gmx.com'],
    ...usual('imap.gmx.com', 'pop.gmx.com', 'mail.gmx.com'),
    authentication: 'password',
    note: 'allow',
  },
  {
    name: 'Proton Mail',
    domains: ['proton.me', 'protonmail.com', 'pm.me'],
    exchanges: ['protonmail.ch'],
    authentication: 'password',
    note: 'bridge',
  },
  {
    name: 'Tuta',
    domains: ['tuta.com', 'tutanota.com', 'tutanota.de', 'tutamail.com'],
    exchanges: ['tutanota.de'],
    authentication: 'password',
    note: 'closed',
  },
]

/** The provider that an address's domain belongs to. */
export function providerOfDomain(domain: string): Provider | undefined {
  return PROVIDERS.find(({ domains }) => domains.includes(domain.toLowerCase()))
}

/** The provider that receives a domain's mail, from the name of a server in its MX records. */
export function providerOfExchange(host: string): Provider | undefined {
  const name = host.toLowerCase().replace(/\.$/, '')
  return PROVIDERS.find(({ exchanges }) =>
    exchanges.some((end) => name === end || name.endsWith(`.${end}`)),
  )
}

/** What the list says of an address at a provider. */
export function providerFindings(
  provider: Provider,
  address: string,
  source: 'provider' | 'mx',
): Finding[] {
  const { name, imap, pop3, smtp, authentication } = provider
  const at = ([host, port, security]: Place): FoundServer => ({
    host,
    port,
    security,
    username: address,
  })
  const finding = (protocol: Finding['protocol'], place: Place | undefined): Finding[] =>
    place
      ? [
          {
            source,
            protocol,
            incoming: at(place),
            ...(smtp && { outgoing: at(smtp) }),
            authentication,
            provider: name,
          },
        ]
      : []
  return [...finding('imap', imap), ...finding('pop3', pop3)]
}
