import { join } from 'node:path'
import { migrate, pendingMigrations, startEmbeddedPostgres } from '@levee/db'
import type { Config } from '../config.ts'
import { prepareDataDir } from '../data-dir.ts'
import { openDeps } from '../deps.ts'
import { createLog } from '../log.ts'
import { StartError } from '../start-problem.ts'
import type { Arguments } from './arguments.ts'
import type { Command, Outcome } from './command.ts'

/** Runs a command, with a database only when it asks for one; whatever it opened is closed after it. */
export async function runCommand(
  command: Command,
  args: Arguments,
  config: Config,
): Promise<Outcome> {
  const stops: (() => Promise<void>)[] = []
  let url: Promise<string> | undefined
  const databaseUrl = (): Promise<string> => (url ??= urlOfDatabase(config, stops))
  const open = async () => {
    const deps = await openDeps(
      config,
      await migratedUrl(config, await databaseUrl()),
      createLog(config),
    )
    stops.push(() => deps.close())
    return deps
  }
  try {
    return await command.run({ config, databaseUrl, open }, args)
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

/** Joins the embedded PostgreSQL of a running server, or starts it until the command is done. */
async function urlOfDatabase(config: Config, stops: (() => Promise<void>)[]): Promise<string> {
  await prepareDataDir(config.dataDir)
  if (config.databaseUrl) return config.databaseUrl
  const postgres = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') })
  stops.push(() => postgres.stop())
  return postgres.url
}

/** The embedded database is ours to migrate; another one is its operator's. */
async function migratedUrl(config: Config, url: string): Promise<string> {
  if (!config.databaseUrl) await migrate(url)
  else if ((await pendingMigrations(url)).length > 0)
    throw new StartError('The database is not of this version: run levee migrate first.')
  return url
}
