import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@levee/db'
import { benchPostgres } from './reading/bench-postgres.ts'
import { openSession, viewerOf } from './reading/reader.ts'
import { runProduct } from './reading/running-product.ts'

const HELD_KEY = join(import.meta.dirname, '../../web/e2e/held-key/held-key.ts')
const ROWS = 10_000 // loaded into one list

/**
 * A key held for ten seconds in the lists of the real product, in Chromium: whether a row was ever
 * blank, how many were passed, how long from a key to what it does.
 * @param args how many conversations there are; 100,000 when not said.
 */
export async function keys([count = '100000']: string[]): Promise<void> {
  const postgres = await benchPostgres()
  const dataDir = await mkdtemp(join(tmpdir(), 'levee-bench-keys-'))
  try {
    const { url: databaseUrl } = await postgres.copied(Number(count))
    const session = await sessionOf(databaseUrl, 'user1@bench.example')
    const product = await runProduct({ DATABASE_URL: databaseUrl, LEVEE_DATA_DIR: dataDir })
    try {
      const rows = Math.min(ROWS, Math.round(Number(count) / 2))
      const task = JSON.stringify({ url: product.url, session, rows })
      const browser = spawn(process.execPath, [HELD_KEY, task], { stdio: 'inherit' })
      const [code] = await once(browser, 'exit')
      if (code !== 0) throw new Error(`The browser's part ended with ${code}.`)
    } finally {
      await product.stop()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
    await postgres.stop()
  }
}

async function sessionOf(databaseUrl: string, email: string): Promise<string> {
  const db = await openDatabase(databaseUrl, { max: 1 })
  const session = await openSession(db, await viewerOf(db, email))
  await db.close()
  return session
}
