import { type Authentication, type DmarcPolicy, dmarcPolicy } from '@levee/domain'
import type { Header } from '../mime/header-fields.ts'
import type { AuthenticationResults, MethodResult } from './parse-authentication-results.ts'
import { parseAuthenticationResults } from './parse-authentication-results.ts'
import { isReceived, ownFields } from './received-trace.ts'

/**
 * What the mailbox's own server found, by its Authentication-Results. A sender can write such fields as
 * well (RFC 8601 §5), so one counts only with the configured authserv-id and above the first Received
 * of a foreign host. Those above every Received were added after reception and count together, the
 * topmost first; below the first Received only the topmost one does.
 * @returns undefined when there is none to be trusted.
 */
export function trustedResults(
  headers: readonly Header[],
  authservId: string,
): Authentication | undefined {
  const end = ownFields(headers, authservId)
  const found = headers.slice(0, end).flatMap(({ name, value }, place) => {
    if (name.toLowerCase() !== 'authentication-results') return []
    const field = parseAuthenticationResults(value)
    return field && isSameId(field.authservId, authservId) ? [{ field, place }] : []
  })
  const firstReceived = headers.findIndex(({ name }) => isReceived(name))
  const above = found.filter(({ place }) => place < firstReceived)
  const trusted = above.length > 0 ? above : found.slice(0, 1)
  return trusted.length === 0 ? undefined : verdicts(trusted.map(({ field }) => field))
}

function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.trim().toLowerCase() // RFC 8601 §2.5: a domain name, as a rule
}

function verdicts(fields: readonly AuthenticationResults[]): Authentication {
  /** Of several fields that speak of a method the topmost one counts. */
  const of = (method: string): MethodResult[] => {
    const speaking = fields.find(({ results }) => results.some((each) => each.method === method))
    return speaking?.results.filter((each) => each.method === method) ?? []
  }
  const [dmarc, ...moreDmarc] = of('dmarc')
  return {
    spf: worst(ofMailFrom(of('spf'))),
    dkim: best(of('dkim')),
    // two verdicts about one author contradict each other: the one that proves less counts
    dmarc: dmarc ? worst([dmarc, ...moreDmarc]) : null,
    arc: worst(of('arc')),
    author: property(dmarc, 'header', 'from')?.toLowerCase() || null,
    policy: policyOf(dmarc),
    source: 'server',
  }
}

/** A message has as many DKIM results as signatures: one that holds is enough (RFC 6376 §4.2). */
function best(results: readonly MethodResult[]): string | null {
  const passed = results.find(({ result }) => result === 'pass')
  return (passed ?? results[0])?.result ?? null
}

function worst(results: readonly MethodResult[]): string | null {
  const failed = results.find(({ result }) => result !== 'pass')
  return (failed ?? results[0])?.result ?? null
}

/** SPF may have been asked for MAIL FROM and for HELO; the first is what DMARC goes by (RFC 7489 §4.1). */
function ofMailFrom(results: readonly MethodResult[]): readonly MethodResult[] {
  const found = results.filter((each) => property(each, 'smtp', 'mailfrom') !== undefined)
  return found.length > 0 ? found : results
}

function policyOf(result: MethodResult | undefined): DmarcPolicy | null {
  const said =
    property(result, 'policy', 'published-domain-policy') ?? property(result, 'policy', 'dmarc')
  return dmarcPolicy(said)
}

function property(
  result: MethodResult | undefined,
  type: string,
  name: string,
): string | undefined {
  return result?.properties.find((each) => each.type === type && each.name === name)?.value
}
