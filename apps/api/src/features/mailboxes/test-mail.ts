import { randomBytes } from 'node:crypto'
import type { TestMail } from '@levee/contract'
import { DomainError, signedTestId } from '@levee/domain'
import { composeMessage, MailServerError, type RoundTrip, tryRoundTrip } from '@levee/mail'
import { signer } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import {
  type EnteredSettings,
  enteredSettings,
  incomingAccount,
  keptSettings,
  type SettingsToTry,
  smtpAccount,
} from './settings-to-try.ts'

/** ms: with sending it stays below the minute after which many reverse proxies give up. */
const LONGEST = 50_000

type TestDeps = Pick<Deps, 'config' | 'keys' | 'now'>

/**
 * Sends a mail from a mailbox to itself and waits until it arrives. It is deleted again, unless nothing on the
 * server may be changed; intake knows it by its signed Message-ID, whoever finds it first.
 * @throws {DomainError} `invalid` where the mailbox does not both read by IMAP and send.
 */
async function tryTestMail(
  { config, keys, now }: TestDeps,
  settings: SettingsToTry,
): Promise<TestMail> {
  const { address, name, incoming, outgoing } = settings
  if (incoming.protocol !== 'imap')
    throw invalid('incoming.protocol', 'must be imap: the test mail is looked for there')
  if (!outgoing) throw invalid('outgoing', 'is missing: the test mail is sent through it')
  const nonce = randomBytes(8).toString('hex')
  const internetMessageId = signedTestId(nonce, address, signer(keys.threading))
  const raw = await composeMessage({
    from: { name, address },
    to: [{ name, address }],
    subject: 'Levee: test mail',
    text: 'Levee sent this mail to see whether it arrives. It can be deleted.\n\nLevee a envoyé ce message pour vérifier qu’il arrive. Il peut être supprimé.\n',
    attachments: [],
    internetMessageId,
    references: [],
    date: now(),
    autoSubmitted: 'auto-generated',
  })
  const trip = await tryRoundTrip(
    { internetMessageId, address, raw },
    {
      incoming: incomingAccount(settings),
      outgoing: smtpAccount(outgoing, settings),
      mayRemove: incoming.mode !== 'readOnly',
    },
    {
      allowPrivateNetwork: config.allowPrivateNetwork,
      folderRoles: incoming.folderRoles ?? {},
      timeoutMs: LONGEST,
    },
  )
  return inWords(trip, settings)
}

/** The same with what somebody entered. @throws {DomainError} `forbidden`. */
export async function tryTestMailAs(
  deps: Deps,
  viewer: Viewer,
  entered: EnteredSettings,
): Promise<TestMail> {
  return tryTestMail(deps, await enteredSettings(deps, viewer, entered))
}

/** The same with what is kept. @throws {DomainError} `not-found`, or `invalid` when it must be authorised again. */
export async function tryTestMailOf(
  deps: TestDeps & Pick<Deps, 'db'>,
  id: string,
): Promise<TestMail> {
  const settings = await keptSettings(deps, id).catch(refuseToken)
  const trip = await tryTestMail(deps, settings)
  if (settings.token === undefined || trip.code !== 'authentication') return trip
  // a token that was taken back is renewed, as it is when mail is fetched; nothing was sent with it
  return tryTestMail(deps, await keptSettings(deps, id, settings.token).catch(refuseToken))
}

function refuseToken(error: unknown): never {
  if (error instanceof MailServerError) throw new DomainError('invalid', error.message)
  throw error
}

function inWords(trip: RoundTrip, { outgoing, incoming }: SettingsToTry): TestMail {
  const { outcome, milliseconds, folder, isRemoved, code, detail } = trip
  const seconds = (milliseconds / 1000).toFixed(1)
  const words: Record<RoundTrip['outcome'], Pick<TestMail, 'message' | 'fix'>> = {
    arrived: { message: `The mail arrived after ${seconds} s.` },
    junk: {
      message: `The mail arrived after ${seconds} s, in the folder “${folder}” for spam.`,
      fix: 'Ask the provider why its own mail counts as spam: SPF and DKIM of the domain may be missing.',
    },
    missing: {
      message: `${outgoing?.host} took the mail, but it did not arrive within ${seconds} s.`,
      fix: 'Check that both servers belong to this address, and ask the provider where mail is held back.',
    },
    notSent: {
      message: `${outgoing?.host} did not take the mail${said(detail)}`,
      fix: 'Check the sending server and its login; it must allow this address as a sender.',
    },
    notRead: {
      message: `The mailbox could not be read at ${incoming.host}${said(detail)}`,
      fix: 'Check the receiving server first.',
    },
  }
  return {
    ok: outcome === 'arrived' || outcome === 'junk',
    outcome,
    milliseconds,
    folder,
    removed: isRemoved,
    ...words[outcome],
    ...(code && { code }),
  }
}

function said(detail: string | undefined): string {
  return detail ? `: ${detail.slice(0, 300)}` : '.'
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('invalid', `${path} ${message}.`, { errors: [{ path, message }] })
}
