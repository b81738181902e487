import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { sql } from '@levee/db'
import { catchMail } from '@levee/mail'
import { type Config, readConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { isSetupRequired } from '../features/session/service.ts'
import { createLog } from '../log.ts'
import { lineFor } from '../start-problem.ts'
import { type RunningServer, startServer } from '../start-server.ts'
import { stopOnSignals } from '../stop-on-signals.ts'
import { createAnswering } from './answer-replies.ts'
import { beginFilling, endFilling, isHalfFilled } from './filling-mark.ts'
import { fillDemo } from './fill-demo.ts'
import { COLLEAGUE_KEYS, COLLEAGUES, emailOf, ORGANISATION, PASSWORD } from './town-hall.ts'

try {
  const config = demoConfig(readConfig())
  const server = await startWhole(config)
  const ending = new AbortController()
  const answering = createAnswering({ deps: server.deps, signal: ending.signal })
  let isFilled = false
  const catcher = await catchMail((caught) => {
    if (isFilled) void answering.answer(caught).catch(reportUnless(ending.signal, server.deps))
    return undefined
  })
  stopOnSignals({
    deps: server.deps,
    async stop() {
      ending.abort()
      await catcher.stop()
      await server.stop()
    },
  })
  await prepare(server.deps, catcher.port).catch((error: unknown) => {
    if (!ending.signal.aborted) throw error // else it was ended in the middle: the next run begins again
  })
  isFilled = !ending.signal.aborted
  if (isFilled) process.stdout.write(`${welcome(server.url)}\n`)
} catch (error) {
  const line = lineFor(error)
  process.stderr.write(`${line ?? (error instanceof Error ? error.stack : String(error))}\n`)
  process.exit(1)
}

/** Half a demonstration, left by a run that was ended, is thrown away and made again. */
async function startWhole(config: Config): Promise<RunningServer> {
  const server = await startServer(config, createLog(config))
  if (!(await isHalfFilled(config.dataDir))) return server
  await server.stop() // PostgreSQL too: its files are about to go
  await rm(config.dataDir, { recursive: true })
  return startServer(config, createLog(config))
}

/** Its own data directory, and a mail server on this machine. */
function demoConfig(config: Config): Config {
  const isUsual = config.dataDir === resolve('./data')
  return {
    ...config,
    dataDir: isUsual ? resolve('./data-demo') : config.dataDir,
    role: 'all',
    allowPrivateNetwork: true,
    logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
  }
}

/** Fills what is empty; what is there already sends through the catcher of this run. */
async function prepare(deps: Deps, smtpPort: number): Promise<void> {
  if (!(await isSetupRequired(deps.db))) {
    await deps.db.run(sql`
      update mailbox set outgoing_port = ${smtpPort}
      where protocol = 'push' and outgoing_host = '127.0.0.1'`)
    return
  }
  await beginFilling(deps.config.dataDir)
  process.stdout.write('Three months of mail arrive in Port-Lévêque …\n')
  await fillDemo(deps, smtpPort, (done, total) => {
    if (done % 200 === 0 || done === total) process.stdout.write(`  ${done} of ${total}\n`)
  })
  await endFilling(deps.config.dataDir)
}

function reportUnless(signal: AbortSignal, { log }: Deps) {
  return (error: unknown): void => {
    if (!signal.aborted) log.error({ err: error }, 'An answer of the demonstration failed.')
  }
}

function welcome(url: string): string {
  const rows = COLLEAGUE_KEYS.map((key) => {
    const { name, role, locale } = COLLEAGUES[key]
    const language = locale === 'fr' ? 'français' : 'English'
    return `  ${emailOf(key).padEnd(42)}${name.padEnd(20)}${role.padEnd(9)}${language}`
  })
  return [
    '',
    `${ORGANISATION}: a demonstration. What is sent stays on this machine.`,
    '',
    ...rows,
    '',
    `  password of all: ${PASSWORD}`,
    '',
    `Levee is ready at ${url}`,
  ].join('\n')
}
