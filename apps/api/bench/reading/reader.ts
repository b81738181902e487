import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Db, openDatabase, sql } from '@levee/db'
import { hashSecret, newSecret } from '../../src/http/credentials.ts'
import type { Viewer } from '../../src/http/viewer.ts'
import type { ServeTask } from './serve.ts'

/** A database, the application in front of it in a process of its own, and somebody signed in. */
export type Reader = {
  db: Db
  viewer: Viewer
  url: string
  headers: Record<string, string>
  /** How long one request takes until its last byte, in ms. */
  time(path: string): Promise<number>
  /** How long a statement takes by the bare driver, in ms. */
  timeBare(statement: { text: string; values: unknown[] }): Promise<number>
  stop(): Promise<void>
}

/** Starts the application on a database, for a user of the seed. */
export async function startReader(databaseUrl: string, email: string): Promise<Reader> {
  const dataDir = await mkdtemp(join(tmpdir(), 'levee-bench-data-'))
  const db = await openDatabase(databaseUrl, { max: 1 })
  const viewer = await viewerOf(db, email)
  const secret = await openSession(db, viewer)
  const server = await startServer({ databaseUrl, dataDir })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { cookie: `levee_session=${secret}`, 'accept-encoding': 'gzip, br' }
  return {
    db,
    viewer,
    url: server.url,
    headers,
    time: (path) => timeRequest(`${server.url}${path}`, agent, headers),
    async timeBare({ text, values }) {
      const started = performance.now()
      await db.pool.query(text, values)
      return performance.now() - started
    },
    async stop() {
      agent.destroy()
      await server.stop()
      await db.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Signs somebody in for a day. @returns the session's secret. */
export async function openSession(db: Db, { id }: Viewer): Promise<string> {
  const secret = newSecret()
  await db.run(sql`insert into session (token_hash, user_id, expires_at)
    values (${hashSecret(secret)}, ${id}, now() + interval '1 day')`)
  return secret
}

/** Runs `serve.ts`; resolves once it answers. */
export async function startServer(
  task: ServeTask,
): Promise<{ url: string; stop(): Promise<void> }> {
  const script = join(import.meta.dirname, 'serve.ts')
  const child: ChildProcess = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!child.stdout) throw new Error('The server has no output.')
  const [url] = await once(createInterface(child.stdout), 'line')
  return {
    url: String(url),
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** Somebody of the seed. */
export async function viewerOf(db: Db, email: string): Promise<Viewer> {
  const viewer = await db.row<Viewer>(sql`
    select id, name, role, locale,
      array(select mailbox_id from mailbox_member where user_id = u.id order by 1) as "mailboxIds",
      array(select team_id from team_member where user_id = u.id order by 1) as "teamIds"
    from app_user u where email = ${email}`)
  if (!viewer) throw new Error(`The seed has no user ${email}.`)
  return viewer
}

async function timeRequest(url: string, agent: Agent, headers: object): Promise<number> {
  const started = performance.now()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  get(url, { agent, headers: { ...headers } }, (answer) => {
    if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}.`))
    answer.on('end', resolve).on('error', reject).resume()
  }).on('error', reject)
  await promise
  return performance.now() - started
}
