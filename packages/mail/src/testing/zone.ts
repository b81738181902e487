import type { DnsAnswer, DnsLookup, DnsResolver } from '../authentication/dns-resolver.ts'
import { createDnsResolver } from '../authentication/dns-resolver.ts'

/** The records of a name, as the SPF test suite writes them: `{ A: … }`, or TIMEOUT for what is not there. */
export type ZoneRecord = 'TIMEOUT' | { [type: string]: unknown }
export type Zone = Record<string, ZoneRecord[]>

/** A DNS of its own for a test. */
export function zoneLookup(zone: Zone): DnsLookup {
  const names = new Map(Object.entries(zone).map(([name, list]) => [name.toLowerCase(), list]))
  return async (name, type) => {
    let at = name.toLowerCase().replace(/\.$/, '')
    for (let hops = 0; hops < 10; hops++) {
      const list = names.get(at)
      if (!list) throw dnsError('ENOTFOUND')
      const alias = list.find((record) => record !== 'TIMEOUT' && 'CNAME' in record)
      if (alias && alias !== 'TIMEOUT') at = String(alias['CNAME']).toLowerCase()
      else return found(list, type)
    }
    throw dnsError('ESERVFAIL')
  }
}

/** A resolver that only knows a zone. */
export function zoneResolver(zone: Zone): DnsResolver {
  return createDnsResolver({ lookup: zoneLookup(zone) })
}

function found(list: ZoneRecord[], type: string): DnsAnswer {
  // oxlint-disable-next-line typescript/no-explicit-any -- the suite's records are of any shape
  const values = (wanted: string): any[] =>
    list.flatMap((record) => (record !== 'TIMEOUT' && wanted in record ? [record[wanted]] : []))
  // the suite's records of type SPF stand for TXT as well, but where it says otherwise
  const own = values(type)
  const all = type === 'TXT' && own.length === 0 ? values('SPF') : own
  const answer = all.filter((value) => value !== 'NONE')
  if (answer.includes('TIMEOUT')) throw dnsError('ETIMEOUT')
  if (answer.length === 0) throw dnsError(list.includes('TIMEOUT') ? 'ETIMEOUT' : 'ENODATA')
  if (type === 'TXT') return answer.map((value) => [value].flat())
  if (type !== 'MX') return answer
  const exchanges: any = answer.map(([priority, exchange]) => ({ priority, exchange })) // oxlint-disable-line typescript/no-explicit-any
  return exchanges
}

function dnsError(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** A resolver for which no name exists. */
export function emptyDns(): DnsResolver {
  return zoneResolver({})
}
