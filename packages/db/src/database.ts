import { type ClientConfig, Pool, type PoolConfig } from 'pg'
import type { PrismaClient } from '../generated/client.ts'
import { connectionProblem, DatabaseError } from './database-error.ts'
import { JoiningSocket } from './joining-socket.ts'
import { createListener, type Listener } from './listener.ts'
import { createPrismaClient } from './prisma-client.ts'
import { type Queryable, queryable } from './queryable.ts'

/** The database: SQL through `rows`, `row` and `run`, administration through `prisma`. */
export type Db = Queryable & {
  readonly url: string
  readonly pool: Pool
  /** One connection that stays, and keeps the statements ready that were once asked through it. */
  readonly prepared: Pool
  /** Made when first used: it costs half a second and some memory. */
  readonly prisma: PrismaClient
  readonly listen: Listener['listen']
  /** Waits for the queries under way, then closes every connection. */
  close(): Promise<void>
}

const OLDEST_VERSION = 15

/**
 * Opens a pool of connections whose sessions run in UTC.
 * @param options.max connections at most; 10 when not said.
 * @throws {DatabaseError} when it cannot be reached or is too old.
 */
export async function openDatabase(url: string, options: { max?: number } = {}): Promise<Db> {
  const settings = connectionSettings(url)
  const pool = openPool({ ...settings, max: options.max ?? 10 })
  const prepared = openPool({
    ...settings,
    ...PREPARED,
    options: `${settings.options} ${ONE_PLAN}`,
  })
  await checkServer(pool, url)
  const listener = createListener(settings)
  let prisma: PrismaClient | undefined
  return {
    ...queryable(pool),
    url,
    pool,
    prepared,
    get prisma() {
      return (prisma ??= createPrismaClient(pool))
    },
    listen: (channel, heard, missed) => listener.listen(channel, heard, missed),
    async close() {
      await listener.close()
      await prisma?.$disconnect()
      await Promise.all([pool.end(), prepared.end()])
    },
  }
}

/** They look for a few rows by their keys, whatever the values: to plan them anew takes longer than to run them. */
const ONE_PLAN = '-c plan_cache_mode=force_generic_plan'

/** `connectionTimeoutMillis` is also the longest turn in its queue. */
const PREPARED: PoolConfig = { max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 60_000 }

function openPool(settings: PoolConfig): Pool {
  const pool = new Pool({ ...settings, pipeline: true, stream: () => new JoiningSocket() })
  pool.on('error', () => undefined) // an idle connection broke: the pool has dropped it already
  // One in use broke: the statement under way says so, or the next one. Unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** How every connection is made: UTC, no just-in-time compilation, which costs short queries dearly. */
export function connectionSettings(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: 'levee',
    options: '-c TimeZone=UTC -c jit=off',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000, // what lies between forgets silent connections, and one that is lost is heard of
  }
}

async function checkServer(pool: Pool, url: string): Promise<void> {
  const version = await serverVersion(pool).catch(async (cause: unknown) => {
    await pool.end()
    throw connectionProblem(url, cause)
  })
  if (version >= OLDEST_VERSION) return
  await pool.end()
  throw new DatabaseError(
    `PostgreSQL ${version} is too old: set DATABASE_URL to a server of version ${OLDEST_VERSION} or newer.`,
  )
}

async function serverVersion(pool: Pool): Promise<number> {
  const result = await pool.query<{ server_version_num: string }>('show server_version_num')
  return Math.floor(Number(result.rows[0]?.server_version_num) / 10_000)
}
