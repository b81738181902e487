import type { DomainFacts } from '../mailboxes/domain-notes.ts'

export type AlignmentProblemCode =
  | 'spfMissing'
  | 'spfSeveral'
  | 'spfLacksServer'
  | 'spfForAll'
  | 'dkimNotFound'
  | 'dmarcMissing'
  | 'dmarcBroken'
  | 'willBeRefused'

/** A text record to publish, where one would mend it. */
export type DnsRecord = { name: string; value: string }
export type AlignmentVerdict = {
  verdict: 'aligned' | 'atRisk' | 'unknown'
  problems: { code: AlignmentProblemCode; record: DnsRecord | null }[]
}

/** What large providers ask their customers to put into SPF; by the end of their server's name. */
const INCLUDES: readonly (readonly [suffix: string, include: string])[] = [
  ['gmail.com', '_spf.google.com'],
  ['google.com', '_spf.google.com'],
  ['office365.com', 'spf.protection.outlook.com'],
  ['outlook.com', 'spf.protection.outlook.com'],
  ['ovh.net', 'mx.ovh.com'],
  ['gandi.net', '_mailcust.gandi.net'],
  ['infomaniak.com', 'spf.infomaniak.ch'],
  ['fastmail.com', 'spf.messagingengine.com'],
  ['zoho.eu', 'zohomail.eu'],
  ['zoho.com', 'zohomail.com'],
]

/**
 * Whether receivers will believe that what a mailbox sends is from the domain in its From (RFC 7489 §3.1):
 * SPF or DKIM has to pass in the name of that domain. DKIM is the sending server's; its keys can only be
 * looked for under the names that are known.
 * @param server the host that sends, as the settings of the mailbox name it.
 */
export function judgeAlignment(facts: DomainFacts, server: string): AlignmentVerdict {
  const { domain, texts, dkim, dmarc } = facts
  if (!texts || !dmarc) return { verdict: 'unknown', problems: [] }
  const spf = spfProblem(domain, texts, server)
  const hasKey = (dkim ?? []).length > 0
  const problems: AlignmentVerdict['problems'] = spf ? [spf] : []
  if (dkim && !hasKey) problems.push({ code: 'dkimNotFound', record: null })
  const policies = dmarc.filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/i.test(text))
  const policy = policyOf(policies)
  if (policies.length === 0) problems.push({ code: 'dmarcMissing', record: dmarcRecord(domain) })
  else if (!policy) problems.push({ code: 'dmarcBroken', record: dmarcRecord(domain) })
  const passes = hasKey || !spf || spf.code === 'spfForAll'
  if (!passes && policy && policy !== 'none')
    problems.unshift({ code: 'willBeRefused', record: null })
  const isAtRisk = !passes || !policy || spf?.code === 'spfForAll'
  return { verdict: isAtRisk ? 'atRisk' : 'aligned', problems }
}

function spfProblem(
  domain: string,
  texts: readonly string[],
  server: string,
): AlignmentVerdict['problems'][number] | undefined {
  const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text))
  const [record] = records
  const mechanism = mechanismOf(server)
  if (record === undefined)
    return {
      code: 'spfMissing',
      record: { name: domain, value: `v=spf1 mx ${mechanism} ~all` },
    }
  if (records.length > 1) return { code: 'spfSeveral', record: null }
  if (/(?:^|\s)\+?all(?:\s|$)/i.test(record))
    return { code: 'spfForAll', record: { name: domain, value: withoutAll(record, '~all') } }
  const include = includeOf(server)
  const isNamed = !include || record.toLowerCase().includes(include)
  if (isNamed || /\sredirect=/i.test(record)) return undefined
  const all = /\s([-~?]?all)\s*$/i.exec(record)?.[1] ?? '~all'
  return {
    code: 'spfLacksServer',
    record: { name: domain, value: withoutAll(record, `${mechanism} ${all}`) },
  }
}

function includeOf(server: string): string | undefined {
  const host = server.toLowerCase()
  return INCLUDES.find(([suffix]) => host === suffix || host.endsWith(`.${suffix}`))?.[1]
}

function mechanismOf(server: string): string {
  const include = includeOf(server)
  return include ? `include:${include}` : `a:${server.toLowerCase()}`
}

function withoutAll(record: string, end: string): string {
  return `${record.replaceAll(/\s+[-~?+]?all(?=\s|$)/gi, '').trim()} ${end}`
}

function policyOf(records: readonly string[]): string | undefined {
  if (records.length !== 1) return undefined
  return /;\s*p\s*=\s*(none|quarantine|reject)\s*(?:;|$)/i
    .exec(records[0] ?? '')?.[1]
    ?.toLowerCase()
}

function dmarcRecord(domain: string): DnsRecord {
  return { name: `_dmarc.${domain}`, value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}` }
}
