import type { DiscoveryFacts, DiscoverySource, Finding, Provider } from '@levee/domain'
import { providerFindings, providerOfDomain, providerOfExchange } from '@levee/domain'
import type { DnsResolver } from '../authentication/dns-resolver.ts'
import { registrableDomain } from '../domains/registrable-domain.ts'
import type { PublicDialer } from '../network/public-dialer.ts'
import { askAutoconfig } from './ask-autoconfig.ts'
import { type AskDns, findExchanges, findGuesses, findServices } from './ask-dns.ts'
import { dnsDomain } from './host-name.ts'

/** How one source was asked: `failed` could not be asked, `nothing` has no answer. */
export type SourceOutcome = {
  source: Exclude<DiscoverySource, 'provider'>
  outcome: 'found' | 'nothing' | 'failed'
  /** What was found, in names: the service and port, the URL, the mail servers, the hosts. */
  detail: string
}

export type SettingsDiscovery = DiscoveryFacts & { sources: SourceOutcome[] }

export type DiscoveryOptions = {
  dns: DnsResolver
  internet: PublicDialer
  /** ms for everything together; what has not answered by then counts as failed. */
  timeoutMs?: number
}

const TIMEOUT = 5_000 // ms: nobody waits longer at a form

/**
 * Asks everybody at once how the mailbox of an address is reached. Connects to no mail server: what is
 * found is only names. An address whose domain cannot be in the DNS has no findings.
 */
export async function discoverSettings(
  address: string,
  { dns, internet, timeoutMs = TIMEOUT }: DiscoveryOptions,
): Promise<SettingsDiscovery> {
  const domain = dnsDomain(address)
  if (!domain) return { findings: [], notOffered: [], hasOwnServer: false, sources: [] }
  const within = <T>(work: Promise<T>): Promise<T | undefined> => inTime(work, timeoutMs)
  const session = dns.session()
  const ask: AskDns = (name, type) => session.lookup(name, type)
  const [services, autoconfig, exchanges, guesses] = await Promise.all([
    within(findServices(ask, domain, address)),
    within(askAutoconfig({ address, domain }, { internet, timeoutMs: timeoutMs * 0.9 })),
    within(findExchanges(ask, domain)),
    within(findGuesses(ask, domain, address)),
  ])
  const ofDomain = providerOfDomain(domain)
  const ofExchange = exchanges?.map(providerOfExchange).find((each) => each !== undefined)
  const provider = ofDomain ?? ofExchange
  const said = [
    ...(services?.findings ?? []),
    ...(autoconfig?.findings ?? []),
    ...(provider ? providerFindings(provider, address, ofDomain ? 'provider' : 'mx') : []),
  ]
  const ownExchange = exchanges?.find((host) => isSameOwner(host, domain))
  return {
    findings: [...said, ...(provider ? [] : (guesses ?? []))].map(markElsewhere(domain)),
    notOffered: services?.notOffered ?? [],
    hasOwnServer: ownExchange !== undefined && !provider,
    ...describeProvider(provider),
    sources: [
      outcomeOf('srv', services && services.services),
      outcomeOf('autoconfig', autoconfig && autoconfig.places),
      outcomeOf('mx', exchanges),
      outcomeOf('guess', guesses && guesses.map(({ incoming }) => incoming.host)),
    ],
  }
}

function describeProvider(
  provider: Provider | undefined,
): Pick<DiscoveryFacts, 'note' | 'provider'> {
  if (!provider) return {}
  return { provider: provider.name, ...(provider.note && { note: provider.note }) }
}

function outcomeOf(source: SourceOutcome['source'], found: string[] | undefined): SourceOutcome {
  if (!found) return { source, outcome: 'failed', detail: '' }
  const names = [...new Set(found)]
  return { source, outcome: names.length > 0 ? 'found' : 'nothing', detail: names.join(', ') }
}

/** Says of each finding whether its server has another owner than the address. */
function markElsewhere(domain: string): (finding: Finding) => Finding {
  return (finding) =>
    finding.provider || isSameOwner(finding.incoming.host, domain)
      ? finding
      : { ...finding, isElsewhere: true }
}

function isSameOwner(host: string, domain: string): boolean {
  const owner = registrableDomain(host)
  return owner !== null && owner === registrableDomain(domain)
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), ms)
  return Promise.race([work.catch(() => undefined), promise]).finally(() => clearTimeout(timer))
}
