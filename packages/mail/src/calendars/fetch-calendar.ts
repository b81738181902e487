import { fetchPublic } from '../network/fetch-public.ts'
import type { PublicDialer } from '../network/public-dialer.ts'

const LIMITS = {
  timeoutMs: 20_000,
  mostBytes: 2 * 1024 * 1024,
  accept: 'text/calendar, text/plain;q=0.5',
}

/**
 * The iCalendar file (RFC 5545) that a URL holds, from the public Internet only.
 * @throws {PublicFetchError}
 */
export async function fetchCalendar(url: string, dialer: PublicDialer): Promise<string> {
  const http = url.replace(/^webcals?:/i, 'https:')
  return (await fetchPublic(http, LIMITS, dialer)).toString('utf8')
}
