import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { createCluster, ROLE } from './create-cluster.ts'
import { postgresRunner } from './postgres-runner.ts'
import { runningCluster, type RunningCluster, startCluster, stopCluster } from './run-cluster.ts'
import { isRunning } from './running-process.ts'
import { alone, endUse, registerUse } from './server-users.ts'

/** A PostgreSQL of our own: where it is, and how to leave it. */
export type EmbeddedPostgres = {
  /** With the password: for connections, not for logs. */
  url: string
  pid: number
  /** Leaves the server; the last process to leave stops it. */
  stop(): Promise<void>
}

/** Where an embedded server keeps its files, and how. */
export type EmbeddedOptions = {
  /** A folder for this server alone. */
  dataDir: string
  /** The port it should have; when not said or taken, the last one or any free one. */
  port?: number
  /** False for tests: a power cut may lose everything. */
  durable?: boolean
  log?: (line: string) => void
}

/**
 * Starts PostgreSQL on the files in `dataDir`, made when there are none, or joins the server that
 * already runs on them: one of another process, or one that a killed process left behind.
 * @throws {DatabaseError} when it cannot start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dir = resolve(options.dataDir)
  await mkdir(dir, { recursive: true, mode: 0o755 })
  const { running, password, use } = await alone(dir, async () => {
    const password = await keptPassword(dir)
    const found = await readyCluster(dir)
    if (found) options.log?.(`Using the PostgreSQL that runs already (process ${found.pid}).`)
    const running = found ?? (await start(dir, password, options))
    return { running, password, use: registerUse(dir) }
  })
  const url = `postgresql://${ROLE}:${password}@127.0.0.1:${running.port}/${ROLE}`
  const leaveAtExit = (): void => {
    if (endUse(use) && isRunning(running.pid)) process.kill(running.pid, 'SIGINT')
  }
  process.once('exit', leaveAtExit)
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    process.removeListener('exit', leaveAtExit)
    await alone(dir, async () => {
      if (endUse(use) && (await runningCluster(dir))?.pid === running.pid)
        await stopCluster(running.pid)
    })
  }
  return { url, pid: running.pid, stop: () => (stopping ??= stop()) }
}

async function start(
  dir: string,
  password: string,
  { port: wanted, durable = true, log }: EmbeddedOptions,
): Promise<RunningCluster> {
  const runner = await postgresRunner(dir)
  await createCluster(dir, password, runner)
  const port = await freePort([wanted, Number(await kept(dir, 'port'))])
  const pid = await startCluster(dir, runner, { port, durable })
  await writeFile(join(dir, 'port'), String(port))
  await createDatabase(port, password)
  log?.(`PostgreSQL ${runner.binaries.version} runs on 127.0.0.1:${port} (process ${pid}).`)
  return { pid, port, isReady: true }
}

/** The server that runs here and answers; one that is on its way down is waited for. */
async function readyCluster(dir: string): Promise<RunningCluster | undefined> {
  const deadline = Date.now() + 60_000 // ms
  while (Date.now() < deadline) {
    const running = await runningCluster(dir)
    if (!running || running.isReady) return running
    await new Promise((done) => setTimeout(done, 50))
  }
  return undefined
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: ROLE,
    password,
    database: 'postgres',
  })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [ROLE])
    if (found.rowCount === 0) await client.query(`create database ${ROLE}`)
  } finally {
    await client.end()
  }
}

async function keptPassword(dir: string): Promise<string> {
  const found = await kept(dir, 'password')
  if (found) return found
  const password = randomBytes(24).toString('base64url')
  await writeFile(join(dir, 'password'), password, { mode: 0o600 })
  return password
}

async function kept(dir: string, name: 'password' | 'port'): Promise<string> {
  return readFile(join(dir, name), 'utf8').catch(() => '')
}

/** The first of the wanted ports that is free, else any. */
async function freePort(wanted: (number | undefined)[]): Promise<number> {
  for (const port of wanted) {
    if (port && (await listensOn(port))) return port
  }
  return (await listensOn(0)) ?? 0
}

async function listensOn(port: number): Promise<number | undefined> {
  const probe = createServer()
  return new Promise((done) => {
    probe.once('error', () => done(undefined))
    probe.listen({ host: '127.0.0.1', port }, () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
