import type { MailboxCandidate, MailboxDiscovery, MailboxInput } from '@levee/contract'
import { providerServers, type SignIn, signInAt } from '../../features/mailboxes/oauth-settings.ts'
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
export type Secrets = {
  incoming: string
  outgoing: string
  signIn?: SignIn
  /** What was granted at the provider, instead of a password. */
  authorisation?: string | undefined
}

/** How the mailbox signs in: as was chosen, else as the server that was found wants it. */
export function signInOf({ signIn }: Secrets, found: MailboxCandidate | undefined): SignIn {
  if (signIn) return signIn
  return found?.authentication === 'oauth' ? signInAt(found.incoming.host) : 'password'
}

/** Whether there is something to sign in with. */
export function hasLogin({ signIn = 'password', incoming, authorisation }: Secrets): boolean {
  return signIn === 'password' ? incoming !== '' : authorisation !== undefined
}

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

/** The server for sending of the provider that was chosen, unless one was entered. */
export function outgoingOf({ signIn }: Secrets, search: WizardSearch): WizardSearch {
  const server = signIn && providerServers[signIn]?.outgoing
  if (!server || search.outHost !== undefined) return {}
  return { outHost: server.host, outPort: server.port, outSecurity: server.security }
}

/** What `check` takes for receiving alone. */
export function incomingInput(draft: Draft, secrets: Secrets): MailboxInput {
  const { address, name, incoming } = draft
  return {
    name: name || address,
    address,
    incoming: { ...incoming, ...loginOf(secrets) },
  }
}

/** The same with the way out, unless the mailbox only receives. */
export function mailboxInput(draft: Draft, secrets: Secrets): MailboxInput {
  const input = incomingInput(draft, secrets)
  if (draft.receiveOnly) return input
  const { host, port, security, username, sameLogin } = draft.outgoing
  const login = sameLogin ? loginOf(secrets) : { password: secrets.outgoing }
  const password = 'password' in login && { password: login.password }
  return {
    ...input,
    outgoing: { host, port, security, ...(username !== '' && { username, ...password }) },
  }
}

function loginOf({ incoming, authorisation }: Secrets) {
  return authorisation === undefined ? { password: incoming } : { oauth: { authorisation } }
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
