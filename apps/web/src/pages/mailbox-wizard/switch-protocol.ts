import {
  type FetchProtocol,
  suggestIncoming,
  usualPort,
} from '../../features/mailboxes/suggest-servers.ts'
import type { Draft } from './wizard-draft.ts'

type Account = Draft['incoming']

/** The account over another protocol: a guessed server gives way to the guess for that one, an entered one stays. */
export function switchProtocol(
  account: Account,
  address: string,
  protocol: FetchProtocol,
): Account {
  const before = suggestIncoming(address, account.protocol).findIndex(
    ({ host }) => host === account.host,
  )
  const guess = suggestIncoming(address, protocol)[before]
  const kept = { security: account.security, port: usualPort(protocol, account.security) }
  return { ...account, ...(guess ?? kept), protocol }
}
