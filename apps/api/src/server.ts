import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { lineFor } from './start-problem.ts'
import { stopOnSignals } from './stop-on-signals.ts'

try {
  const config = readConfig()
  const { startServer } = await import('./start-server.ts') // a second of loading, for settings that are right
  const server = await startServer(config, createLog(config))
  stopOnSignals(server)
  process.stdout.write(`Levee is ready at ${server.url}\n`)
} catch (error) {
  const line = lineFor(error)
  process.stderr.write(`${line ?? (error instanceof Error ? error.stack : String(error))}\n`)
  process.exit(1)
}
