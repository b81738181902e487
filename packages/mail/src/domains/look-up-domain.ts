import { createPublicKey } from 'node:crypto'
import type { DkimKey, DomainFacts, Records } from '@levee/domain'
import type { DnsLookup, DnsResolver } from '../authentication/dns-resolver.ts'
import { registrableDomain } from './registrable-domain.ts'

/** Under which names mail programs and large providers usually publish the keys of DKIM. */
const USUAL_SELECTORS = [
  'default',
  'dkim',
  'mail',
  'google',
  'selector1',
  'selector2',
  's1',
  'k1',
  'fm1',
  'protonmail',
  'zoho',
  'ovhmo-selector-1',
  'gm1',
  'sig1',
]

/**
 * What the DNS says of who may send in the name of a domain.
 * @param selectors names of DKIM keys that its mail showed; where there are none the usual ones are tried.
 */
export async function lookUpDomain(
  domain: string,
  { dns, selectors }: { dns: DnsResolver; selectors: readonly string[] },
): Promise<DomainFacts> {
  const { lookup } = dns.session()
  const tried = selectors.length > 0 ? selectors : USUAL_SELECTORS
  const [texts, dmarc, dkim] = await Promise.all([
    textsOf(lookup, domain),
    policiesOf(lookup, domain),
    keysOf(lookup, domain, tried),
  ])
  return { domain, texts, dmarc, dkim }
}

/** Those of the domain, else of the one that was registered (RFC 7489 §6.6.3). */
async function policiesOf(lookup: DnsLookup, domain: string): Promise<Records> {
  const own = await textsOf(lookup, `_dmarc.${domain}`)
  const above = registrableDomain(domain)
  if (own === null || own.length > 0 || above === null || above === domain) return own
  return textsOf(lookup, `_dmarc.${above}`)
}

async function keysOf(
  lookup: DnsLookup,
  domain: string,
  selectors: readonly string[],
): Promise<DkimKey[] | null> {
  const answers = await Promise.all(
    selectors.map(async (selector) => {
      const texts = await textsOf(lookup, `${selector}._domainkey.${domain}`)
      return texts && texts.flatMap((text) => keyIn(selector, text))
    }),
  )
  const keys = answers.flatMap((found) => found ?? [])
  return keys.length === 0 && answers.includes(null) ? null : keys
}

/** The key in a record (RFC 6376 §3.6.1); one that is empty was taken back. */
function keyIn(selector: string, text: string): DkimKey[] {
  const [, key = ''] = /(?:^|;)\s*p\s*=\s*([A-Za-z0-9+/=\s]*)/.exec(text) ?? []
  const base64 = key.replace(/\s/g, '')
  return base64 === '' ? [] : [{ selector, bits: bitsOf(base64) }]
}

function bitsOf(base64: string): number | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.modulusLength ?? null
  } catch {
    return null // Ed25519 comes bare (RFC 8463 §4); what is no key at all has no length either
  }
}

/** The text records of a name, each in one piece; that there are none is an answer, null is none. */
async function textsOf(lookup: DnsLookup, name: string): Promise<string[] | null> {
  try {
    const records = await lookup(name, 'TXT')
    return records.map((record) => (Array.isArray(record) ? record.join('') : record))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : null
  }
}
