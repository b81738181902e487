import type { Answer, CheckedStep, checkMailbox, MailboxInput } from '@levee/contract'
import { DomainError } from '@levee/domain'
import {
  checkImap,
  checkPop3,
  checkSmtp,
  type CheckStep,
  connectImap,
  type FolderRoles,
  type ImapAccount,
  listFolders,
} from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { openSecret } from '@levee/storage'
import { certificateOf, withCertificate } from './check-certificate.ts'
import { failed, passed, type Server, withoutUidl } from './check-advice.ts'
import { lockSecrets, mailboxBy, type MailboxRow, seenByOperator } from './queries.ts'

export type MailboxCheck = Answer<typeof checkMailbox>
export type KeptSettings = Pick<MailboxInput, 'name' | 'address' | 'incoming' | 'outgoing'>

/** Tries the settings of a mailbox step by step: reading, then sending. Nothing is kept or sent. */
export async function checkSettings(
  { config, now }: Pick<Deps, 'config' | 'now'>,
  { incoming, outgoing }: Pick<MailboxInput, 'incoming' | 'outgoing'>,
): Promise<MailboxCheck> {
  const { allowPrivateNetwork } = config
  const { folderRoles = {} } = incoming
  const options = { allowPrivateNetwork, folderRoles }
  const looking = { allowPrivateNetwork, now: now() }
  const steps: CheckedStep[] = []
  let folders: MailboxCheck['folders'] = []
  if (incoming.protocol === 'pop3') {
    const { steps: tried, hasUidl } = await checkPop3(accountIn(incoming), options)
    const server = { ...accountIn(incoming), protocol: incoming.protocol }
    steps.push(...tried.map((step) => explain(maildropStep(step), step, server)))
    if (hasUidl === false) steps.push(...steps.splice(-1).map(withoutUidl))
  }
  if (incoming.protocol === 'imap') {
    const account = accountIn(incoming)
    const [tried, certificate] = await Promise.all([
      checkImap(account, options),
      certificateOf('imap', account, looking),
    ])
    const explained = tried.map((step) => explain(incomingStep(step), step, account))
    steps.push(...explained.map((step) => withCertificate(step, certificate)))
    if (steps.every(({ ok }) => ok)) folders = await foldersOf(account, options)
  }
  if (outgoing) {
    const [tried, certificate] = await Promise.all([
      checkSmtp(smtpAccount(outgoing, incoming), options),
      certificateOf('smtp', outgoing, looking),
    ])
    const explained = outgoingSteps(tried, outgoing)
    steps.push(...explained.map((step) => withCertificate(step, certificate)))
  }
  return { ok: steps.every(({ ok }) => ok), steps, folders }
}

/** The same for the settings that are kept. @throws {DomainError} `not-found`. */
export async function checkKeptMailbox(
  deps: Pick<Deps, 'db' | 'keys' | 'config' | 'now'>,
  id: string,
): Promise<MailboxCheck> {
  return checkSettings(deps, await keptSettings(deps, id))
}

/** The settings of a mailbox with its passwords, for trying them. @throws {DomainError} `not-found`. */
export async function keptSettings(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  id: string,
): Promise<KeptSettings> {
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

/** @throws {DomainError} `invalid` when something that the protocol needs is missing. */
export function accountIn(incoming: MailboxInput['incoming']): ImapAccount {
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

/** Whoever signs in under the name for reading gives its password, unless another is given. */
export function smtpAccount(
  { host, port, security, username, password }: NonNullable<MailboxInput['outgoing']>,
  incoming: MailboxInput['incoming'],
) {
  if (!username) return { host, port, security }
  const same = username === incoming.username ? incoming.password : undefined
  return { host, port, security, username, password: password ?? same ?? '' }
}

async function foldersOf(
  account: ImapAccount,
  options: { allowPrivateNetwork: boolean; folderRoles: FolderRoles },
): Promise<MailboxCheck['folders']> {
  const connection = await connectImap(account, options)
  const folders = await listFolders(connection).finally(() => connection.close())
  return folders.map(({ path, role, roleFrom }) => ({ path, role, roleFrom }))
}

function explain(name: CheckedStep['step'], { ok, code }: CheckStep, server: Server): CheckedStep {
  return ok ? passed(name) : failed(name, code, server)
}

function incomingStep({ step }: CheckStep): CheckedStep['step'] {
  return step === 'send' ? 'folders' : step
}

/** POP3 has no folders: what can be read is the inbox. */
function maildropStep(step: CheckStep): CheckedStep['step'] {
  return step.step === 'folders' ? 'messages' : incomingStep(step)
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
function outgoingSteps(tried: CheckStep[], server: Server): CheckedStep[] {
  const steps = new Map<CheckedStep['step'], CheckedStep>()
  for (const step of tried) {
    const name = SENDING_STEP[step.step]
    if (steps.get(name)?.ok !== false) steps.set(name, explain(name, step, server))
  }
  return [...steps.values()]
}
