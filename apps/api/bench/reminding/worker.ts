import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import { openDeps } from '../../src/deps.ts'
import { sendNotice } from '../../src/features/deadlines/service.ts'
import { startWatchingDeadlines } from '../../src/features/deadlines/watch-deadlines.ts'

/** What the process that reminds is told, as JSON in its argument. */
export type ReminderTask = {
  databaseUrl: string
  dataDir: string
  /** Holds how far its clock is ahead, in ms. */
  offsetFile: string
}

/** What a worker does about deadlines, until it is killed. */
const task: ReminderTask = JSON.parse(process.argv[2] ?? '')
const config = readConfig(
  { LEVEE_DATA_DIR: task.dataDir, LEVEE_ALLOW_PRIVATE_NETWORK: 'true' },
  '/',
)
const log = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }, process.stderr)
const opened = await openDeps(config, task.databaseUrl, log)
const deps = {
  ...opened,
  now: () => new Date(Date.now() + Number(readFileSync(task.offsetFile, 'utf8'))),
}
await deps.jobs.start({ notify: (data) => sendNotice(deps, data) })
await startWatchingDeadlines(deps)
process.stdout.write('ready\n')
