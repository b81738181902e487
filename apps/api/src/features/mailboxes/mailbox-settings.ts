import type { Body, changeMailbox, MailboxInput } from '@levee/contract'
import { DomainError, startOfDate } from '@levee/domain'
import { isTokenFor, type OAuthProvider } from '@levee/mail'
import { sealSecret } from '@levee/storage'
import type { MailboxRow, MailboxSettings, Secrets } from './queries.ts'

type MailboxPatch = Body<typeof changeMailbox>
type Incoming = Partial<MailboxInput['incoming']>
type Outgoing = MailboxInput['outgoing']
/** What passwords are sealed with, and where a date begins at midnight. */
type Sealing = { key: Buffer; timeZone: string }
type FieldError = { path: string; message: string }

const TRIAGE_DAYS = 30 // mail from so many days before connecting is to be triaged
const DAY = 86_400_000 // ms

/**
 * The settings of a mailbox that is new.
 * @throws {DomainError} `invalid` when something that its protocol needs is missing.
 */
export function newSettings(
  input: MailboxInput & { color: MailboxSettings['color'] },
  { key, timeZone, now }: Sealing & { now: Date },
): MailboxSettings {
  const { name, address, color, incoming, outgoing } = input
  return refuseIncomplete({
    name,
    address,
    color,
    protocol: incoming.protocol,
    incomingHost: incoming.host ?? null,
    incomingPort: incoming.port ?? null,
    incomingSecurity: incoming.security ?? null,
    incomingUsername: incoming.username ?? null,
    usesOauth: usesTokens({ usesOauth: false }, incoming),
    incomingSecret: (!incoming.oauth && sealed(key, incoming.password)) || null,
    watchedFolders: incoming.folders ?? [],
    folderRoles: incoming.folderRoles ?? {},
    mode: incoming.mode ?? (incoming.protocol === 'pop3' ? 'readOnly' : 'mirror'),
    deleteAfterDays: incoming.deleteAfterDays ?? null,
    authservId: incoming.authservId ?? null,
    triageSince: instantOf(incoming.triageSince, timeZone) ?? daysBefore(now, TRIAGE_DAYS),
    ...outgoingSettings(outgoing),
    outgoingSecret: outgoingSecret(outgoing, incoming, key) ?? null,
    paused: false,
  })
}

/** The settings of a mailbox after a change; what is left out stays, secrets too. */
export function changedSettings(
  before: MailboxRow,
  secrets: Secrets,
  { incoming = {}, outgoing, ...patch }: MailboxPatch,
  { key, timeZone }: Sealing,
): MailboxSettings {
  if (incoming.protocol !== undefined && incoming.protocol !== before.protocol)
    throw invalid([{ path: 'incoming.protocol', message: 'cannot be changed: add a mailbox' }])
  const usesOauth = usesTokens(before, incoming)
  return refuseIncomplete({
    name: patch.name ?? before.name,
    address: patch.address ?? before.address,
    color: patch.color ?? before.color,
    protocol: before.protocol,
    incomingHost: incoming.host ?? before.incomingHost,
    incomingPort: incoming.port ?? before.incomingPort,
    incomingSecurity: incoming.security ?? before.incomingSecurity,
    incomingUsername: incoming.username ?? before.incomingUsername,
    usesOauth,
    incomingSecret: usesOauth ? null : (sealed(key, incoming.password) ?? secrets.incoming),
    watchedFolders: incoming.folders ?? before.watchedFolders,
    folderRoles: incoming.folderRoles ?? before.folderRoles,
    mode: incoming.mode ?? before.mode,
    deleteAfterDays:
      incoming.deleteAfterDays === undefined ? before.deleteAfterDays : incoming.deleteAfterDays,
    authservId: incoming.authservId === undefined ? before.authservId : incoming.authservId,
    triageSince: instantOf(incoming.triageSince, timeZone) ?? before.triageSince,
    ...(outgoing ? outgoingSettings(outgoing) : keptOutgoing(before)),
    outgoingSecret:
      outgoingSecret(outgoing, incoming, key) ?? keptOutgoingSecret(before, secrets, incoming),
    paused: patch.paused ?? before.paused,
  })
}

/** A password that comes replaces tokens, and tokens that come replace it. */
function usesTokens(before: Pick<MailboxRow, 'usesOauth'>, { oauth, password }: Incoming): boolean {
  if (oauth && password !== undefined)
    throw invalid([{ path: 'incoming.oauth', message: 'stands instead of a password: send one' }])
  if (oauth) return true
  return before.usesOauth && password === undefined
}

/** The password that sending shared with receiving goes with it. */
function keptOutgoingSecret(
  before: MailboxRow,
  secrets: Secrets,
  { oauth }: Incoming,
): Secrets['outgoing'] {
  const isShared = before.outgoingUsername === before.incomingUsername
  return oauth && !before.usesOauth && isShared ? null : secrets.outgoing
}

function keptOutgoing(before: MailboxRow) {
  const { outgoingHost, outgoingPort, outgoingSecurity, outgoingUsername } = before
  return { outgoingHost, outgoingPort, outgoingSecurity, outgoingUsername }
}

function outgoingSettings(outgoing: Outgoing) {
  return {
    outgoingHost: outgoing?.host ?? null,
    outgoingPort: outgoing?.port ?? null,
    outgoingSecurity: outgoing?.security ?? null,
    outgoingUsername: outgoing?.username || null,
  }
}

/** Most servers take the same account in both directions: its password need not be given twice. */
function outgoingSecret(outgoing: Outgoing, incoming: Incoming, key: Buffer): Buffer | undefined {
  if (!outgoing?.username) return undefined
  if (outgoing.password) return sealed(key, outgoing.password)
  return outgoing.username === incoming.username ? sealed(key, incoming.password) : undefined
}

function sealed(key: Buffer, secret: string | undefined): Buffer | undefined {
  return secret === undefined ? undefined : sealSecret(key, secret)
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY)
}

/** A date alone means its first moment where the organisation is. */
function instantOf(text: string | undefined, timeZone: string): Date | undefined {
  if (text === undefined) return undefined
  const instant = new Date(text)
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(instant.getTime())) {
    return startOfDate(text, timeZone)
  }
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(instant.getTime())) return instant
  throw invalid([{ path: 'incoming.triageSince', message: 'must be a date such as 2026-03-01' }])
}

function refuseIncomplete(settings: MailboxSettings): MailboxSettings {
  const senseless = senselessFor(settings)
  if (senseless.length > 0) throw invalid(senseless)
  if (settings.protocol === 'push') return settings
  const needed = {
    'incoming.host': settings.incomingHost,
    'incoming.port': settings.incomingPort,
    'incoming.security': settings.incomingSecurity,
    'incoming.username': settings.incomingUsername,
    'incoming.password': settings.usesOauth ? 'none is needed' : settings.incomingSecret,
  }
  const name = settings.protocol === 'pop3' ? 'POP3' : 'IMAP'
  const missing = Object.entries(needed).filter(([, value]) => value === null || value === '')
  if (missing.length > 0)
    throw invalid(missing.map(([path]) => ({ path, message: `is missing: ${name} needs it` })))
  return settings
}

/**
 * Tokens of the large providers are shown to their own mail servers only, however the others are named.
 * @throws {DomainError} `invalid`.
 */
export function refuseForeignServers(
  settings: Pick<
    MailboxSettings,
    'incomingHost' | 'outgoingHost' | 'outgoingUsername' | 'outgoingSecret'
  >,
  provider: OAuthProvider,
): void {
  const { incomingHost, outgoingHost, outgoingUsername, outgoingSecret } = settings
  const shown = outgoingUsername !== null && outgoingSecret === null ? outgoingHost : null
  const errors = Object.entries({ 'incoming.host': incomingHost, 'outgoing.host': shown }).flatMap(
    ([path, host]) =>
      host === null || isTokenFor(provider, host)
        ? []
        : [{ path, message: 'is not a mail server of this provider, and must not see its tokens' }],
  )
  if (errors.length > 0) throw invalid(errors)
}

/** What a protocol has no use for is refused: nobody shall believe that it is done. */
function senselessFor({
  protocol,
  mode,
  watchedFolders,
  deleteAfterDays,
  usesOauth,
}: MailboxSettings): FieldError[] {
  const errors: FieldError[] = []
  if (protocol === 'push' && usesOauth)
    errors.push({ path: 'incoming.oauth', message: 'is for mail that is fetched' })
  if (protocol === 'pop3' && mode === 'mirror')
    errors.push({ path: 'incoming.mode', message: 'must be readOnly: POP3 cannot mirror' })
  if (protocol === 'pop3' && watchedFolders.length > 0)
    errors.push({ path: 'incoming.folders', message: 'must be empty: POP3 knows only the inbox' })
  if (protocol !== 'pop3' && deleteAfterDays !== null)
    errors.push({ path: 'incoming.deleteAfterDays', message: 'is for POP3 only' })
  return errors
}

function invalid(errors: FieldError[]): DomainError {
  const detail = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
  return new DomainError('invalid', `${detail}.`, { errors })
}
