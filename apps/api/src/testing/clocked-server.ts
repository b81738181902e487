import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { startServer } from '../start-server.ts'
import { stopOnSignals } from '../stop-on-signals.ts'

/**
 * Levee as it runs, at a time of one's choice: LEVEE_TEST_TIME first, then what the parent process sends, each an
 * ISO 8601 instant. From there its clock goes on as clocks do.
 */
let ahead = 0 // ms
const moveTo = (instant: unknown): void => {
  ahead = Date.parse(String(instant)) - Date.now()
}
moveTo(process.env['LEVEE_TEST_TIME'])
process.on('message', moveTo)
const config = readConfig()
const server = await startServer(config, createLog(config), () => new Date(Date.now() + ahead))
stopOnSignals(server)
process.stdout.write(`Levee is ready at ${server.url}\n`)
