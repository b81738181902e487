import type { MailboxInput } from '@levee/contract'
import { DomainError } from '@levee/domain'
import type { ImapAccount, PasswordAccount, SmtpAccount } from '@levee/mail'
import { openSecret } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { accessToken, grantedToken } from '../oauth/service.ts'
import { refuseForeignServers } from './mailbox-settings.ts'
import { lockSecrets, mailboxBy, type MailboxRow, seenByOperator } from './queries.ts'

/** What is entered of a mailbox, to be tried. */
export type EnteredSettings = Pick<MailboxInput, 'name' | 'address' | 'incoming' | 'outgoing'>
/** `token`: what it signs in with instead of a password. */
export type SettingsToTry = EnteredSettings & { token?: string }

/**
 * The settings that somebody entered, with the token of the authorisation that they name.
 * @throws {DomainError} `forbidden`, or `invalid` when that was not granted.
 */
export async function enteredSettings(
  deps: Pick<Deps, 'db' | 'keys' | 'now'>,
  viewer: Viewer,
  settings: EnteredSettings,
): Promise<SettingsToTry> {
  requirePermission(viewer, 'manageMailboxes')
  const { oauth } = settings.incoming
  if (!oauth) return settings
  const taking = { viewerId: viewer.id, authorisationId: oauth.authorisation }
  const { provider, token } = await grantedToken(deps, taking)
  refuseForeignServers(serversOf(settings), provider)
  return { ...settings, token }
}

/**
 * The settings of a mailbox with its passwords, or a token.
 * @param refused a token that a server did not take.
 * @throws {DomainError} `not-found`. @throws {MailServerError} when there is no token.
 */
export async function keptSettings(
  deps: Pick<Deps, 'db' | 'keys' | 'config' | 'now'>,
  id: string,
  refused?: string,
): Promise<SettingsToTry> {
  const { db, keys } = deps
  const row = await mailboxBy(db, id, seenByOperator)
  if (!row) throw new DomainError('not-found', 'There is no such mailbox.')
  const secrets = await lockSecrets(db, id)
  const open = (sealed: Buffer | null) => sealed && { password: openSecret(keys.secrets, sealed) }
  const { incoming, outgoing } = settingsOf(row)
  return {
    name: row.name,
    address: row.address,
    incoming: { ...incoming, ...open(secrets.incoming) },
    ...(outgoing && { outgoing: { ...outgoing, ...open(secrets.outgoing) } }),
    ...(row.usesOauth && { token: await accessToken(deps, id, refused) }),
  }
}

type Login = Pick<SettingsToTry, 'incoming' | 'token'>

/** @throws {DomainError} `invalid` when something that IMAP or POP3 needs is missing. */
export function incomingAccount({ incoming, token }: Login): ImapAccount {
  if (token === undefined) return passwordAccount(incoming)
  const { password: _none, ...place } = passwordAccount({ ...incoming, password: 'none' })
  return { ...place, accessToken: token }
}

/** @throws {DomainError} `invalid` when something that the protocol needs is missing. */
export function passwordAccount(incoming: MailboxInput['incoming']): PasswordAccount {
  const { host, port, security, username, password } = incoming
  if (host && port && security && username && password)
    return { host, port, security, username, password }
  const protocol = incoming.protocol === 'pop3' ? 'POP3' : 'IMAP'
  const missing = Object.entries({ host, port, security, username, password })
    .filter(([, value]) => !value)
    .map(([name]) => ({ path: `incoming.${name}`, message: `is missing: ${protocol} needs it` }))
  throw new DomainError('invalid', `Something that ${protocol} needs is missing.`, {
    errors: missing,
  })
}

/** Whoever signs in under the name for reading gives its password, unless another is given; or the token. */
export function smtpAccount(
  { host, port, security, username, password }: NonNullable<MailboxInput['outgoing']>,
  { incoming, token }: Login,
): SmtpAccount {
  if (!username) return { host, port, security }
  if (token !== undefined && !password)
    return { host, port, security, username, accessToken: token }
  const same = username === incoming.username ? incoming.password : undefined
  return { host, port, security, username, password: password ?? same ?? '' }
}

/** The servers that a token would be shown to. */
function serversOf({
  incoming,
  outgoing,
}: EnteredSettings): Parameters<typeof refuseForeignServers>[0] {
  return {
    incomingHost: incoming.host ?? null,
    outgoingHost: outgoing?.host ?? null,
    outgoingUsername: outgoing?.username || null,
    outgoingSecret: outgoing?.password ? Buffer.from('its own') : null,
  }
}

function settingsOf(row: MailboxRow): Pick<MailboxInput, 'incoming' | 'outgoing'> {
  const { outgoingHost: host, outgoingPort: port, outgoingSecurity: security } = row
  const incoming = {
    protocol: row.protocol,
    mode: row.mode,
    folderRoles: row.folderRoles,
    ...(row.incomingHost && { host: row.incomingHost }),
    ...(row.incomingPort && { port: row.incomingPort }),
    ...(row.incomingSecurity && { security: row.incomingSecurity }),
    ...(row.incomingUsername && { username: row.incomingUsername }),
  }
  if (!host || !port || !security) return { incoming }
  const login = row.outgoingUsername ? { username: row.outgoingUsername } : {}
  return { incoming, outgoing: { host, port, security, ...login } }
}
