import { createHash } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts'
import { isRunning } from '../embedded/running-process.ts'
import { migrate, migrationsOf } from '../migrate.ts'

const CHECKOUT = fileURLToPath(new URL('../../../../', import.meta.url))

/** Where the test server of this checkout and user keeps its files, for every run and process. */
export const TEST_SERVER_DIR = join(
  tmpdir(),
  `levee-test-postgres-${createHash('sha256').update(`${CHECKOUT}${userInfo().uid}`).digest('hex').slice(0, 12)}`,
)

/** A server to make test databases on, and the migrated database that they are copies of. */
export type TestServer = { url: string; template: string }

/** The server of LEVEE_TEST_DATABASE_URL, else one of our own that all processes share. */
export async function testServer(): Promise<TestServer> {
  const url = process.env.LEVEE_TEST_DATABASE_URL ?? (await sharedServer())
  return { url, template: await template(url) }
}

/** The same server, another database. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

/** Does `work` with one connection to the server's own database. */
export async function asAdministrator<T>(
  server: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function sharedServer(): Promise<string> {
  const { url } = await startEmbeddedPostgres({ dataDir: TEST_SERVER_DIR, durable: false })
  await asAdministrator(url, dropAbandoned)
  return url
}

/** Drops what processes that were killed have left behind. */
async function dropAbandoned(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname like 'test\\_%'`,
  )
  for (const { name } of rows) {
    if (!isRunning(Number(name.split('_')[1])))
      await client.query(`drop database if exists ${name}`)
  }
}

const TEMPLATE_LOCK = 1_819_633_253 // any number that nobody else takes

/** Migrates a database once per content of the migrations; it appears complete or not at all. */
async function template(server: string): Promise<string> {
  const contents = (await migrationsOf()).map(({ checksum }) => checksum)
  const name = `template_${createHash('sha256').update(contents.join()).digest('hex').slice(0, 12)}`
  await asAdministrator(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount) return
    await client.query(`drop database if exists ${name}_draft`)
    await client.query(`create database ${name}_draft`)
    await migrate(urlOf(server, `${name}_draft`))
    await client.query(`alter database ${name}_draft rename to ${name}`)
  })
  return name
}
