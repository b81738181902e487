import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, sql } from '@levee/db'
import { testDatabase } from '@levee/db/testing'
import type { Role } from '@levee/domain'
import { createFileDesk, type PublicDialer } from '@levee/mail'
import { emptyDns } from '@levee/mail/testing'
import { deriveKeys, openBlobStore } from '@levee/storage'
import type { LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { hashPassword } from '../features/session/service.ts'
import { hashSecret, newSecret } from '../http/credentials.ts'
import type { App } from '../http/new-app.ts'
import { createJobs } from '../jobs.ts'
import { offline } from './offline.ts'
import { sharedReader } from './shared-reader.ts'
import './problem-matcher.ts'

/** A clock that stands still until it is moved. */
export type TestClock = { now(): Date; advance(milliseconds: number): void; set(now: Date): void }

export type TestUser = { id: string; name: string; email: string; role: Role }
export type TestMailbox = { id: string; address: string; name: string }

type Headers = Record<string, string>
type Send = (url: string, body?: unknown, headers?: Headers) => Promise<LightMyRequestResponse>

/** Sends requests as somebody, or as nobody. */
export type Requests = Record<'get' | 'post' | 'put' | 'patch' | 'delete', Send>

const MONDAY_MORNING = new Date('2026-03-02T09:00:00Z') // 10 o'clock in Paris

/**
 * The whole application on a database and files of its own, without loops and with jobs only enqueued.
 * Called at the top of a test file; everything is closed when the file is done.
 */
export async function testApp(
  options: { isSetUp?: boolean; env?: Headers; internet?: PublicDialer } = {},
) {
  const db = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'levee-test-'))
  const clock = testClock(MONDAY_MORNING)
  const log = pino({ level: options.env?.LOG_LEVEL ?? 'silent' })
  const keys = deriveKeys(randomBytes(32))
  const deps: Deps = {
    db,
    keys,
    log,
    blobs: openBlobStore({ directory: join(dataDir, 'blobs'), key: keys.blobs }),
    reader: sharedReader(),
    files: createFileDesk(),
    internet: options.internet ?? offline,
    dns: emptyDns(),
    config: readConfig({ LEVEE_DATA_DIR: dataDir, ...options.env }, '/'),
    now: () => clock.now(),
    jobs: createJobs({ db, log }),
  }
  if (options.isSetUp ?? true) await setUp(db)
  await deps.jobs.start()
  const app = await buildApp(deps)
  await app.ready()
  afterAll(async () => {
    await app.close()
    await deps.jobs.stop()
    await deps.files.close()
    await deps.blobs.close()
    await rm(dataDir, { recursive: true })
  })
  return {
    deps,
    db,
    app,
    clock,
    /** Requests of a browser in which the user is signed in. */
    as: (user: Pick<TestUser, 'id'>): Requests => requestsAs(deps, app, user),
    asNobody: requestsWith(app, async () => ({})),
    aUser: (user: NewTestUser = {}): Promise<TestUser> => aUser(db, user),
    aTeam: (name = `Team ${randomUUID()}`): Promise<{ id: string }> =>
      oneRow(db.row(sql`insert into team (name) values (${name}) returning id`)),
    aMailbox: (mailbox: NewTestMailbox = {}): Promise<TestMailbox> => aMailbox(db, mailbox),
  }
}

function testClock(start: Date): TestClock {
  let now = start.getTime()
  return {
    now: () => new Date(now),
    advance: (milliseconds) => void (now += milliseconds),
    set: (instant) => void (now = instant.getTime()),
  }
}

async function setUp(db: Db): Promise<void> {
  await db.run(sql`
    insert into installation (organisation, locale, time_zone)
    values ('Mairie de Port-Lévêque', 'fr', 'Europe/Paris')`)
}

type NewTestUser = {
  name?: string
  email?: string
  role?: Role
  locale?: 'fr' | 'en'
  password?: string
  teamIds?: string[]
}

async function aUser(db: Db, user: NewTestUser): Promise<TestUser> {
  const { name = 'Camille Morel', role = 'staff', locale = 'fr', teamIds = [] } = user
  const email = user.email ?? `${randomUUID()}@port-leveque.example`
  const passwordHash = user.password === undefined ? null : await hashPassword(user.password)
  const { id } = await oneRow(
    db.row<{ id: string }>(sql`
      insert into app_user (name, email, role, locale, password_hash)
      values (${name}, ${email}, ${role}, ${locale}, ${passwordHash}) returning id`),
  )
  await db.run(sql`
    insert into team_member (team_id, user_id) select unnest(${teamIds}::uuid[]), ${id}`)
  return { id, name, email, role }
}

type NewTestMailbox = {
  name?: string
  address?: string
  members?: Pick<TestUser, 'id'>[]
  teamIds?: string[]
}

async function aMailbox(db: Db, mailbox: NewTestMailbox): Promise<TestMailbox> {
  const { name = 'Accueil', members = [], teamIds = [] } = mailbox
  const address = mailbox.address ?? `${randomUUID()}@port-leveque.example`
  const { id } = await oneRow(
    db.row<{ id: string }>(sql`
      insert into mailbox (name, address, protocol, triage_since)
      values (${name}, ${address}, 'push', '2026-01-01') returning id`),
  )
  const memberIds = members.map((member) => member.id)
  await db.run(sql`
    insert into mailbox_member (mailbox_id, user_id) select ${id}, unnest(${memberIds}::uuid[])`)
  await db.run(sql`
    insert into mailbox_team (mailbox_id, team_id) select ${id}, unnest(${teamIds}::uuid[])`)
  return { id, address, name }
}

function requestsAs({ db, config, now }: Deps, app: App, user: Pick<TestUser, 'id'>): Requests {
  const name = config.publicUrl?.startsWith('https:') ? '__Host-levee_session' : 'levee_session'
  const secret = newSecret()
  let begun: Promise<number> | undefined
  return requestsWith(app, async () => {
    begun ??= db.run(sql`
      insert into session (token_hash, user_id, created_at, last_seen_at, expires_at)
      values (${hashSecret(secret)}, ${user.id}, ${now()}, ${now()},
        ${new Date(now().getTime() + 7 * 86_400_000)})`)
    await begun
    return { cookie: `${name}=${secret}` }
  })
}

/** Sends each request with these headers; a string or buffer goes as it is, anything else as JSON. */
export function requestsWith(app: App, headersOf: () => Promise<Headers>): Requests {
  const send =
    (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'): Send =>
    async (url, body, headers = {}) => {
      const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
      const json = { 'content-type': 'application/json' }
      return app.inject({
        method,
        url,
        headers: { ...(body !== undefined && !isRaw && json), ...(await headersOf()), ...headers },
        ...(body !== undefined && { payload: isRaw ? body : JSON.stringify(body) }),
      })
    }
  return {
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  }
}

async function oneRow<R>(found: Promise<R | undefined>): Promise<R> {
  const row = await found
  if (!row) throw new Error('PostgreSQL returned no row.')
  return row
}
