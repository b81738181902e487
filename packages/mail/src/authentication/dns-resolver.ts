import { Resolver } from 'node:dns/promises'

/** Records as `dns.resolve` answers them, in the type that mailauth gives them (those of MX are objects). */
export type DnsAnswer = string[] | string[][]

/** Asks the DNS for the records of a name; throws errors with the codes of `dns.resolve`. */
export type DnsLookup = (name: string, type: string) => Promise<DnsAnswer>

/** What one message may ask. `isUnreachable`: an answer is missing that there may be later. */
export type DnsSession = { lookup: DnsLookup; isUnreachable: () => boolean }

/** The one way to the DNS: answers are kept, and no message can ask for more than its share. */
export type DnsResolver = { session(): DnsSession }

export type DnsResolverOptions = {
  /** Instead of the machine's own servers; for tests and closed networks. */
  lookup?: DnsLookup
  timeoutMs?: number
  now?: () => number
}

/** ms for one query, over both tries: SPF as a whole may take twenty seconds (RFC 7208 §4.6.4). */
const TIMEOUT = 4_000
/** Queries of one message: SPF takes 40 at most, the rest is a dozen of keys and a DMARC record. */
const MOST_QUERIES = 60
/** Queries under way at once, of all messages: a small router's resolver stands that. */
const CONCURRENCY = 16
/** ms an answer is kept. `dns.resolve` does not tell the TTL of TXT records; most have an hour. */
const KEPT = { found: 300_000, missing: 60_000 }
/** Answers that are kept. */
const MOST_KEPT = 5_000

type Kept = { until: number; answer: Promise<DnsAnswer> }

/** Opens the way to the DNS. */
export function createDnsResolver({
  timeoutMs = TIMEOUT,
  lookup = machineLookup(timeoutMs),
  now = Date.now,
}: DnsResolverOptions = {}): DnsResolver {
  const kept = new Map<string, Kept>()
  const limited = limitConcurrency(
    (name, type) => withinTime(lookup(name, type), timeoutMs),
    CONCURRENCY,
  )
  const ask: DnsLookup = async (name, type) => {
    const key = `${type} ${name.toLowerCase().replace(/\.$/, '')}`
    const known = kept.get(key)
    if (known && known.until > now()) return known.answer
    const answer = limited(name, type)
    kept.delete(key)
    kept.set(key, { until: now() + KEPT.found, answer })
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(oldest)
    }
    return answer.catch((error: unknown) => {
      if (isMissing(error)) kept.set(key, { until: now() + KEPT.missing, answer })
      else if (kept.get(key)?.answer === answer) kept.delete(key)
      throw error
    })
  }
  return { session: () => openSession(ask) }
}

function openSession(ask: DnsLookup): DnsSession {
  let queries = 0
  let isUnreachable = false
  return {
    async lookup(name, type) {
      if (++queries > MOST_QUERIES)
        throw dnsError('EREFUSED', `The message asks for more than ${MOST_QUERIES} records.`)
      return ask(name, type).catch((error: unknown) => {
        isUnreachable ||= isTemporary(error)
        throw error
      })
    },
    isUnreachable: () => isUnreachable,
  }
}

/** There is no such name, or no such record: an answer, not a failure. */
function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOTFOUND' || codeOf(error) === 'ENODATA'
}

/** Names that no server can be asked for fail for good. */
function isTemporary(error: unknown): boolean {
  return !isMissing(error) && !['EBADNAME', 'EBADQUERY', 'EFORMERR'].includes(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function dnsError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}

function machineLookup(timeoutMs: number): DnsLookup {
  const resolver = new Resolver({ timeout: timeoutMs / 2, tries: 2 })
  return async (name, type) => {
    const answer: unknown = await resolver.resolve(name, type)
    return Array.isArray(answer) ? answer : []
  }
}

async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(dnsError('ETIMEOUT', 'The DNS did not answer.')), ms)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}

/** Who waits takes over the place of a query that ends. */
function limitConcurrency(lookup: DnsLookup, most: number): DnsLookup {
  let free = most
  const waiting: (() => void)[] = []
  return async (name, type) => {
    if (free > 0) free--
    else await new Promise<void>((start) => waiting.push(start))
    try {
      return await lookup(name, type)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
