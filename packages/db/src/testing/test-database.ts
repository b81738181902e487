import { type Db, openDatabase } from '../database.ts'
import { asAdministrator, type TestServer, testServer, urlOf } from './test-server.ts'

const open = new Set<Db>()
let server: Promise<TestServer> | undefined
let made = 0

/**
 * A new, migrated, empty database on a real PostgreSQL. `close` drops it; under vitest that happens
 * by itself after the test file (`after-each-file.ts`), elsewhere (end-to-end runs, benchmarks) the
 * caller closes it.
 */
export async function testDatabase(options: { max?: number } = {}): Promise<Db> {
  const { url, template } = await (server ??= testServer())
  const name = `test_${process.pid}_${Date.now().toString(36)}_${++made}`
  await asAdministrator(url, (client) =>
    client.query(`create database ${name} template ${template}`),
  )
  const database = await openDatabase(urlOf(url, name), options)
  const closeConnections = database.close.bind(database)
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    open.delete(db)
    await closeConnections()
    await asAdministrator(url, (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    )
  }
  const db: Db = Object.assign(database, { close: () => (closing ??= close()) })
  open.add(db)
  return db
}

/** Drops the databases that are still there. */
export async function closeTestDatabases(): Promise<void> {
  await Promise.all([...open].map((db) => db.close()))
}
