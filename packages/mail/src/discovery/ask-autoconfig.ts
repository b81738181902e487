import type { Finding } from '@levee/domain'
import { fetchPublic } from '../network/fetch-public.ts'
import type { PublicDialer } from '../network/public-dialer.ts'
import { PublicFetchError } from '../network/public-url.ts'
import { type AutoconfigAddress, parseAutoconfig } from './parse-autoconfig.ts'

const MOST_BYTES = 100_000 // real files have 2 kB

/**
 * The settings that a domain publishes for mail programs, at either of the two places where Mozilla's look. Asked
 * over HTTPS and on the public Internet only: whoever could answer in another's name would be given the password.
 * @throws {PublicFetchError} when none of the places could be asked.
 */
export async function askAutoconfig(
  who: AutoconfigAddress,
  { internet, timeoutMs }: { internet: PublicDialer; timeoutMs: number },
): Promise<{ findings: Finding[]; places: string[] }> {
  const accept = 'application/xml, text/xml'
  const limits = { timeoutMs, mostBytes: MOST_BYTES, accept, onlyHttps: true } as const
  const asked = await Promise.allSettled(
    placesOf(who).map(async (url) => {
      const xml = await fetchPublic(url.href, limits, internet)
      return { host: url.host, findings: parseAutoconfig(xml.toString('utf8'), who) }
    }),
  )
  const answers = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const useful = answers.find(({ findings }) => findings.length > 0)
  if (useful) return { findings: useful.findings, places: [useful.host] }
  const isUnreachable = asked.every(({ status }) => status === 'rejected') && asked.some(isTooLate)
  if (isUnreachable) throw new PublicFetchError('timeout', 'No place of autoconfig answered.')
  return { findings: [], places: [] }
}

function placesOf({ address, domain }: AutoconfigAddress): URL[] {
  const first = new URL(`https://autoconfig.${domain}/mail/config-v1.1.xml`)
  first.searchParams.set('emailaddress', address)
  return [first, new URL(`https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`)]
}

function isTooLate(result: PromiseSettledResult<unknown>): boolean {
  return (
    result.status === 'rejected' &&
    result.reason instanceof PublicFetchError &&
    result.reason.code === 'timeout'
  )
}
