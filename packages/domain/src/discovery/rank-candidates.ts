import { adviseProtocols, reason } from './advise-protocols.ts'
import {
  type Advice,
  type SignInMethod,
  type Candidate,
  DISCOVERY_SOURCES,
  type DiscoveryFacts,
  type Finding,
  type FoundServer,
  type MailboxUse,
  type ProtocolAdvice,
} from './discovery.ts'

export type Discovery = { candidates: Candidate[]; protocols: ProtocolAdvice[] }

/**
 * Makes one list of what the sources say: what they agree on is one candidate, the best comes first. Implicit TLS
 * goes before STARTTLS (RFC 8314 §3), what somebody says before what is guessed.
 */
export function rankCandidates(facts: DiscoveryFacts, use: MailboxUse): Discovery {
  const known = facts.findings.filter(({ protocol, source }) => {
    const isDenied = facts.notOffered.includes(protocol)
    return !(isDenied && (source === 'guess' || source === 'srv'))
  })
  const protocols = adviseProtocols({ ...facts, findings: known }, use)
  const order = protocols.map(({ protocol }) => protocol)
  const merged = sameServers(known).map((same) => merge(same, known))
  const candidates = merged
    .toSorted(
      (one, other) =>
        order.indexOf(one.protocol) - order.indexOf(other.protocol) || worth(one) - worth(other),
    )
    .map((candidate) => {
      const ofProtocol = protocols.find(({ protocol }) => protocol === candidate.protocol)
      const own = adviceOn(candidate, merged, facts)
      return { ...candidate, advice: [...own, ...(ofProtocol?.advice ?? [])] }
    })
  return { candidates, protocols }
}

type Merged = Omit<Candidate, 'advice'>

/** What names one server and port, in the order in which it was first named. */
function sameServers(findings: Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const { host, port } = finding.incoming
    const key = `${finding.protocol} ${host.toLowerCase()} ${port}`
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  return [...groups.values()]
}

function merge(same: Finding[], all: Finding[]): Merged {
  const [best, ...others] = same.toSorted((one, other) => trust(one) - trust(other))
  if (!best) throw new Error('A group has at least one member.')
  const outgoing = [best, ...others, ...all.toSorted((one, other) => trust(one) - trust(other))]
    .map((finding) => finding.outgoing)
    .find((server) => server !== undefined)
  const provider = same.find((finding) => finding.provider)?.provider
  return {
    ...best,
    ...(outgoing && { outgoing }),
    ...(provider && { provider }),
    authentication: strictest(same.map(({ authentication }) => authentication)),
    // whoever runs it for many was recognised: that the name is another one is as it must be
    isElsewhere: best.isElsewhere === true && !provider,
    sources: [...new Set([best, ...others].map(({ source }) => source))],
  }
}

function trust({ source }: Finding): number {
  return DISCOVERY_SOURCES.indexOf(source)
}

const SECURITY: Record<FoundServer['security'], number> = { tls: 0, starttls: 1, none: 2 }

/** Less is better: unencrypted last, before it what is guessed, then by encryption, then by who says so. */
function worth(finding: Finding): number {
  const { security } = finding.incoming
  const isGuess = finding.source === 'guess'
  return (
    Number(security === 'none') * 1000 +
    Number(isGuess) * 100 +
    SECURITY[security] * 10 +
    trust(finding)
  )
}

const STRICTNESS: SignInMethod[] = ['password', 'appPassword', 'oauth']

function strictest(all: SignInMethod[]): SignInMethod {
  return STRICTNESS.findLast((one) => all.includes(one)) ?? 'password'
}

function adviceOn(candidate: Merged, all: Merged[], { note }: DiscoveryFacts): Advice[] {
  const { incoming, outgoing, authentication, provider = '', sources } = candidate
  const { host } = incoming
  const securities = [incoming.security, outgoing?.security]
  const rivals = all.filter(
    ({ protocol, incoming: other, source }) =>
      protocol === candidate.protocol && source !== 'guess' && other.host !== host,
  )
  return [
    ...when(authentication === 'oauth', reason('needsOauth', { provider })),
    ...when(authentication === 'appPassword', reason('needsAppPassword', { provider })),
    ...when(securities.includes('none'), reason('withoutTls', { host })),
    ...when(incoming.security === 'starttls', reason('startTls', { host })),
    ...when(candidate.isElsewhere === true, reason('elsewhere', { host })),
    ...when(note === 'allow', reason('mustBeAllowed', { provider })),
    ...when(candidate.source === 'guess', reason('guessed', { host })),
    ...when(sources.length > 1, reason('sourcesAgree', { count: String(sources.length) })),
    ...when(
      rivals.length > 0 && candidate.source !== 'guess',
      reason('sourcesDiffer', {
        hosts: [...new Set(rivals.map((one) => one.incoming.host))].join(', '),
      }),
    ),
  ]
}

function when(condition: boolean, advice: Advice): Advice[] {
  return condition ? [advice] : []
}
