import type { RunningServer } from './start-server.ts'

const PATIENCE = 9_500 // ms: a clean stop takes less than 10 s

/** Stops once, cleanly, when the system or a person asks for it, and ends the process. */
export function stopOnSignals({ stop, deps }: Pick<RunningServer, 'stop' | 'deps'>): void {
  let isStopping = false
  const stopOnce = async (signal: string): Promise<void> => {
    if (isStopping) return
    isStopping = true
    deps.log.info({ signal }, 'Levee stops.')
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
    process.on(signal, () => void stopOnce(signal))
  }
}
