import type { Finding, FoundServer, ReadingProtocol } from './discovery.ts'

/** One SRV record (RFC 2782); a target of '' or '.' says that the service is not offered. */
export type SrvRecord = { priority: number; weight: number; port: number; target: string }

/** The services that are asked for (RFC 6186 §3, RFC 8314 §5.1); with TLS from the start first. */
export const SRV_SERVICES = {
  imaps: { kind: 'imap', security: 'tls' },
  imap: { kind: 'imap', security: 'starttls' },
  pop3s: { kind: 'pop3', security: 'tls' },
  pop3: { kind: 'pop3', security: 'starttls' },
  submissions: { kind: 'smtp', security: 'tls' },
  submission: { kind: 'smtp', security: 'starttls' },
} as const
export type SrvService = keyof typeof SRV_SERVICES

/** What the domain says of its servers: the findings, and the protocols that it says it does not offer. */
export function srvFindings(
  records: Partial<Record<SrvService, SrvRecord[]>>,
  address: string,
): { findings: Finding[]; notOffered: ReadingProtocol[] } {
  const servers = (kind: 'imap' | 'pop3' | 'smtp'): FoundServer[] =>
    servicesOf(kind).flatMap((service) =>
      inOrder(records[service] ?? [])
        .filter(isOffer)
        .map(({ target, port }) => ({
          host: target.replace(/\.$/, '').toLowerCase(),
          port,
          security: SRV_SERVICES[service].security,
          username: address,
        })),
    )
  const [outgoing] = servers('smtp')
  const protocols = ['imap', 'pop3'] as const
  return {
    findings: protocols.flatMap((protocol) =>
      servers(protocol).map((incoming): Finding => ({
        source: 'srv',
        protocol,
        incoming,
        ...(outgoing && { outgoing }),
        authentication: 'password',
      })),
    ),
    notOffered: protocols.filter((protocol) => {
      const said = servicesOf(protocol).flatMap((service) => records[service] ?? [])
      return said.length > 0 && !said.some(isOffer)
    }),
  }
}

function servicesOf(kind: 'imap' | 'pop3' | 'smtp'): SrvService[] {
  const all: SrvService[] = ['imaps', 'imap', 'pop3s', 'pop3', 'submissions', 'submission']
  return all.filter((service) => SRV_SERVICES[service].kind === kind)
}

/** The lowest priority first, among equals the greatest weight: a person chooses, so nothing is drawn by lot. */
function inOrder(records: SrvRecord[]): SrvRecord[] {
  return records.toSorted(
    (one, other) => one.priority - other.priority || other.weight - one.weight,
  )
}

function isOffer({ target, port }: SrvRecord): boolean {
  return target !== '' && target !== '.' && port > 0
}
