import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, openDatabase, sql, startEmbeddedPostgres } from '@levee/db'
import { fill } from './fill.ts'

/** The PostgreSQL of the reading benchmarks; it keeps its databases, so that a second run finds them. */
export type BenchPostgres = {
  directory: string
  /** A migrated database with so many conversations. */
  seeded(count: number, options?: { anew?: boolean }): Promise<{ url: string }>
  stop(): Promise<void>
}

/** Starts it below LEVEE_BENCH_DIR, or where temporary files are. */
export async function benchPostgres(): Promise<BenchPostgres> {
  const directory = process.env['LEVEE_BENCH_DIR'] ?? join(tmpdir(), 'levee-reading-bench')
  await mkdir(directory, { recursive: true })
  const dataDir = join(directory, 'postgres')
  const server = await startEmbeddedPostgres({ dataDir, durable: false })
  return {
    directory,
    async seeded(count, { anew = false } = {}) {
      if (!Number.isInteger(count) || count < 1000)
        throw new Error(`${count}: a number of conversations from 1000 on is needed.`)
      const url = new URL(server.url)
      url.pathname = `/reading_${count}`
      const admin = await openDatabase(server.url, { max: 1 })
      try {
        const found = await admin.row<{ content: string | null }>(sql`
          select shobj_description(oid, 'pg_database') as content
          from pg_database where datname = ${`reading_${count}`}`)
        if (!anew && found?.content === contentHash()) return { url: url.href }
        const name = sql.identifier(`reading_${count}`)
        await admin.run(sql`drop database if exists ${name} with (force)`)
        await admin.run(sql`create database ${name}`)
        await migrate(url.href)
        await fill(url.href, count)
        await admin.execute(`comment on database reading_${count} is '${contentHash()}'`)
      } finally {
        await admin.close()
      }
      return { url: url.href }
    },
    stop: () => server.stop(),
  }
}

/** Changes with what the databases are made from. */
function contentHash(): string {
  const migration = '../../../../prisma/migrations/20261121000000_walking_product/migration.sql'
  const sources = ['fill.ts', migration].map((file) =>
    readFileSync(join(import.meta.dirname, file)),
  )
  return createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 16)
}
