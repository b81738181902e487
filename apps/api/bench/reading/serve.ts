import { type Db, openDatabase } from '@levee/db'
import { fastify } from 'fastify'
import { destination, pino } from 'pino'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openDeps } from '../../src/deps.ts'

/** What a server process of a benchmark serves: the application, or one bare query. */
export type ServeTask = {
  databaseUrl: string
  dataDir: string
  bare?: { text: string; values: unknown[] }
}

const task: ServeTask = JSON.parse(process.argv[2] ?? '')
const url = await (task.bare ? serveBare(task.bare) : serveApplication())
process.stdout.write(`${url}\n`)

/** The whole application as `npm start` runs it, but for loops and jobs. */
async function serveApplication(): Promise<string> {
  const config = readConfig({ LEVEE_DATA_DIR: task.dataDir }, '/')
  const app = await buildApp(
    await openDeps(config, task.databaseUrl, pino({ level: 'warn' }, destination(2))),
  )
  return app.listen({ host: '127.0.0.1', port: 0 })
}

/** The least that could answer the same rows: Fastify, the driver, `JSON.stringify`. */
async function serveBare({ text, values }: { text: string; values: unknown[] }): Promise<string> {
  const db: Db = await openDatabase(task.databaseUrl)
  const app = fastify()
  app.get('/', async () => ({ items: (await db.pool.query(text, values)).rows }))
  return app.listen({ host: '127.0.0.1', port: 0 })
}
