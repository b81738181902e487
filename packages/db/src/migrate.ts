import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { connectionSettings } from './database.ts'
import { connectionProblem, DatabaseError } from './database-error.ts'

type Migration = { name: string; script: string; checksum: string }
type Applied = { migration_name: string; checksum: string; finished_at: Date | null }

const FOLDER = fileURLToPath(new URL('../../../prisma/migrations/', import.meta.url))
const PRISMA_LOCK = 72_707_369 // the advisory lock of `prisma migrate deploy`: the two exclude each other

/**
 * Applies the migrations that the database lacks, in order, each in a transaction of its own, and
 * keeps Prisma's table of them, so that `prisma migrate deploy` can take over at any time.
 * @returns the names of those applied now.
 * @throws {DatabaseError} when one fails, or was edited after it was applied.
 */
export async function migrate(url: string, folder = FOLDER): Promise<string[]> {
  const client = new Client(connectionSettings(url))
  client.on('error', () => undefined) // the query under way rejects with it
  await client.connect().catch((cause: unknown) => {
    throw connectionProblem(url, cause)
  })
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK])
    await client.query(MIGRATION_TABLE)
    const migrations = await migrationsOf(folder)
    const applied = await appliedTo(client)
    const missing = migrations.filter((migration) => isMissing(migration, applied))
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/**
 * The names of the migrations that a database lacks.
 * @throws {DatabaseError} when it cannot be reached, or one stopped half-way or was edited.
 */
export async function pendingMigrations(url: string, folder = FOLDER): Promise<string[]> {
  const client = new Client(connectionSettings(url))
  client.on('error', () => undefined) // the query under way rejects with it
  await client.connect().catch((cause: unknown) => {
    throw connectionProblem(url, cause)
  })
  try {
    const table = await client.query("select to_regclass('_prisma_migrations') as name")
    const applied = table.rows[0]?.name ? await appliedTo(client) : new Map<string, Applied>()
    const migrations = await migrationsOf(folder)
    return migrations.filter((each) => isMissing(each, applied)).map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** The migrations of a folder in the order in which they are applied. */
export async function migrationsOf(folder = FOLDER): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(
    names.toSorted().map(async (name) => {
      const script = await readFile(`${folder}/${name}/migration.sql`, 'utf8')
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
    }),
  )
}

const MIGRATION_TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`

async function appliedTo(client: Client): Promise<Map<string, Applied>> {
  const { rows } = await client.query<Applied>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  return new Map(rows.map((row) => [row.migration_name, row]))
}

function isMissing({ name, checksum }: Migration, applied: Map<string, Applied>): boolean {
  const row = applied.get(name)
  if (!row) return true
  if (!row.finished_at)
    throw new DatabaseError(
      `Migration ${name} stopped half-way: mend the database, then run "prisma migrate resolve".`,
    )
  if (row.checksum !== checksum)
    throw new DatabaseError(
      `Migration ${name} was changed after it was applied: restore its file, add a new migration.`,
    )
  return false
}

async function apply(client: Client, { name, script, checksum }: Migration): Promise<void> {
  const startedAt = new Date()
  try {
    await client.query('begin')
    await client.query(script)
    await client.query(
      `insert into _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    )
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => undefined) // closing the connection rolls back too
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new DatabaseError(`Migration ${name} failed and was undone: ${reason}.`, { cause })
  }
}
