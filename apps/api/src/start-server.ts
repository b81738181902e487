import { createServer } from 'node:net'
import { join } from 'node:path'
import { migrate, startEmbeddedPostgres } from '@levee/db'
import type { Logger } from 'pino'
import { buildApp, buildWorkerApp } from './app.ts'
import type { Config } from './config.ts'
import { claimDataDir, prepareDataDir } from './data-dir.ts'
import { type Deps, openDeps } from './deps.ts'
import { StartError } from './start-problem.ts'
import { giveMemoryBack } from './unused-memory.ts'
import { startWorker } from './worker.ts'

/** Levee as it runs in this process. */
export type RunningServer = {
  url: string
  deps: Deps
  /** Ends everything in order: requests and loops, connections, PostgreSQL last. */
  stop: () => Promise<void>
}

/**
 * Starts what `LEVEE_ROLE` asks for and resolves once it answers.
 * @throws {StartError | DatabaseError} with one line for the operator; nothing is left running then.
 */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const stops: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each()
  }
  try {
    const deps = await open(config, log, stops)
    const url = await serve(deps, stops)
    return { url, deps, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Stops = (() => Promise<void>)[]

async function open(config: Config, log: Logger, stops: Stops): Promise<Deps> {
  const { dataDir, databaseUrl } = config
  await prepareDataDir(dataDir)
  if (!databaseUrl && config.role === 'all') stops.push(await claimDataDir(dataDir, urlOf(config)))
  await requireFreePort(config)
  const url = databaseUrl ?? (await startPostgres(dataDir, log, stops))
  const applied = await migrate(url)
  if (applied.length > 0) log.info({ applied }, 'The database was migrated.')
  const deps = await openDeps(config, url, log)
  stops.push(() => deps.close())
  const leave = giveMemoryBack()
  stops.push(async () => leave())
  return deps
}

async function startPostgres(dataDir: string, log: Logger, stops: Stops): Promise<string> {
  const postgres = await startEmbeddedPostgres({
    dataDir: join(dataDir, 'postgres'),
    log: (line) => log.debug(line),
  })
  stops.push(() => postgres.stop())
  return postgres.url
}

async function serve(deps: Deps, stops: Stops): Promise<string> {
  const { host, port, role } = deps.config
  const app = await (role === 'worker' ? buildWorkerApp(deps) : buildApp(deps))
  stops.push(() => app.close())
  if (role === 'api') {
    await deps.jobs.start()
    stops.push(() => deps.jobs.stop())
  } else {
    const worker = await startWorker(deps)
    stops.push(() => worker.stop())
  }
  await app.listen({ host, port }).catch((error: unknown) => {
    throw portProblem(deps.config, error)
  })
  return urlOf(deps.config)
}

/** PostgreSQL takes seconds to start: whether the port is free is known before. */
async function requireFreePort(config: Config): Promise<void> {
  const probe = createServer()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  probe.once('error', (error) => reject(portProblem(config, error)))
  probe.listen({ host: config.host, port: config.port }, () => probe.close(() => resolve()))
  return promise
}

function portProblem({ host, port }: Config, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const lines: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is in use: stop the program that uses it, or set PORT to a free one.`,
    EACCES: `Port ${port} is not allowed for this user: set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST is "${host}", which is no address of this machine: set it to 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `HOST is "${host}", which is no address of this machine: set it to 127.0.0.1 or 0.0.0.0.`,
  }
  const line = lines[code]
  return line
    ? new StartError(line, { cause: error })
    : new Error('Not listening.', { cause: error })
}

function urlOf({ host, port }: Config): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
