import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction } from '@levee/db'
import {
  appOnlyTokens,
  type Login,
  MailServerError,
  type OAuthTokens,
  refreshTokens,
} from '@levee/mail'
import { openSecret } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import {
  claimRenewal,
  endRenewal,
  oauthOf,
  type OAuthRow,
  recordRefusal,
  renewTokens,
} from './queries.ts'
import { openClient, sealTokens } from './sealed-tokens.ts'

type TokenDeps = Pick<Deps, 'db' | 'keys' | 'config' | 'now'>

const LEAST = 300_000 // ms that a token must still be valid: signing in and a long send take that
const LOOK = 100 // ms between two looks at whether another worker has new tokens
const PATIENCE = 90_000 // ms for that; a worker that died in the middle loses its turn before

/**
 * A token with which a mailbox can sign in for some minutes; a new one is asked for when there is none.
 * Workers never ask at the same time: a refresh token is often good for one use only.
 * @param refused a token that the mail server did not take.
 * @throws {MailServerError} `authorisation` when somebody must authorise again.
 */
export async function accessToken(
  deps: TokenDeps,
  mailboxId: string,
  refused?: string,
): Promise<string> {
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    const fresh = freshToken(deps, await requireOAuth(deps, mailboxId), refused)
    if (fresh !== undefined) return fresh
    if (await claimRenewal(deps.db, mailboxId)) return renewed(deps, mailboxId, refused)
    await sleep(LOOK)
  }
  throw new MailServerError('timeout', 'Another worker asks for a token and gets none.')
}

/**
 * Does `work` with a token. One that the mail server refuses is asked for anew, once.
 * @throws {MailServerError} `authorisation` when also the new one is refused.
 */
export async function withToken<T>(
  deps: TokenDeps,
  mailboxId: string,
  work: (token: string) => Promise<T>,
): Promise<T> {
  const token = await accessToken(deps, mailboxId)
  try {
    return await work(token)
  } catch (error) {
    if (!isRefused(error)) throw error
    const another = await accessToken(deps, mailboxId, token)
    return work(another).catch((cause: unknown) => {
      throw isRefused(cause) ? refusedTwice(cause) : cause
    })
  }
}

/** Does `work` with what a mailbox signs in with: its password, or where it has none a token. */
export function withLogin<T>(
  deps: TokenDeps,
  { id, secret }: { id: string; secret: Buffer | null },
  work: (login: Login) => Promise<T>,
): Promise<T> {
  if (secret) return work({ password: openSecret(deps.keys.secrets, secret) })
  return withToken(deps, id, (token) => work({ accessToken: token }))
}

function freshToken(
  { keys, now }: TokenDeps,
  row: OAuthRow,
  refused: string | undefined,
): string | undefined {
  if (row.accessExpiresAt.getTime() - now().getTime() < LEAST) return undefined
  const token = openSecret(keys.secrets, row.accessToken)
  return token === refused ? undefined : token
}

/** Asks the provider. Another worker may have done so just before it became our turn. */
async function renewed(
  deps: TokenDeps,
  mailboxId: string,
  refused: string | undefined,
): Promise<string> {
  const { db, keys, now } = deps
  let isOver = false
  try {
    const row = await requireOAuth(deps, mailboxId)
    const fresh = freshToken(deps, row, refused)
    if (fresh !== undefined) return fresh
    const tokens = await newTokens(deps, row).catch(async (error: unknown) => {
      if (error instanceof MailServerError && error.code === 'authorisation')
        await inTransaction(db, async (tx) => {
          await recordRefusal(tx, row, now())
          await announce(tx, { type: 'mailbox.state', mailboxId })
        })
      throw error
    })
    await renewTokens(db, row, sealTokens(keys.secrets, tokens))
    isOver = true
    return tokens.accessToken
  } finally {
    if (!isOver) await endRenewal(db, mailboxId)
  }
}

function newTokens({ keys, config, now }: TokenDeps, row: OAuthRow): Promise<OAuthTokens> {
  const client = openClient(keys.secrets, row)
  const options = { allowPrivateNetwork: config.allowPrivateNetwork, now: now() }
  if (row.flow === 'clientCredentials') return appOnlyTokens(client, options)
  if (row.refreshToken)
    return refreshTokens(client, openSecret(keys.secrets, row.refreshToken), options)
  throw new MailServerError(
    'authorisation',
    'The provider gave no refresh token: it must be authorised again.',
  )
}

async function requireOAuth({ db }: TokenDeps, mailboxId: string): Promise<OAuthRow> {
  const row = await oauthOf(db, mailboxId)
  if (row) return row
  throw new MailServerError('authorisation', 'The mailbox has no password and no authorisation.')
}

function isRefused(error: unknown): error is MailServerError {
  return error instanceof MailServerError && error.code === 'authentication'
}

function refusedTwice(cause: MailServerError): MailServerError {
  return new MailServerError(
    'authorisation',
    `The mail server does not take a token that the provider has just issued: ${cause.message}`,
    { cause },
  )
}
