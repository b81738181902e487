import type { ImapFlow } from 'imapflow'
import { MailServerError } from '../network/mail-server-error.ts'
import type { FolderRoles } from './imap-account.ts'
import { imapError } from './imap-error.ts'

/** A signed-in connection to an IMAP server; at most one folder is open on it. */
export type ImapConnection = {
  readonly closed: boolean
  readonly capabilities: string[]
  /** Calls `heard` once when the connection ends, with the error that ended it if there was one. */
  onClose(heard: (error: MailServerError | undefined) => void): void
  /** Says goodbye, or hangs up when the server does not answer. */
  close(): Promise<void>
}

/** What this package knows of a connection and its users must not. */
export type OpenClient = {
  readonly client: ImapFlow
  /** Mail came or went in the open folder, or flags were changed, since it was opened or last waited for. */
  changed: boolean
  /** Folders in which the server told of changed flags since they were last opened. */
  readonly flagsHeard: Set<string>
  onChange: (() => void) | undefined
  readonly folderRoles: FolderRoles
  /** What ended the connection. */
  failure: MailServerError | undefined
  /** We are hanging up. */
  isLeaving: boolean
}

const GOODBYE = 2000 // ms: a server that does not answer LOGOUT by then is gone

const openClients = new WeakMap<ImapConnection, OpenClient>()

/** Makes a signed-in ImapFlow client into a connection. */
export function wrapClient(client: ImapFlow, folderRoles: FolderRoles = {}): ImapConnection {
  const open = watchFolder(client, folderRoles)
  client.on('error', (error: unknown) => {
    open.failure = imapError(error)
  })
  const connection: ImapConnection = {
    get closed() {
      return !client.usable
    },
    get capabilities() {
      return [...client.capabilities.keys()]
    },
    onClose(heard) {
      if (client.usable) client.once('close', () => heard(open.failure))
      else queueMicrotask(() => heard(open.failure))
    },
    close() {
      open.isLeaving = true
      return hangUp(client)
    },
  }
  openClients.set(connection, open)
  return connection
}

/**
 * Runs commands on a connection.
 * @throws {MailServerError} whatever goes wrong.
 */
export async function withClient<T>(
  connection: ImapConnection,
  work: (client: ImapFlow, open: OpenClient) => Promise<T>,
): Promise<T> {
  const open = openClients.get(connection)
  if (!open) throw new Error('This is not a connection of this package.')
  if (!open.client.usable) throw new MailServerError('closed', 'The connection is closed.')
  try {
    return await work(open.client, open)
  } catch (error) {
    throw commandError(connection, error)
  }
}

/** Why a command failed: when the connection ended, why that. */
export function commandError(connection: ImapConnection, thrown: unknown): MailServerError {
  const failure = connection.closed ? openClients.get(connection)?.failure : undefined
  return failure ?? imapError(thrown)
}

/**
 * Runs commands on the open folder of a connection.
 * @throws {MailServerError} whatever goes wrong.
 */
export function withFolder<T>(
  connection: ImapConnection,
  work: (client: ImapFlow, open: OpenClient) => Promise<T>,
): Promise<T> {
  return withClient(connection, async (client, open) => {
    requireFolder(connection)
    const answer = await work(client, open)
    requireFolder(connection)
    return answer
  })
}

/**
 * Makes sure that what was answered came from the server: once the folder is closed or the connection
 * is ending, ImapFlow answers as for an empty folder.
 * @throws {MailServerError} when no folder is open.
 */
export function requireFolder(connection: ImapConnection): void {
  const open = openClients.get(connection)
  if (!open?.client.usable || open.isLeaving)
    throw open?.failure ?? new MailServerError('closed', 'The connection is closed.')
  if (!open.client.mailbox) throw new MailServerError('protocol', 'No folder is open.')
}

function watchFolder(client: ImapFlow, folderRoles: FolderRoles): OpenClient {
  const open: OpenClient = {
    client,
    changed: false,
    flagsHeard: new Set(),
    onChange: undefined,
    failure: undefined,
    isLeaving: false,
    folderRoles,
  }
  const change = (): void => {
    open.changed = true
    open.onChange?.()
  }
  client.on('exists', change)
  client.on('expunge', ({ earlier }) => {
    if (!earlier) change() // what went before we asked is an answer (RFC 7162 §3.2.10)
  })
  client.on('flags', ({ path }) => {
    open.flagsHeard.add(path)
    change()
  })
  return open
}

async function hangUp(client: ImapFlow): Promise<void> {
  if (!client.usable) return client.close()
  const timer = setTimeout(() => client.close(), GOODBYE)
  try {
    await client.logout()
  } catch {
    // The server hung up first, which is what we wanted.
  } finally {
    clearTimeout(timer)
    client.close()
  }
}
