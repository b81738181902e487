import type { FetchProtocol, Security } from '../../features/mailboxes/suggest-servers.ts'

/** What the wizard knows, kept in its URL so that it can be left and taken up; never a password. */
export type WizardSearch = {
  address?: string
  name?: string
  protocol?: FetchProtocol
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

/** The search parameters as far as they are what they claim to be. */
export function parseWizardSearch(search: Record<string, unknown>): WizardSearch {
  return {
    ...texts(search, ['address', 'name', 'host', 'username', 'outHost', 'outUsername', 'mailbox']),
    ...numbers(search, ['port', 'outPort']),
    ...(search['protocol'] === 'pop3' && { protocol: 'pop3' as const }),
    ...(isSecurity(search['security']) && { security: search['security'] }),
    ...(isSecurity(search['outSecurity']) && { outSecurity: search['outSecurity'] }),
    ...(search['receiveOnly'] === true && { receiveOnly: true }),
  }
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
