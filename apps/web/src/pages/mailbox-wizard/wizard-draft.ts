import type { MailboxInput } from '@levee/contract'
import {
  type Security,
  type Server,
  suggestName,
  suggestServers,
} from '../../features/mailboxes/suggest-servers.ts'

export const wizardSteps = ['address', 'incoming', 'sending', 'folders', 'import'] as const
export type WizardStep = (typeof wizardSteps)[number]

/** What the wizard knows, kept in its URL so that it can be left and taken up; never a password. */
export type WizardSearch = {
  address?: string
  name?: string
  host?: string
  port?: number
  security?: Security
  username?: string
  outHost?: string
  outPort?: number
  outSecurity?: Security
  /** Only where it differs from the one for receiving. */
  outUsername?: string
  receiveOnly?: boolean
  /** The mailbox that is being imported: the wizard's last step. */
  mailbox?: string
}

/** Held in memory only, for as long as the wizard is open. */
export type Secrets = { incoming: string; outgoing: string }

export type Draft = {
  address: string
  name: string
  incoming: Server & { username: string }
  outgoing: Server & { username: string; sameLogin: boolean }
  receiveOnly: boolean
}

/** The whole draft: what was entered, and guesses for what was not. */
export function draftOf(search: WizardSearch): Draft {
  const address = search.address ?? ''
  const guess = suggestServers(address)
  const username = search.username ?? address
  return {
    address,
    name: search.name ?? suggestName(address),
    incoming: {
      ...serverOf(guess.incoming[0], 993, search.host, search.port, search.security),
      username,
    },
    outgoing: {
      ...serverOf(guess.outgoing[0], 465, search.outHost, search.outPort, search.outSecurity),
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
    incoming: { protocol: 'imap', ...incoming, password: secrets.incoming },
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

/** The search parameters as far as they are what they claim to be. */
export function parseWizardSearch(search: Record<string, unknown>): WizardSearch {
  return {
    ...texts(search, ['address', 'name', 'host', 'username', 'outHost', 'outUsername', 'mailbox']),
    ...numbers(search, ['port', 'outPort']),
    ...(isSecurity(search['security']) && { security: search['security'] }),
    ...(isSecurity(search['outSecurity']) && { outSecurity: search['outSecurity'] }),
    ...(search['receiveOnly'] === true && { receiveOnly: true }),
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

function texts<K extends string>(
  search: Record<string, unknown>,
  keys: K[],
): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {}
  for (const key of keys) {
    const value = search[key]
    if (typeof value === 'string') found[key] = value
    if (typeof value === 'number') found[key] = String(value)
  }
  return found
}

function numbers<K extends string>(
  search: Record<string, unknown>,
  keys: K[],
): Partial<Record<K, number>> {
  const found: Partial<Record<K, number>> = {}
  for (const key of keys) {
    const value = search[key]
    if (typeof value === 'number' && Number.isInteger(value)) found[key] = value
  }
  return found
}

function isSecurity(value: unknown): value is Security {
  return value === 'tls' || value === 'starttls' || value === 'none'
}
