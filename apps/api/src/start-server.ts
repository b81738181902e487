import { createServer } from 'node:net'
import { join } from 'node:path'
import { migrate, startEmbeddedPostgres } from '@levee/db'
import type { Logger } from 'pino'
import { buildApp, buildWorkerApp } from './app.ts'
import type { Config } from './config.ts'
import { claimDataDir, prepareDataDir } from './data-dir.ts'
import { type Deps, openDeps } from './deps.ts'
import { listenForMail } from './features/intake/service.ts'
import { type Listening, listeningOf, listenProblem } from './listening.ts'
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
export async function startServer(
  config: Config,
  log: Logger,
  now = (): Date => new Date(),
): Promise<RunningServer> {
  const stops: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each()
  }
  try {
    const deps = { ...(await open(config, log, stops)), now }
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
  for (const listening of listeningOf(config)) await requireFreePort(listening)
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
    const atWork = [await startWorker(deps)]
    stops.push(async () => void (await Promise.all(atWork.map((each) => each.stop()))))
    atWork.push(await listenForMail(deps))
  }
  await app.listen({ host, port }).catch((error: unknown) => {
    throw listenProblem({ variable: 'PORT', host, port }, error)
  })
  return urlOf(deps.config)
}

/** PostgreSQL takes seconds to start: whether a port is free is known before. */
async function requireFreePort(listening: Listening): Promise<void> {
  const probe = createServer()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  probe.once('error', (error) => reject(listenProblem(listening, error)))
  probe.listen({ host: listening.host, port: listening.port }, () => probe.close(() => resolve()))
  return promise
}

function urlOf({ host, port }: Config): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
