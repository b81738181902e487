import type { MailboxCandidate } from '@levee/contract'
import { DomainError } from '@levee/domain'
import type { Deps } from '../deps.ts'
import { discoverMailboxSettings } from '../features/mailboxes/service.ts'

type Search = { address: string; protocol: MailboxCandidate['protocol'] | undefined }

/**
 * The servers of an address, as the wizard finds them; a guess is none, since it would be told the password.
 * @throws {DomainError} `invalid` when there are none, or none that takes a password.
 */
export async function findServers(
  deps: Pick<Deps, 'dns' | 'internet' | 'now'>,
  { address, protocol }: Search,
): Promise<MailboxCandidate> {
  const { candidates } = await discoverMailboxSettings(deps, { address }, 'en')
  const fitting = candidates.filter(
    (candidate) => protocol === undefined || candidate.protocol === protocol,
  )
  const [found] = fitting.filter(({ source }) => source !== 'guess')
  if (!found) throw new DomainError('invalid', nothingFound(address, fitting))
  if (found.authentication !== 'oauth') return found
  throw new DomainError(
    'invalid',
    `${found.provider ?? found.incoming.host} takes no passwords: connect this mailbox in the browser, where it is authorised.`,
  )
}

/** What was found, who says so, and what to think of it. */
export function foundText({
  protocol,
  incoming,
  outgoing,
  sources,
  advice,
}: MailboxCandidate): string {
  const [receiving, sending] = [incoming, outgoing].map(
    (server) => server && `${server.host}, port ${server.port}, ${SECURITY[server.security]}`,
  )
  return [
    `Found ${protocol.toUpperCase()} at ${receiving}, as user ${incoming.username}.`,
    sending ? `Sending over ${sending}.` : 'No sending server was found: nothing can be sent.',
    `Says so: ${sources.map((source) => SOURCES[source]).join(', ')}.`,
    ...advice.map(({ text, tone }) => `  ${tone === 'warn' ? '!' : '-'} ${text}`),
  ].join('\n')
}

const SECURITY = { tls: 'TLS', starttls: 'STARTTLS', none: 'not encrypted' } as const

const SOURCES: Record<MailboxCandidate['source'], string> = {
  srv: 'the SRV records of the domain',
  autoconfig: 'autoconfig',
  provider: 'the list of providers, by the domain',
  mx: 'the list of providers, by the MX record',
  guess: 'a guess from the address',
}

function nothingFound(address: string, [guess]: readonly MailboxCandidate[]): string {
  const hint = guess
    ? `${guess.incoming.host} may be it, but nobody announces it: try it with --host ${guess.incoming.host}.`
    : 'Name it with --host, as the provider says.'
  return `No mail server of ${address} was found. ${hint}`
}
