import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, openDatabase, sql, startEmbeddedPostgres } from '@levee/db'

/** A PostgreSQL for one benchmark, as durable as in operation, with as many fresh databases as asked for. */
export type ScratchPostgres = {
  directory: string
  database(name: string): Promise<string>
  stop(): Promise<void>
}

export async function scratchPostgres(): Promise<ScratchPostgres> {
  const directory = await mkdtemp(join(process.env['LEVEE_BENCH_DIR'] ?? tmpdir(), 'levee-bench-'))
  const server = await startEmbeddedPostgres({ dataDir: join(directory, 'postgres') })
  return {
    directory,
    async database(name) {
      const admin = await openDatabase(server.url, { max: 1 })
      await admin.run(sql`create database ${sql.identifier(name)}`)
      await admin.close()
      const url = new URL(server.url)
      url.pathname = `/${name}`
      await migrate(url.href)
      return url.href
    },
    async stop() {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
