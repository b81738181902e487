import type { LookupAddress } from 'node:dns'
import { ImapFlow } from 'imapflow'
import type { ImapFlowOptions } from 'imapflow'
import { MailServerError } from '../network/mail-server-error.ts'
import { isPrivateAddress } from '../network/private-addresses.ts'
import { pinnedLookup, resolveHost } from '../network/resolve-host.ts'
import { wrapClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'
import type { FolderRoles, ImapAccount } from './imap-account.ts'
import { imapError } from './imap-error.ts'

/**
 * `ca`: a certificate authority (PEM) to trust beside the system's own. `folderRoles`: what folders are for, whatever
 * the server says. `silence`: after how long the connection is given up when the server owes an answer and says
 * nothing (ms). `qresync`: whether the server is asked to say by its UID what vanished (RFC 7162).
 */
export type ImapOptions = {
  allowPrivateNetwork: boolean
  compress?: boolean
  ca?: string
  folderRoles?: FolderRoles
  silence?: number
  qresync?: boolean
}

const CONNECT_TIMEOUT = 20_000 // ms, for name, TCP and TLS together: nobody waits longer at a form

/**
 * Connects and signs in.
 * @throws {MailServerError} with the step that failed as its code.
 */
export async function connectImap(
  account: ImapAccount,
  options: ImapOptions,
): Promise<ImapConnection> {
  const addresses = await resolveHost(account.host, options.allowPrivateNetwork)
  const client = new ImapFlow({
    host: account.host,
    port: account.port,
    secure: account.security === 'tls',
    ...(account.security === 'tls' ? {} : { doSTARTTLS: account.security === 'starttls' }),
    auth: authOf(account),
    // Compression costs six times the time on a fast network and pays only on a slow one.
    disableCompression: !(options.compress ?? !isNear(addresses)),
    qresync: options.qresync ?? false,
    disableAutoIdle: true, // waitForChange idles, nothing else does
    connectionTimeout: CONNECT_TIMEOUT,
    ...(options.silence ? { socketTimeout: options.silence } : {}),
    logger: false,
    clientInfo: { name: 'Levee' },
    tls: { lookup: pinnedLookup(addresses), ...(options.ca ? { ca: options.ca } : {}) },
  })
  const connection = wrapClient(client, options.folderRoles)
  try {
    await client.connect()
  } catch (error) {
    client.close()
    throw lacksTokens(client, account) ?? imapError(error)
  }
  return connection
}

/** ImapFlow shows a token by OAUTHBEARER where the server has it, else by XOAUTH2. */
function authOf(account: ImapAccount): NonNullable<ImapFlowOptions['auth']> {
  const user = account.username
  if ('accessToken' in account) return { user, accessToken: account.accessToken }
  return { user, pass: account.password }
}

/** A server that was never asked because it takes no tokens. */
function lacksTokens(client: ImapFlow, account: ImapAccount): MailServerError | undefined {
  if (!('accessToken' in account) || client.capabilities.size === 0) return undefined
  const takes = ['AUTH=OAUTHBEARER', 'AUTH=XOAUTH2', 'AUTH=XOAUTH']
  if (takes.some((name) => client.capabilities.has(name))) return undefined
  return new MailServerError('refused', 'The mail server takes no OAuth tokens, only passwords.')
}

function isNear(addresses: LookupAddress[]): boolean {
  return addresses.every(({ address }) => isPrivateAddress(address))
}
