import type { MailboxDiscovery, MailboxInput } from '@levee/contract'
import {
  type FetchProtocol,
  type Security,
  type Server,
  suggestIncoming,
  suggestName,
  suggestServers,
  usualPort,
} from '../../features/mailboxes/suggest-servers.ts'
import type { WizardSearch } from './wizard-search.ts'

export const wizardSteps = ['address', 'incoming', 'sending', 'folders', 'import'] as const
export type WizardStep = (typeof wizardSteps)[number]

/** Held in memory only, for as long as the wizard is open. */
export type Secrets = { incoming: string; outgoing: string }

export type Draft = {
  address: string
  name: string
  incoming: Server & { protocol: FetchProtocol; username: string }
  outgoing: Server & { username: string; sameLogin: boolean }
  receiveOnly: boolean
}

/** The whole draft: what was entered, and for what was not, what was found out, or else guesses. */
export function draftOf(search: WizardSearch, discovery?: MailboxDiscovery): Draft {
  const address = search.address ?? ''
  const guess = suggestServers(address)
  const { protocol = 'imap' } = search
  const found = discovery?.candidates.find((candidate) => candidate.protocol === protocol)
  const username = search.username ?? found?.incoming.username ?? address
  const [guessed] = suggestIncoming(address, protocol)
  return {
    address,
    name: search.name ?? suggestName(address),
    incoming: {
      ...serverOf(
        found?.incoming ?? guessed,
        usualPort(protocol, 'tls'),
        search.host,
        search.port,
        search.security,
      ),
      protocol,
      username,
    },
    outgoing: {
      ...serverOf(
        found?.outgoing ?? guess.outgoing[0],
        465,
        search.outHost,
        search.outPort,
        search.outSecurity,
      ),
      username: search.outUsername ?? username,
      sameLogin: search.outUsername === undefined,
    },
    receiveOnly: search.receiveOnly === true,
  }
}

/** What `check` takes for receiving alone. */
export function incomingInput(draft: Draft, secrets: Secrets): MailboxInput {
  const { address, name, incoming } = draft
  return {
    name: name || address,
    address,
    incoming: { ...incoming, password: secrets.incoming },
  }
}

/** The same with the way out, unless the mailbox only receives. */
export function mailboxInput(draft: Draft, secrets: Secrets): MailboxInput {
  const input = incomingInput(draft, secrets)
  if (draft.receiveOnly) return input
  const { host, port, security, username, sameLogin } = draft.outgoing
  const password = sameLogin ? secrets.incoming : secrets.outgoing
  return {
    ...input,
    outgoing: { host, port, security, ...(username !== '' && { username, password }) },
  }
}

function serverOf(
  guess: Server | undefined,
  usualPort: number,
  host?: string,
  port?: number,
  security?: Security,
): Server {
  const base = guess ?? { host: '', port: usualPort, security: 'tls' }
  return { host: host ?? base.host, port: port ?? base.port, security: security ?? base.security }
}
