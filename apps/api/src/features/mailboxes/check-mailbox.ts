import type { Answer, CheckedStep, checkMailbox } from '@levee/contract'
import {
  checkImap,
  checkPop3,
  checkSmtp,
  type CheckStep,
  type ImapInspection,
  inspectImap,
  MailServerError,
} from '@levee/mail'
import type { Language } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { certificateOf, withCertificate } from './check-certificate.ts'
import { inWords, notesOfDomain, notesOfServer } from './check-notes.ts'
import { failed, passed, type Server, withoutUidl } from './check-advice.ts'
import {
  enteredSettings,
  type EnteredSettings,
  incomingAccount,
  keptSettings,
  type SettingsToTry,
  smtpAccount,
} from './settings-to-try.ts'

export type MailboxCheck = Answer<typeof checkMailbox>

/** Tries settings that somebody entered. @throws {DomainError} `forbidden`, or `invalid` when something is missing. */
export async function checkMailboxAs(
  deps: Deps,
  viewer: Viewer,
  entered: EnteredSettings,
): Promise<MailboxCheck> {
  const settings = await enteredSettings(deps, viewer, entered)
  return withNotes(deps, settings, viewer.locale)
}

async function withNotes(
  deps: Pick<Deps, 'db' | 'dns' | 'config' | 'now'>,
  settings: SettingsToTry,
  language: Language,
): Promise<MailboxCheck> {
  const [{ inspection, ...check }, ofDomain] = await Promise.all([
    checkSettings(deps, settings),
    settings.outgoing ? notesOfDomain(deps, settings.address) : [],
  ])
  const notes = [...notesOfServer(settings.incoming, inspection), ...ofDomain]
  return { ...check, notes: inWords(notes, language) }
}

/** What came of trying; `inspection` is undefined where the server was not reached, or speaks POP3. */
type Outcome = Omit<MailboxCheck, 'notes'> & { inspection: ImapInspection | undefined }

/** Tries the settings of a mailbox step by step: reading, then sending. Nothing is kept or sent. */
export async function checkSettings(
  { config, now }: Pick<Deps, 'config' | 'now'>,
  settings: Pick<SettingsToTry, 'incoming' | 'outgoing' | 'token'>,
): Promise<Outcome> {
  const { incoming, outgoing, token } = settings
  const { allowPrivateNetwork } = config
  const { folderRoles = {} } = incoming
  const options = { allowPrivateNetwork, folderRoles }
  const looking = { allowPrivateNetwork, now: now() }
  const steps: CheckedStep[] = []
  let inspection: ImapInspection | undefined
  if (incoming.protocol === 'pop3') {
    const account = incomingAccount(settings)
    const { steps: tried, hasUidl } = await checkPop3(account, options)
    const server = { ...account, protocol: incoming.protocol, token }
    steps.push(...tried.map((step) => explain(maildropStep(step), step, server)))
    if (hasUidl === false) steps.push(...steps.splice(-1).map(withoutUidl))
  }
  if (incoming.protocol === 'imap') {
    const account = incomingAccount(settings)
    const [tried, certificate] = await Promise.all([
      checkImap(account, options),
      certificateOf('imap', account, looking),
    ])
    const explained = tried.map((step) => explain(incomingStep(step), step, { ...account, token }))
    steps.push(...explained.map((step) => withCertificate(step, certificate)))
    if (steps.every(({ ok }) => ok)) inspection = await inspectImap(account, options)
  }
  if (outgoing) {
    const account = smtpAccount(outgoing, settings)
    const [tried, certificate] = await Promise.all([
      checkSmtp(account, options),
      certificateOf('smtp', outgoing, looking),
    ])
    const explained = outgoingSteps(tried, { ...outgoing, token: account.accessToken })
    steps.push(...explained.map((step) => withCertificate(step, certificate)))
  }
  return { ok: steps.every(({ ok }) => ok), steps, folders: foldersOf(inspection), inspection }
}

/** The same for the settings that are kept. @throws {DomainError} `not-found`. */
export async function checkKeptMailbox(
  deps: Pick<Deps, 'db' | 'dns' | 'keys' | 'config' | 'now'>,
  id: string,
): Promise<MailboxCheck> {
  try {
    const settings = await keptSettings(deps, id)
    const check = await withNotes(deps, settings, 'en')
    const isRefused = check.steps.some(({ code }) => code === 'authorisation')
    if (!isRefused) return check
    return await withNotes(deps, await keptSettings(deps, id, settings.token), 'en')
  } catch (error) {
    if (!(error instanceof MailServerError)) throw error
    const { code, message } = error // of the provider, before the mail server was asked
    return {
      ok: false,
      steps: [{ step: 'login', ok: false, code, message }],
      folders: [],
      notes: [],
    }
  }
}

function foldersOf(inspection: ImapInspection | undefined): MailboxCheck['folders'] {
  return (inspection?.folders ?? []).map(({ path, role, roleFrom, messages }) => ({
    path,
    role,
    roleFrom,
    messages,
  }))
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
function outgoingSteps(tried: CheckStep[], server: Tried): CheckedStep[] {
  const steps = new Map<CheckedStep['step'], CheckedStep>()
  for (const step of tried) {
    const name = SENDING_STEP[step.step]
    if (steps.get(name)?.ok !== false) steps.set(name, explain(name, step, server))
  }
  return [...steps.values()]
}
