import type { MailboxDiscovery } from '@levee/contract'
import {
  type FetchProtocol,
  type Server,
  suggestIncoming,
  usualPort,
} from '../../features/mailboxes/suggest-servers.ts'
import type { Draft } from './wizard-draft.ts'

type Account = Draft['incoming']

/**
 * The account over another protocol: a server that was found or guessed gives way to the one that was found
 * or guessed for that protocol, an entered one stays.
 */
export function switchProtocol(
  account: Account,
  address: string,
  { protocol, discovery }: { protocol: FetchProtocol; discovery?: MailboxDiscovery | undefined },
): Account {
  const offered = (of: FetchProtocol): Server[] => [
    ...(discovery?.candidates ?? [])
      .filter((candidate) => candidate.protocol === of)
      .map(({ incoming: { host, port, security } }) => ({ host, port, security })),
    ...suggestIncoming(address, of),
  ]
  const isEntered = !offered(account.protocol).some(({ host }) => host === account.host)
  const next = offered(protocol).find(({ host }) => host !== '')
  const kept = { security: account.security, port: usualPort(protocol, account.security) }
  return { ...account, ...(isEntered ? kept : (next ?? kept)), protocol }
}
