import type { Body, changeProfile, setUp, SignedIn } from '@levee/contract'
import { type Db, inTransaction, type Queryable, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { hashSecret, newSecret } from '../../http/credentials.ts'
import { announceAccessChange } from '../../http/events.ts'
import { type Credential, SESSION_DAYS, type Viewer } from '../../http/viewer.ts'
import { forgetBrowserOf, forgetOtherBrowsers, passBrowserOn } from '../browsers/service.ts'
import { setUpDeadlines } from '../deadlines/service.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { accountOf, deleteSession, deleteSessions, insertSession, signedIn } from './queries.ts'
import { countAttempt, forgetAttempt } from './throttle.ts'

/** From where somebody signs in; `replaced` is the secret of the session their browser had. */
export type Visitor = { address: string; userAgent: string; replaced: string | undefined }

/** A session that just began: its secret is for the browser alone. */
/** `maxAge` in seconds. */
export type BegunSession = { secret: string; maxAge: number; signedIn: SignedIn }

const DAY = 86_400_000 // ms

/** Whether the installation still has to be named and given its first admin. */
export async function isSetupRequired(db: Queryable): Promise<boolean> {
  return (await db.row(sql`select 1 from installation`)) === undefined
}

/**
 * Names the organisation, creates its first admin and signs them in.
 * @throws {DomainError} `conflict` once this was done.
 */
export async function setUpInstallation(
  { db, now }: Deps,
  input: Body<typeof setUp>,
  visitor: Visitor,
): Promise<BegunSession> {
  const timeZone = input.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  refuseUnknownTimeZone(timeZone)
  const { locale = 'en' } = input
  const passwordHash = await hashPassword(input.password)
  return inTransaction(db, async (tx) => {
    const created = await tx.run(sql`
      insert into installation (organisation, locale, time_zone, created_at)
      values (${input.organisation}, ${locale}, ${timeZone}, ${now()}) on conflict do nothing`)
    if (created === 0) throw new DomainError('conflict', 'Levee is set up already: sign in.')
    const admin = await tx.row<{ id: string }>(sql`
      insert into app_user (name, email, role, password_hash, locale, created_at)
      values (${input.name}, ${input.email}, 'admin', ${passwordHash}, ${locale}, ${now()})
      returning id`)
    if (!admin) throw new Error('PostgreSQL returned no row.')
    const { organisation } = input
    await setUpDeadlines(tx, { organisation, locale, timeZone, at: now() })
    return beginSession(tx, admin.id, now(), visitor)
  })
}

/**
 * Signs in with e-mail address and password.
 * @throws {DomainError} `unauthenticated`, the same for a wrong password and an unknown account; `too-many`.
 */
export async function beginSignedIn(
  { db, now }: Deps,
  { email, password }: { email: string; password: string },
  visitor: Visitor,
): Promise<BegunSession> {
  const account = email.trim().toLowerCase()
  const attempt = await countAttempt(db, { account, address: visitor.address, at: now() })
  const found = await accountOf(db, account)
  if (!(await isPassword(found?.passwordHash ?? null, password)) || !found)
    throw new DomainError('unauthenticated', 'The e-mail address or the password is wrong.')
  await forgetAttempt(db, attempt)
  return inTransaction(db, (tx) => beginSession(tx, found.id, now(), visitor))
}

/** Who is signed in. */
export async function currentSession({ db }: Deps, viewer: Viewer): Promise<SignedIn> {
  return signedIn(db, viewer.id)
}

/** Ends the session; a token is not a session and stays. */
export async function endSession({ db }: Deps, { kind, hash }: Credential): Promise<void> {
  if (kind === 'token')
    throw new DomainError('invalid', 'A token is revoked by an administrator, not signed out.')
  await inTransaction(db, async (tx) => {
    await forgetBrowserOf(tx, hash)
    const userId = await deleteSession(tx, hash)
    if (userId) await announceAccessChange(tx, [userId])
  })
}

/** Changes one's own name, language or password; a new password ends one's other sessions. */
export async function changeOwnProfile(
  { db }: Deps,
  viewer: Viewer,
  credential: Credential,
  { name, locale, currentPassword, password }: Body<typeof changeProfile>,
): Promise<SignedIn> {
  if (password !== undefined) await requirePassword(db, viewer.id, currentPassword ?? '')
  const passwordHash = password === undefined ? null : await hashPassword(password)
  return inTransaction(db, async (tx) => {
    await tx.run(sql`
      update app_user set name = coalesce(${name ?? null}, name),
        locale = coalesce(${locale ?? null}, locale),
        password_hash = coalesce(${passwordHash}, password_hash)
      where id = ${viewer.id}`)
    if (passwordHash) await endOtherSessions(tx, viewer.id, credential.hash)
    return signedIn(tx, viewer.id)
  })
}

/** Ends every session of a user except the one with this hash, also the streams that are open and what browsers are told. */
export async function endOtherSessions(tx: Tx, userId: string, kept?: Buffer): Promise<void> {
  await forgetOtherBrowsers(tx, userId, kept)
  await deleteSessions(tx, userId, kept)
  await announceAccessChange(tx, [userId])
}

/** Begins a session and ends the one that the browser had before. */
async function beginSession(
  tx: Tx,
  userId: string,
  at: Date,
  { userAgent, replaced }: Visitor,
): Promise<BegunSession> {
  const secret = newSecret()
  const hash = hashSecret(secret)
  const expiresAt = new Date(at.getTime() + SESSION_DAYS * DAY)
  await insertSession(tx, { hash, userId, userAgent, at, expiresAt })
  if (replaced) {
    const former = hashSecret(replaced)
    await passBrowserOn(tx, { from: former, to: hash, userId })
    await deleteSession(tx, former)
  }
  const maxAge = (SESSION_DAYS * DAY) / 1000
  return { secret, maxAge, signedIn: await signedIn(tx, userId) }
}

async function requirePassword(db: Db, userId: string, password: string): Promise<void> {
  const kept = await db.row<{ hash: string | null }>(sql`
    select password_hash as hash from app_user where id = ${userId}`)
  if (await isPassword(kept?.hash ?? null, password)) return
  throw new DomainError('invalid', 'The current password is wrong.', {
    errors: [{ path: 'currentPassword', message: 'is wrong' }],
  })
}

function refuseUnknownTimeZone(timeZone: string): void {
  if (isTimeZone(timeZone)) return
  throw new DomainError('invalid', `There is no time zone "${timeZone}".`, {
    errors: [{ path: 'timeZone', message: 'must be a time zone such as Europe/Paris' }],
  })
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false // that is how Intl says no
  }
}

export { hashPassword, newPassword } from './passwords.ts'
