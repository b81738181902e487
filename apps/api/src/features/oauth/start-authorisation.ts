import type { Authorisation, Body, OAuthSettings, startAuthorisation } from '@levee/contract'
import { OAUTH_CALLBACK } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import {
  appOnlyTokens,
  flowsOf,
  isTokenFor,
  type OAuthClient,
  startInBrowser,
  startWithDeviceCode,
  usualScope,
} from '@levee/mail'
import { sealSecret } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import { hashSecret } from '../../http/credentials.ts'
import {
  type AuthorisationRow,
  insertAuthorisation,
  type Starter,
} from './authorisation-queries.ts'
import { finish } from './finish-authorisation.ts'
import { authorisationView } from './oauth-view.ts'
import { type KeptClient, oauthOf } from './queries.ts'
import { openClient } from './sealed-tokens.ts'
import { outcomeOf, refusal } from './refusal.ts'

/** What is needed to finish, which only the server knows. */
export type Pending =
  | { state: string; codeVerifier: string; nonce?: string }
  | { deviceCode: string; interval: number }

const TEN_MINUTES = 600_000 // ms
const BROWSER_LOOK = 2 // seconds between two looks at whether the browser has come back

type Ask = { deps: Deps; starter: Starter; mailboxId: string | null; kept: KeptClient }

/**
 * Begins to authorise a mailbox, with these settings or as it was authorised before.
 * @throws {DomainError} `invalid` when the settings or the provider do not allow it.
 */
export async function startAs(
  deps: Deps,
  starter: Starter,
  { settings, mailboxId }: Body<typeof startAuthorisation>,
): Promise<Authorisation> {
  const before = mailboxId === undefined ? undefined : await mailboxBefore(deps.db, mailboxId)
  const protocol = before?.protocol ?? settings?.protocol ?? 'imap'
  const kept = settings ? keptClient(deps, { ...settings, protocol }, before?.oauth) : before?.oauth
  if (!kept) throw invalid('settings', 'are missing: nothing is known of the provider yet')
  const { client, flow } = kept
  if (before && !isTokenFor(client.provider, before.host ?? ''))
    throw invalid('settings.provider', `gives no tokens for ${before.host}`)
  const ask = { deps, starter, mailboxId: mailboxId ?? null, kept }
  if (flow === 'authorizationCode') return startBrowser(ask)
  return flow === 'deviceCode' ? startDevice(ask) : startAlone(ask)
}

async function startBrowser({ deps, ...ask }: Ask): Promise<Authorisation> {
  const { config, keys, now } = deps
  if (!config.publicUrl)
    throw invalid(
      'settings.flow',
      'needs LEVEE_PUBLIC_URL, so that the provider knows where to send the browser back to; a device code does not',
    )
  const redirectUri = config.publicUrl + OAUTH_CALLBACK
  const client = openClient(keys.secrets, ask.kept)
  const { url, checks } = await startInBrowser(client, redirectUri, config).catch(refusal)
  const row = await insertAuthorisation(deps.db, {
    ...ask.kept,
    ...ask,
    stateHash: hashSecret(checks.state),
    pending: sealPending(keys.secrets, checks),
    pollAt: null,
    expiresAt: new Date(now().getTime() + TEN_MINUTES),
  })
  const view = authorisationView(row, { interval: BROWSER_LOOK, now: now() })
  return { ...view, authorizationUrl: url }
}

async function startDevice({ deps, ...ask }: Ask): Promise<Authorisation> {
  const { config, keys, now } = deps
  const client = openClient(keys.secrets, ask.kept)
  const options = { allowPrivateNetwork: config.allowPrivateNetwork, now: now() }
  const device = await startWithDeviceCode(client, options).catch(refusal)
  const { deviceCode, interval, expiresAt } = device
  const row = await insertAuthorisation(deps.db, {
    ...ask.kept,
    ...ask,
    stateHash: null,
    pending: sealPending(keys.secrets, { deviceCode, interval }),
    pollAt: new Date(now().getTime() + interval * 1000),
    expiresAt,
  })
  return {
    ...authorisationView(row, { interval, now: now() }),
    userCode: device.userCode,
    verificationUri: device.verificationUri,
    ...(device.verificationUriComplete && {
      verificationUriComplete: device.verificationUriComplete,
    }),
  }
}

/** The application asks for itself: it is done, or refused, at once. */
async function startAlone({ deps, ...ask }: Ask): Promise<Authorisation> {
  const { config, keys, now } = deps
  const client = openClient(keys.secrets, ask.kept)
  const options = { allowPrivateNetwork: config.allowPrivateNetwork, now: now() }
  const outcome = await outcomeOf(appOnlyTokens(client, options))
  const row: AuthorisationRow = await insertAuthorisation(deps.db, {
    ...ask.kept,
    ...ask,
    stateHash: null,
    pending: null,
    pollAt: null,
    expiresAt: new Date(now().getTime() + TEN_MINUTES),
  })
  return authorisationView(await finish(deps, row, outcome), { interval: 0, now: now() })
}

function sealPending(key: Buffer, pending: Pending | OpenChecks): Buffer {
  return sealSecret(key, JSON.stringify(pending))
}

type OpenChecks = { state: string; codeVerifier: string; nonce: string | undefined }

/** The settings as they are kept. A secret that is left out stays, but never for another provider. */
function keptClient(
  { keys }: Deps,
  {
    flow,
    protocol,
    clientSecret,
    scope,
    ...settings
  }: OAuthSettings & Required<Pick<OAuthSettings, 'protocol'>>,
  before: KeptClient | undefined,
): KeptClient {
  const { provider, tokenEndpoint, issuer } = settings
  if (!flowsOf(provider).includes(flow))
    throw invalid('settings.flow', 'is not there at this provider')
  if (provider === 'custom' && !tokenEndpoint && !issuer)
    throw invalid('settings.issuer', 'is missing: enter it, or the endpoints')
  if (
    flow === 'clientCredentials' &&
    provider === 'microsoft365' &&
    !isOneDirectory(settings.tenant)
  )
    throw invalid('settings.tenant', 'is missing: an application alone belongs to one directory')
  const asked = scope ?? usualScope(provider, flow, protocol)
  if (asked === undefined)
    throw invalid('settings.scope', 'is missing: the provider’s documentation says it')
  const client: Omit<OAuthClient, 'clientSecret'> = { ...settings, scope: asked }
  const isSame = before && isSameApplication(before.client, client)
  const kept = isSame ? before.clientSecret : null
  const secret = clientSecret === undefined ? kept : sealSecret(keys.secrets, clientSecret)
  if (flow === 'clientCredentials' && !secret)
    throw invalid('settings.clientSecret', 'is missing: it is all that an application alone has')
  return { flow, client, clientSecret: secret }
}

function isOneDirectory(tenant: string | undefined): boolean {
  return tenant !== undefined && !['organizations', 'common', 'consumers'].includes(tenant)
}

const WHO = ['provider', 'clientId', 'tenant', 'issuer', 'tokenEndpoint'] as const

function isSameApplication(one: KeptClient['client'], other: KeptClient['client']): boolean {
  return WHO.every((name) => one[name] === other[name])
}

/** @throws {DomainError} `not-found`, or `invalid` when its mail is not fetched. */
async function mailboxBefore(db: Queryable, mailboxId: string) {
  const mailbox = await db.row<{ protocol: 'imap' | 'pop3' | 'push'; host: string | null }>(sql`
    select protocol, incoming_host as host from mailbox where id = ${mailboxId}`)
  if (!mailbox) throw new DomainError('not-found', 'There is no such mailbox.')
  if (mailbox.protocol === 'push')
    throw invalid('mailboxId', 'is of a mailbox whose mail is not fetched')
  const { protocol, host } = mailbox
  return { protocol, host, oauth: await oauthOf(db, mailboxId) }
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('invalid', `${path} ${message}.`, { errors: [{ path, message }] })
}
