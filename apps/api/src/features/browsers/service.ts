import type { addBrowser as endpoint, Body, Browser } from '@levee/contract'
import { inTransaction, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import { isBrowserKey, PublicFetchError, publicUrl, vapidKeys } from '@levee/mail'
import { sealSecret } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import type { Credential, Viewer } from '../../http/viewer.ts'
import { browserName } from './browser-name.ts'
import {
  browsersOf,
  deleteBrowser,
  deleteNoticesOfOthers,
  saveBrowser,
  updateBrowser,
} from './queries.ts'

const MOST_BROWSERS = 20 // of one person: nobody looks at more, and each is told everything

/** The browsers in which the viewer is told, and the public key with which one subscribes. */
export async function listBrowsers(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  viewer: Viewer,
): Promise<{ items: Browser[]; nextCursor: null; publicKey: string }> {
  const { publicKey } = vapidKeys(keys.browsers)
  return { items: await browsersOf(db, viewer.id), nextCursor: null, publicKey }
}

type Adding = Body<typeof endpoint> & { userAgent: string; credential: Credential }

/**
 * Tells the viewer in a browser from now on; whoever had it before is told there no more.
 * @throws {DomainError} `invalid` when it is reached at no public address, or can read nothing; `conflict` for one too many.
 */
export async function addBrowser(
  deps: Pick<Deps, 'db' | 'keys' | 'config' | 'now'>,
  viewer: Viewer,
  { endpoint, p256dh, auth, replaces, userAgent, credential }: Adding,
): Promise<Browser> {
  if (!deps.config.allowPrivateNetwork) requirePushService(endpoint)
  if (!isBrowserKey(p256dh)) throw invalid('p256dh', 'takes a point of the curve P-256')
  return inTransaction(deps.db, async (tx) => {
    const saved = await saveBrowser(tx, {
      userId: viewer.id,
      tokenHash: credential.kind === 'session' ? credential.hash : null,
      name: browserName(userAgent),
      endpoint,
      p256dh,
      authSecret: sealSecret(deps.keys.secrets, auth),
      replaces: replaces ?? null,
      at: deps.now(),
    })
    await deleteNoticesOfOthers(tx, { id: saved.id, userId: viewer.id })
    if ((await browsersOf(tx, viewer.id)).length > MOST_BROWSERS)
      throw new DomainError('conflict', `You are told in ${MOST_BROWSERS} browsers: forget one.`)
    return saved
  })
}

/** @throws {DomainError} `not-found`. */
export async function changeBrowser(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  change: { id: string; showsSubject: boolean },
): Promise<Browser> {
  const changed = await updateBrowser(db, { ...change, userId: viewer.id })
  if (!changed) throw noSuchBrowser()
  return changed
}

/** @throws {DomainError} `not-found`. */
export async function removeBrowser(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  id: string,
): Promise<void> {
  if ((await deleteBrowser(db, viewer.id, id)) === 0) throw noSuchBrowser()
}

/** Who signs out is told no more in that browser. */
export async function forgetBrowserOf(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.run(sql`delete from browser where token_hash = ${tokenHash}`)
}

/** Tells a user in no browser any more but that of the session which is kept. */
export async function forgetOtherBrowsers(tx: Tx, userId: string, kept?: Buffer): Promise<void> {
  await tx.run(sql`
    delete from browser where user_id = ${userId} and token_hash is distinct from ${kept ?? null}`)
}

/** A browser in which somebody signed in anew stays theirs; who had it before is told there no more. */
export async function passBrowserOn(
  tx: Tx,
  { from, to, userId }: { from: Buffer; to: Buffer; userId: string },
): Promise<void> {
  await tx.run(sql`
    update browser set token_hash = ${to} where token_hash = ${from} and user_id = ${userId}`)
  await forgetBrowserOf(tx, from)
}

function requirePushService(endpoint: string): void {
  try {
    if (publicUrl(endpoint).protocol === 'https:') return
  } catch (error) {
    if (!(error instanceof PublicFetchError)) throw error
  }
  throw invalid('endpoint', 'takes the https address of a push service on the public Internet')
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('invalid', 'This browser cannot be told anything.', {
    errors: [{ path, message }],
  })
}

function noSuchBrowser(): DomainError {
  return new DomainError('not-found', 'There is no such browser.')
}
