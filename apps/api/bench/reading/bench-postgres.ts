import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, migrate, openDatabase, sql, startEmbeddedPostgres } from '@levee/db'
import { fill } from './fill.ts'

/** The PostgreSQL of the reading benchmarks; it keeps its databases, so that a second run finds them. */
export type BenchPostgres = {
  directory: string
  /** A migrated database with so many conversations. */
  seeded(count: number, options?: { anew?: boolean }): Promise<{ url: string }>
  /** A copy of it, for what writes. */
  copied(count: number): Promise<{ url: string }>
  stop(): Promise<void>
}

/** Starts it below LEVEE_BENCH_DIR, or where temporary files are. */
export async function benchPostgres(): Promise<BenchPostgres> {
  const directory = process.env['LEVEE_BENCH_DIR'] ?? join(tmpdir(), 'levee-reading-bench')
  await mkdir(directory, { recursive: true })
  const dataDir = join(directory, 'postgres')
  const server = await startEmbeddedPostgres({ dataDir, durable: false })
  const postgres: BenchPostgres = {
    directory,
    async seeded(count, { anew = false } = {}) {
      const name = `reading_${count}`
      const admin = await openDatabase(server.url, { max: 1 })
      try {
        if (anew || !(await isFilled(admin, name))) await fillAnew(admin, server.url, count)
      } finally {
        await admin.close()
      }
      return { url: urlOf(server.url, name) }
    },
    async copied(count) {
      const { url } = await postgres.seeded(count)
      const [original, copy] = [`reading_${count}`, `reading_${count}_copy`]
      const admin = await openDatabase(server.url, { max: 1 })
      try {
        await createAnew(admin, copy, original)
      } finally {
        await admin.close()
      }
      return { url: urlOf(url, copy) }
    },
    stop: () => server.stop(),
  }
  return postgres
}

async function isFilled(admin: Db, name: string): Promise<boolean> {
  const found = await admin.row<{ content: string | null }>(sql`
    select shobj_description(oid, 'pg_database') as content from pg_database where datname = ${name}`)
  return found?.content === contentHash()
}

async function fillAnew(admin: Db, serverUrl: string, count: number): Promise<void> {
  if (!Number.isInteger(count) || count < 1000)
    throw new Error(`${count}: a number of conversations from 1000 on is needed.`)
  const name = `reading_${count}`
  await createAnew(admin, name, 'template1')
  await migrate(urlOf(serverUrl, name))
  await fill(urlOf(serverUrl, name), count)
  await admin.execute(`comment on database ${name} is '${contentHash()}'`)
}

async function createAnew(admin: Db, name: string, template: string): Promise<void> {
  await admin.run(sql`drop database if exists ${sql.identifier(name)} with (force)`)
  await admin.run(sql`create database ${sql.identifier(name)} template ${sql.identifier(template)}`)
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

/** Changes with what the databases are made from. */
function contentHash(): string {
  const migrations = join(import.meta.dirname, '../../../../prisma/migrations')
  const files = readdirSync(migrations, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
  const sources = [
    join(import.meta.dirname, 'fill.ts'),
    ...files.map((file) => join(migrations, file)),
  ]
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(source))
  return hash.digest('hex').slice(0, 16)
}
