import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { lineFor } from './start-problem.ts'
import { type RunningServer, startServer } from './start-server.ts'

const PATIENCE = 9_500 // ms: a clean stop takes less than 10 s

try {
  const config = readConfig()
  const server = await startServer(config, createLog(config))
  stopOnSignals(server)
  process.stdout.write(`Levee is ready at ${server.url}\n`)
} catch (error) {
  const line = lineFor(error)
  process.stderr.write(`${line ?? (error instanceof Error ? error.stack : String(error))}\n`)
  process.exit(1)
}

function stopOnSignals({ stop, deps }: RunningServer): void {
  let isStopping = false
  const stopOnce = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(1), PATIENCE).unref()
    try {
      await stop()
      process.exit(0)
    } catch (error) {
      deps.log.fatal({ err: error }, 'Levee did not stop cleanly.')
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stopOnce())
  }
}
