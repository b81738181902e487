import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { sql } from './sql.ts'
import { testDatabase } from './testing/test-database.ts'

const db = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'levee-migrations-'))

afterAll(() => rm(folder, { recursive: true }))

const migration = async (name: string, script: string): Promise<void> => {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), script)
}

describe('migrating', () => {
  beforeEach(async () => {
    await db.execute('drop table if exists _prisma_migrations, first, second')
    await rm(folder, { recursive: true })
    await migration('20260101000000_first', 'create table first (id int);')
    await migration('20260102000000_second', 'create table second (id int); select 1;')
    await writeFile(join(folder, 'migration_lock.toml'), 'provider = "postgresql"')
  })

  it('applies what is missing, in order, and keeps the table as Prisma does', async () => {
    expect(await migrate(db.url, folder)).toEqual(['20260101000000_first', '20260102000000_second'])
    expect(await migrate(db.url, folder)).toEqual([])
    const rows = await db.rows(sql`
      select migration_name, checksum, logs, rolled_back_at, applied_steps_count,
        finished_at >= started_at as finished, id ~ '^[0-9a-f-]{36}$' as uuid
      from _prisma_migrations order by migration_name limit 1`)
    expect(rows).toEqual([
      {
        migration_name: '20260101000000_first',
        checksum: createHash('sha256').update('create table first (id int);').digest('hex'),
        logs: null,
        rolled_back_at: null,
        applied_steps_count: 1,
        finished: true,
        uuid: true,
      },
    ])
  })

  it('applies each once when several processes start together', async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => migrate(db.url, folder)))
    expect(runs.flat().toSorted()).toEqual(['20260101000000_first', '20260102000000_second'])
  })

  it('undoes one that fails, keeps those before it, and says which and why', async () => {
    await migration('20260102000000_second', 'create table second (id int); select * from nowhere;')
    await expect(migrate(db.url, folder)).rejects.toThrow(
      /^Migration 20260102000000_second failed and was undone: relation "nowhere" does not exist\.$/,
    )
    const found = await db.row(sql`
      select to_regclass('first') is not null as first, to_regclass('second') is not null as second,
        (select count(*) from _prisma_migrations) as applied`)
    expect(found).toEqual({ first: true, second: false, applied: 1 })
    await migration('20260102000000_second', 'create table second (id int);')
    expect(await migrate(db.url, folder)).toEqual(['20260102000000_second'])
  })

  it('refuses a migration that was edited after it was applied', async () => {
    await migrate(db.url, folder)
    await migration('20260101000000_first', 'create table first (id bigint);')
    await expect(migrate(db.url, folder)).rejects.toThrow(
      /^Migration 20260101000000_first was changed after it was applied: [^\n]+$/,
    )
  })

  it('refuses to go on after one that Prisma left half-way', async () => {
    await migrate(db.url, folder)
    await db.run(sql`update _prisma_migrations set finished_at = null`)
    await expect(migrate(db.url, folder)).rejects.toThrow(/stopped half-way/)
  })
})
