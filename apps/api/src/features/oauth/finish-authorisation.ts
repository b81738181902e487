import type { Authorisation } from '@levee/contract'
import { OAUTH_CALLBACK } from '@levee/contract'
import { inTransaction, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import { finishInBrowser, MailServerError, pollDeviceCode } from '@levee/mail'
import { openSecret, sealSecret } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import { hashSecret } from '../../http/credentials.ts'
import {
  authorisationOf,
  type AuthorisationRow,
  finishAuthorisation,
  keepPending,
  type Starter,
  takeByState,
  takeForPolling,
} from './authorisation-queries.ts'
import { authorisationView } from './oauth-view.ts'
import { dropPasswords, keepOAuth } from './queries.ts'
import { outcomeOf, type TokenOutcome } from './refusal.ts'
import { openClient, packTokens, sealTokens } from './sealed-tokens.ts'

const HOUR = 3_600_000 // ms that tokens wait until a mailbox takes them
const LOOK = 2 // seconds between two looks at what the browser or another request does

/**
 * The browser is back from the provider.
 * @param query what the provider sent along (RFC 6749 §4.1.2), with its question mark.
 * @returns the authorisation's id; undefined when this session waits for no such answer, or had it already.
 */
export async function finishFromBrowser(
  deps: Deps,
  starter: Starter,
  query: string,
): Promise<string | undefined> {
  const { db, keys, config, now } = deps
  const state = new URLSearchParams(query).get('state')
  const row = state && (await takeByState(db, starter, hashSecret(state), now()))
  if (!row || !row.pending || !config.publicUrl) return undefined
  const checks: { state: string; codeVerifier: string; nonce: string | undefined } = {
    nonce: undefined,
    ...JSON.parse(openSecret(keys.secrets, row.pending)),
  }
  const callback = new URL(OAUTH_CALLBACK + query, config.publicUrl)
  const options = { allowPrivateNetwork: config.allowPrivateNetwork, now: now() }
  const client = openClient(keys.secrets, row)
  await finish(deps, row, await outcomeOf(finishInBrowser(client, callback, checks, options)))
  return row.id
}

/**
 * How far an authorisation is; a provider that gave a device code is asked when it may be asked again.
 * @throws {DomainError} `not-found` when this session did not start it.
 */
export async function pollAs(deps: Deps, starter: Starter, id: string): Promise<Authorisation> {
  const { db, now } = deps
  const row = await authorisationOf(db, starter, id)
  if (!row) throw new DomainError('not-found', 'There is no such authorisation.')
  if (row.flow !== 'deviceCode' || row.finishedAt || !row.pending)
    return authorisationView(row, { interval: LOOK, now: now() })
  return pollDevice(deps, starter, row)
}

async function pollDevice(
  deps: Deps,
  starter: Starter,
  row: AuthorisationRow,
): Promise<Authorisation> {
  const { db, keys, config, now } = deps
  const secrets = openSecret(keys.secrets, row.pending ?? Buffer.alloc(0))
  const device: { deviceCode: string; interval: number } = JSON.parse(secrets)
  const after = (seconds: number): Date => new Date(now().getTime() + seconds * 1000)
  const turn = { now: now(), next: after(device.interval) }
  const taken = await takeForPolling(db, starter, row.id, turn)
  if (!taken) return authorisationView(row, { interval: device.interval, now: now() })
  const client = openClient(keys.secrets, taken)
  const options = { allowPrivateNetwork: config.allowPrivateNetwork, now: now() }
  const polled = await pollDeviceCode(client, device, options).catch((error: unknown) => {
    if (error instanceof MailServerError) return error
    throw error
  })
  // a connection that failed says nothing of the code (RFC 8628 §3.5)
  if (polled instanceof MailServerError && polled.retryable)
    return authorisationView(taken, { interval: device.interval, now: now() })
  if (polled instanceof MailServerError) {
    const refused = await finish(deps, taken, { problem: polled.message })
    return authorisationView(refused, { interval: LOOK, now: now() })
  }
  if ('tokens' in polled) {
    const done = await finish(deps, taken, polled)
    return authorisationView(done, { interval: LOOK, now: now() })
  }
  const interval = polled.waitSeconds
  const pending = sealSecret(keys.secrets, JSON.stringify({ ...device, interval }))
  await keepPending(db, taken.id, { pending, pollAt: after(interval) })
  return authorisationView(taken, { interval, now: now() })
}

/** Keeps how an authorisation ended: in its mailbox, or until a mailbox takes the tokens. */
export async function finish(
  deps: Deps,
  row: AuthorisationRow,
  outcome: TokenOutcome,
): Promise<AuthorisationRow> {
  const { db, keys, now } = deps
  const at = now()
  const isAdopted = 'tokens' in outcome && row.mailboxId !== null
  const tokens = 'tokens' in outcome && !isAdopted ? packTokens(keys.secrets, outcome.tokens) : null
  const problem = 'problem' in outcome ? outcome.problem : null
  const expiresAt = new Date(at.getTime() + HOUR)
  await inTransaction(db, async (tx) => {
    await finishAuthorisation(tx, row.id, { tokens, problem, at, expiresAt })
    if (row.mailboxId === null || !('tokens' in outcome)) return
    await keepOAuth(tx, {
      ...row,
      mailboxId: row.mailboxId,
      tokens: sealTokens(keys.secrets, outcome.tokens),
      authorisedBy: row.startedBy,
      at,
    })
    await reconnect(tx, row.mailboxId)
  })
  return { ...row, tokens, problem, pending: null, finishedAt: at, expiresAt }
}

/** The process that keeps the mailbox in step takes the tokens at once. */
async function reconnect(tx: Tx, mailboxId: string): Promise<void> {
  await dropPasswords(tx, mailboxId)
  await tx.run(sql`select pg_notify('levee_sync', ${mailboxId})`)
  await announce(tx, { type: 'mailbox.state', mailboxId })
}
