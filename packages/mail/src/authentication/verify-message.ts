import { type Authentication, dmarcPolicy } from '@levee/domain'
import { dmarc } from 'mailauth'
import { headerFields } from '../mime/header-fields.ts'
import { authorDomain, computeAuthentication } from './compute-authentication.ts'
import type { DnsLookup, DnsResolver } from './dns-resolver.ts'
import { mailClient } from './mail-client.ts'
import { trustedResults } from './trusted-results.ts'

/** `isComplete`: false when the DNS could not be reached, so that it is worth another try later. */
export type Verification = { authentication: Authentication; isComplete: boolean }

export type VerifyOptions = { dns: DnsResolver; authservId: string | null }

/**
 * Whether a message comes from where it says: by its server's word where there is one to be trusted,
 * else by SPF, DKIM, DMARC and ARC, as they stand in the DNS now.
 */
export async function verifyMessage(
  raw: Buffer,
  { dns, authservId }: VerifyOptions,
): Promise<Verification> {
  const headers = headerFields(raw)
  const { lookup: resolver, isUnreachable } = dns.session()
  const trusted = authservId === null ? undefined : trustedResults(headers, authservId)
  const authentication = trusted
    ? await withPolicy(trusted, authorDomain(headers), resolver)
    : await computeAuthentication(raw, {
        headers,
        client: mailClient(headers, authservId),
        sender: envelopeSender(headers),
        resolver,
      })
  return { authentication, isComplete: !isUnreachable() }
}

/** A server that says `dmarc=fail` often does not say what the domain asks for. */
async function withPolicy(
  trusted: Authentication,
  author: string | null,
  resolver: DnsLookup,
): Promise<Authentication> {
  const domain = trusted.author ?? author
  if (trusted.dmarc !== 'fail' || trusted.policy !== null || domain === null) return trusted
  const found = await dmarc({ headerFrom: [domain], spfDomains: [], dkimDomains: [], resolver })
  return { ...trusted, policy: found ? dmarcPolicy(found.policy) : null }
}

function envelopeSender(headers: ReturnType<typeof headerFields>): string {
  const found = headers.find(({ name }) => name.toLowerCase() === 'return-path')
  return /<([^<>\s]*)>/.exec(found?.value ?? '')?.[1] ?? ''
}
