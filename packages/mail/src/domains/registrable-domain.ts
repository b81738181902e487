import { getDomain, parse } from 'tldts'

/**
 * The domain that somebody registered, of a host or domain name, in lower case: `a.b.example.co.uk` is
 * `example.co.uk`. Null for a public suffix, an address literal and what is no name (Public Suffix List,
 * with the suffixes that companies let others register under).
 */
export function registrableDomain(host: string): string | null {
  const name = host.trim().replace(/\.$/, '')
  if (name === '' || name.startsWith('.') || /[\s/:@[\]]/.test(name)) return null
  return getDomain(name, { allowPrivateDomains: true, validateHostname: false })
}

/** Whether a name ends in a suffix that exists: `example.org` does, `report.pdf` does not. */
export function hasKnownSuffix(host: string): boolean {
  return parse(host, { validateHostname: false }).isIcann === true
}
