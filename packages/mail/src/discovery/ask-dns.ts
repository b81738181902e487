import type { Finding, FoundServer, SrvRecord, SrvService } from '@levee/domain'
import { SRV_SERVICES, srvFindings } from '@levee/domain'
import type { DnsLookup } from '../authentication/dns-resolver.ts'
import { isHostName } from './host-name.ts'

export type AskDns = DnsLookup

type Services = ReturnType<typeof srvFindings> & {
  /** The services that are announced, as in `_imaps:993`. */
  services: string[]
}

/**
 * The servers that a domain announces (RFC 6186).
 * @throws {Error} when the DNS did not answer at all.
 */
export async function findServices(
  ask: AskDns,
  domain: string,
  address: string,
): Promise<Services> {
  const names = Object.keys(SRV_SERVICES).filter(isService)
  const asked = await whatAnswered(
    names.map(async (service) => {
      const records = await answerOrNone(ask(`_${service}._tcp.${domain}`, 'SRV'))
      return [service, records.flatMap(srvRecord)] as const
    }),
  )
  const records: Partial<Record<SrvService, SrvRecord[]>> = Object.fromEntries(asked)
  const services = asked.flatMap(([service, found]) =>
    found.map(({ target, port }) => (isNone(target) ? `_${service}: –` : `_${service}:${port}`)),
  )
  return { ...srvFindings(records, address), services }
}

/** The names of the servers that receive a domain's mail, the preferred first (RFC 5321 §5.1). */
export async function findExchanges(ask: AskDns, domain: string): Promise<string[]> {
  const answer = await answerOrNone(ask(domain, 'MX'))
  return answer
    .flatMap((record) => {
      const exchange = text(record, 'exchange').toLowerCase().replace(/\.$/, '')
      return isHostName(exchange) ? [{ exchange, priority: number(record, 'priority') }] : []
    })
    .toSorted((one, other) => one.priority - other.priority)
    .map(({ exchange }) => exchange)
}

const GUESSES = { imap: ['imap', 'mail'], pop3: ['pop3', 'pop', 'mail'], smtp: ['smtp', 'mail'] }

/** Names that many domains give their servers, as far as the DNS knows them here. */
export async function findGuesses(
  ask: AskDns,
  domain: string,
  address: string,
): Promise<Finding[]> {
  const labels = [...new Set(Object.values(GUESSES).flat())]
  const known = await whatAnswered(
    labels.map(async (label) => ((await exists(ask, `${label}.${domain}`)) ? [label] : [])),
  )
  const there = new Set(known.flat())
  const servers = (kind: keyof typeof GUESSES, port: number): FoundServer[] =>
    GUESSES[kind]
      .filter((label) => there.has(label))
      .map((label) => ({ host: `${label}.${domain}`, port, security: 'tls', username: address }))
  const [outgoing] = servers('smtp', 465)
  const findings = (protocol: 'imap' | 'pop3', port: number): Finding[] =>
    servers(protocol, port).map((incoming) => ({
      source: 'guess',
      protocol,
      incoming,
      ...(outgoing && { outgoing }),
      authentication: 'password',
    }))
  return [...findings('imap', 993), ...findings('pop3', 995)]
}

async function exists(ask: AskDns, name: string): Promise<boolean> {
  const types = ['A', 'AAAA'] // some servers fail at the second
  const addresses = await whatAnswered(types.map((type) => answerOrNone(ask(name, type))))
  return addresses.flat().length > 0
}

/** The answers that came. @throws {Error} the first failure where none came. */
async function whatAnswered<T>(asked: Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(asked)
  const answers = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const failure = settled.find((each) => each.status === 'rejected')
  if (answers.length === 0 && failure) throw failure.reason
  return answers
}

/** That there is no such name or record is an answer. @throws {Error} any other failure. */
async function answerOrNone(answer: Promise<unknown>): Promise<unknown[]> {
  try {
    const records = await answer
    return Array.isArray(records) ? records : []
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOTFOUND' || code === 'ENODATA') return []
    throw error
  }
}

function srvRecord(record: unknown): SrvRecord[] {
  const target = text(record, 'name')
  if (!isNone(target) && !isHostName(target.replace(/\.$/, ''))) return []
  const [priority, weight, port] = ['priority', 'weight', 'port'].map((name) =>
    number(record, name),
  )
  return [{ priority: priority ?? 0, weight: weight ?? 0, port: port ?? 0, target }]
}

function isNone(target: string): boolean {
  return target === '' || target === '.'
}

function isService(name: string): name is SrvService {
  return name in SRV_SERVICES
}

function number(record: unknown, name: string): number {
  return Number(memberOf(record, name)) || 0
}

function text(record: unknown, name: string): string {
  const value = memberOf(record, name)
  return typeof value === 'string' ? value : ''
}

function memberOf(record: unknown, name: string): unknown {
  if (typeof record !== 'object' || record === null) return undefined
  return new Map<string, unknown>(Object.entries(record)).get(name)
}
