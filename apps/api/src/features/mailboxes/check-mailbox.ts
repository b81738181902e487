import type { Answer, CheckedStep, checkMailbox, MailboxInput } from '@levee/contract'
import { DomainError } from '@levee/domain'
import {
  checkImap,
  checkSmtp,
  type CheckStep,
  connectImap,
  type ImapAccount,
  listFolders,
  MailServerError,
  type SmtpAccount,
} from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { openSecret } from '@levee/storage'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { accessToken, grantedToken } from '../oauth/service.ts'
import { failed, passed, type Server } from './check-advice.ts'
import { refuseForeignServers } from './mailbox-settings.ts'
import { lockSecrets, mailboxBy, type MailboxRow, seenByOperator } from './queries.ts'

export type MailboxCheck = Answer<typeof checkMailbox>

type Settings = Pick<MailboxInput, 'incoming' | 'outgoing'>

/** Tries settings that are not kept. @throws {DomainError} `forbidden`, or `invalid` when something is missing. */
export async function checkMailboxAs(
  deps: Deps,
  viewer: Viewer,
  settings: Settings,
): Promise<MailboxCheck> {
  requirePermission(viewer, 'manageMailboxes')
  const { oauth } = settings.incoming
  if (!oauth) return checkSettings(deps, settings)
  const taking = { viewerId: viewer.id, authorisationId: oauth.authorisation }
  const { provider, token } = await grantedToken(deps, taking)
  refuseForeignServers(serversOf(settings), provider)
  return checkSettings(deps, settings, token)
}

/**
 * Tries the settings of a mailbox step by step: reading, then sending. Nothing is kept or sent.
 * @param token what it signs in with instead of a password.
 */
async function checkSettings(
  { config }: Pick<Deps, 'config'>,
  { incoming, outgoing }: Settings,
  token?: string,
): Promise<MailboxCheck> {
  const options = { allowPrivateNetwork: config.allowPrivateNetwork }
  const steps: CheckedStep[] = []
  let folders: MailboxCheck['folders'] = []
  if (incoming.protocol === 'imap') {
    const account = imapAccount(incoming, token)
    const tried = await checkImap(account, options)
    steps.push(...tried.map((step) => explain(incomingStep(step), step, { ...account, token })))
    if (steps.every(({ ok }) => ok)) folders = await foldersOf(account, options)
  }
  if (outgoing) {
    const account = smtpAccount(outgoing, incoming, token)
    const tried = await checkSmtp(account, options)
    steps.push(...outgoingSteps(tried, { ...outgoing, token: account.accessToken }))
  }
  return { ok: steps.every(({ ok }) => ok), steps, folders }
}

/** The same for the settings that are kept. @throws {DomainError} `not-found`. */
export async function checkKeptMailbox(
  deps: Pick<Deps, 'db' | 'keys' | 'config' | 'now'>,
  id: string,
): Promise<MailboxCheck> {
  const { db, keys } = deps
  const row = await mailboxBy(db, id, seenByOperator)
  if (!row) throw new DomainError('not-found', 'There is no such mailbox.')
  const secrets = await lockSecrets(db, id)
  const open = (sealed: Buffer | null) => sealed && { password: openSecret(keys.secrets, sealed) }
  const { incoming, outgoing } = settingsOf(row)
  const settings = {
    incoming: { ...incoming, ...open(secrets.incoming) },
    ...(outgoing && { outgoing: { ...outgoing, ...open(secrets.outgoing) } }),
  }
  if (!row.usesOauth) return checkSettings(deps, settings)
  try {
    const token = await accessToken(deps, id)
    const check = await checkSettings(deps, settings, token)
    const isRefused = check.steps.some(({ code }) => code === 'authorisation')
    return isRefused
      ? await checkSettings(deps, settings, await accessToken(deps, id, token))
      : check
  } catch (error) {
    if (!(error instanceof MailServerError)) throw error
    const { code, message } = error // of the provider, before the mail server was asked
    return { ok: false, steps: [{ step: 'login', ok: false, code, message }], folders: [] }
  }
}

/** The servers that a token would be shown to. */
function serversOf({ incoming, outgoing }: Settings): Parameters<typeof refuseForeignServers>[0] {
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
    ...(row.incomingHost && { host: row.incomingHost }),
    ...(row.incomingPort && { port: row.incomingPort }),
    ...(row.incomingSecurity && { security: row.incomingSecurity }),
    ...(row.incomingUsername && { username: row.incomingUsername }),
  }
  if (!host || !port || !security) return { incoming }
  const login = row.outgoingUsername ? { username: row.outgoingUsername } : {}
  return { incoming, outgoing: { host, port, security, ...login } }
}

/** @throws {DomainError} `invalid` when something that IMAP needs is missing. */
function imapAccount(incoming: MailboxInput['incoming'], token?: string): ImapAccount {
  const { host, port, security, username, password = token } = incoming
  if (host && port && security && username && token !== undefined)
    return { host, port, security, username, accessToken: token }
  if (host && port && security && username && password)
    return { host, port, security, username, password }
  const missing = Object.entries({ host, port, security, username, password })
    .filter(([, value]) => !value)
    .map(([name]) => ({ path: `incoming.${name}`, message: 'is missing: IMAP needs it' }))
  throw new DomainError('invalid', 'Something that IMAP needs is missing.', { errors: missing })
}

function smtpAccount(
  { host, port, security, username, password }: NonNullable<MailboxInput['outgoing']>,
  incoming: MailboxInput['incoming'],
  token?: string,
): SmtpAccount {
  if (!username) return { host, port, security }
  if (token !== undefined && !password)
    return { host, port, security, username, accessToken: token }
  const same = username === incoming.username ? incoming.password : undefined
  return { host, port, security, username, password: password ?? same ?? '' }
}

async function foldersOf(
  account: ImapAccount,
  options: { allowPrivateNetwork: boolean },
): Promise<MailboxCheck['folders']> {
  const connection = await connectImap(account, options)
  const folders = await listFolders(connection).finally(() => connection.close())
  return folders.map(({ path, role }) => ({ path, role }))
}

/** `token`: what it signs in with; then a refusal is none of a password. */
type Tried = Server & { token?: string | undefined }

function explain(name: CheckedStep['step'], { ok, code }: CheckStep, server: Tried): CheckedStep {
  if (ok) return passed(name)
  const isOfToken = code === 'authentication' && server.token !== undefined
  return failed(name, isOfToken ? 'authorisation' : code, server)
}

function incomingStep({ step }: CheckStep): CheckedStep['step'] {
  return step === 'send' ? 'folders' : step
}

const SENDING_STEP: Record<CheckStep['step'], CheckedStep['step']> = {
  dns: 'smtpConnect',
  connect: 'smtpConnect',
  tls: 'smtpTls',
  login: 'smtpLogin',
  folders: 'smtpLogin',
  send: 'smtpLogin',
}

/** The name and the connection of the sending server are one step: the first of them that failed, else passed. */
function outgoingSteps(tried: CheckStep[], server: Tried): CheckedStep[] {
  const steps = new Map<CheckedStep['step'], CheckedStep>()
  for (const step of tried) {
    const name = SENDING_STEP[step.step]
    if (steps.get(name)?.ok !== false) steps.set(name, explain(name, step, server))
  }
  return [...steps.values()]
}
