import { type Db, sql, type Sql } from '@levee/db'
import { DomainError, may, type Permission, type Role } from '@levee/domain'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { bearerToken, hashSecret, sessionSecret } from './credentials.ts'
import type { App } from './new-app.ts'

/** Who asks: everything that decides what they may see and do. */
export interface Viewer {
  id: string
  name: string
  role: Role
  locale: 'fr' | 'en'
  /** By membership, their own or through a team. Admins see every mailbox besides. */
  mailboxIds: string[]
  teamIds: string[]
}

/** How a request proved who asks; `hash` is the SHA-256 of what it showed. */
export type Credential = { kind: 'session' | 'token'; hash: Buffer }

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Throws on public routes, where it may be nobody. */
    viewer: Viewer
    credential: Credential
    identified: { viewer: Viewer; credential: Credential } | null
  }
}

/** A session ends when it was not used for so long, and in any case `SESSION_DAYS` after sign-in. */
export const IDLE_HOURS = 12
export const SESSION_DAYS = 7
const MINUTE = 60_000 // ms

/**
 * Identifies whoever sends each request, by session cookie or bearer token.
 * Routes that do not say `config: { public: true }` refuse nobody with 401.
 */
export function identifyViewers(app: App, { db, config, now }: Deps): void {
  app.decorateRequest('identified', null)
  app.decorateRequest('viewer', {
    getter() {
      return identified(this).viewer
    },
  })
  app.decorateRequest('credential', {
    getter() {
      return identified(this).credential
    },
  })
  app.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.public) return
    const credential = credentialOf(request, config.publicUrl)
    const viewer = credential && (await findViewer(db, credential, now(), 'use'))
    if (!credential || !viewer)
      throw new DomainError('unauthenticated', 'Sign in first, or send a token that is valid.')
    request.identified = { viewer, credential }
  })
}

/** Refuses a viewer whose role the table of permissions does not allow this. */
export function requirePermission(viewer: Viewer, permission: Permission): void {
  if (may(viewer.role, permission)) return
  throw new DomainError('forbidden', 'Your role does not allow this: ask an administrator.')
}

/**
 * Who a credential stands for at this instant; undefined when it is unknown, ended or revoked.
 * To `use` it keeps a session alive, which is written at most once a minute; to `look` does not.
 */
export async function findViewer(
  db: Db,
  { kind, hash }: Credential,
  now: Date,
  purpose: 'use' | 'look',
): Promise<Viewer | undefined> {
  const since = new Date(now.getTime() - MINUTE)
  const found = kind === 'session' ? bySession(hash, now) : byToken(hash)
  if (purpose === 'look') return db.row<Viewer>(found)
  const used =
    kind === 'session'
      ? sql`update session s set last_seen_at = ${now}
          where ${isLive(hash, now)} and s.last_seen_at < ${since}`
      : sql`update api_token set last_used_at = ${now}
          where token_hash = ${hash} and coalesce(last_used_at, '-infinity') < ${since}`
  return db.row<Viewer>(sql.prepared(sql`with used as (${used}) ${found}`)) // at every request
}

/** Who a user is, without any credential of theirs; undefined for whoever may not sign in any more. */
export async function viewerById(db: Db, userId: string): Promise<Viewer | undefined> {
  return db.row<Viewer>(sql`
    select ${viewerColumns} from app_user u where u.id = ${userId} and u.disabled_at is null`)
}

function credentialOf(
  request: FastifyRequest,
  publicUrl: string | undefined,
): Credential | undefined {
  const token = bearerToken(request)
  if (token !== undefined) return { kind: 'token', hash: hashSecret(token) }
  const secret = sessionSecret(request, publicUrl)
  return secret === undefined ? undefined : { kind: 'session', hash: hashSecret(secret) }
}

function identified(request: FastifyRequest): { viewer: Viewer; credential: Credential } {
  if (request.identified) return request.identified
  throw new Error(`${request.url} is public: nobody was identified.`)
}

const viewerColumns = sql`
  u.id, u.name, u.role, u.locale,
  array(select mailbox_id from mailbox_member where user_id = u.id
    union select mailbox_id from mailbox_team join team_member using (team_id)
      where user_id = u.id order by 1) as "mailboxIds",
  array(select team_id from team_member where user_id = u.id order by 1) as "teamIds"`

const isLive = (hash: Buffer, now: Date): Sql => sql`
  s.token_hash = ${hash} and s.expires_at > ${now}
    and s.last_seen_at > ${new Date(now.getTime() - IDLE_HOURS * 60 * MINUTE)}`

const bySession = (hash: Buffer, now: Date): Sql => sql`
  select ${viewerColumns} from session s join app_user u on u.id = s.user_id
  where ${isLive(hash, now)} and u.disabled_at is null`

const byToken = (hash: Buffer): Sql => sql`
  select ${viewerColumns} from api_token t join app_user u on u.id = t.user_id
  where t.token_hash = ${hash} and t.revoked_at is null and u.disabled_at is null`
