import type { SignedIn } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { DomainError } from '@levee/domain'

type SignedInRow = {
  id: string
  name: string
  email: string
  role: SignedIn['user']['role']
  locale: SignedIn['user']['locale']
  organisation: string
  timeZone: string
}

/** What somebody who is signed in knows about themselves and the organisation. */
export async function signedIn(db: Queryable, userId: string): Promise<SignedIn> {
  const row = await db.row<SignedInRow>(sql`
    select u.id, u.name, u.email, u.role, u.locale, i.organisation, i.time_zone as "timeZone"
    from app_user u cross join installation i where u.id = ${userId}`)
  if (!row) throw new DomainError('unauthenticated', 'Sign in again.')
  const { organisation, timeZone, ...user } = row
  return { user: { ...user, disabledAt: null }, organisation, timeZone }
}

export type Account = { id: string; passwordHash: string | null }

/** The account of an e-mail address that may sign in. */
export async function accountOf(db: Queryable, email: string): Promise<Account | undefined> {
  return db.row<Account>(sql`
    select id, password_hash as "passwordHash" from app_user
    where lower(email) = lower(${email}) and disabled_at is null`)
}

export type NewSession = {
  hash: Buffer
  userId: string
  userAgent: string
  at: Date
  expiresAt: Date
}

export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.run(sql`
    insert into session (token_hash, user_id, user_agent, created_at, last_seen_at, expires_at)
    values (${session.hash}, ${session.userId}, ${session.userAgent}, ${session.at},
      ${session.at}, ${session.expiresAt})`)
}

/** @returns whose session it was, undefined when there was none. */
export async function deleteSession(db: Queryable, hash: Buffer): Promise<string | undefined> {
  const row = await db.row<{ userId: string }>(sql`
    delete from session where token_hash = ${hash} returning user_id as "userId"`)
  return row?.userId
}

/** Ends every session of a user but the one that is kept. */
export async function deleteSessions(
  db: Queryable,
  userId: string,
  kept: Buffer | undefined,
): Promise<void> {
  await db.run(sql`
    delete from session where user_id = ${userId} and token_hash is distinct from ${kept ?? null}`)
}
