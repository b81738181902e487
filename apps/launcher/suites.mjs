import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { buildWhatChanged } from './build.mjs'
import { ROOT } from './checkout.mjs'
import { playwrightOutcome, vitestOutcome } from './outcomes.mjs'
import { startPostgres15 } from './postgres-15.mjs'
import { runProgram } from './program.mjs'
import { isInstalled } from './system-packages.mjs'

/** @typedef {import('./outcomes.mjs').Outcome} Outcome */
/** @typedef {import('./test.mjs').Workshop} Workshop */

/**
 * The web application, which the end-to-end tests look at.
 * @param {Workshop} workshop
 * @returns {Promise<Outcome>}
 */
export async function build({ env }) {
  await buildWhatChanged(['build'], env)
  return { passed: 1, failed: 0, skipped: 0 }
}

/** @param {Workshop} workshop */
export function lint(workshop) {
  return turboTask('lint', workshop)
}

/** @param {Workshop} workshop */
export function typecheck(workshop) {
  return turboTask('typecheck', workshop)
}

const WORKERS = Math.max(4, availableParallelism() - 1) // half of the time they wait for servers

/**
 * The unit and integration tests, or those of some paths.
 * @param {Workshop} workshop
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
export async function units({ env, reports, output }, args = [], workers = WORKERS) {
  const report = join(reports, `units-${args.length}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const again = env['CI'] ? ['--retry=1'] : [] // a busy machine is no failure; the end says which
  const options = [`--maxWorkers=${workers}`, ...again, ...reporters]
  const code = await runProgram('vitest', ['run', ...options, ...args], { env, output })
  return vitestOutcome(readReport(report), code)
}

// What speaks SQL of its own runs again on the oldest PostgreSQL that Levee supports.
const DATABASE_TESTS = [
  'packages/db/src/database.test.ts',
  'packages/db/src/migrate.test.ts',
  'packages/db/src/schema.test.ts',
  'apps/api/src/features/conversations/list-conversations.test.ts',
  'apps/api/src/features/intake/receive-message.test.ts',
  'apps/api/src/features/intake/register.test.ts',
]

/**
 * The migrations and the main queries on Debian's PostgreSQL 15.
 * @param {Workshop} workshop
 * @returns {Promise<Outcome>}
 */
export async function olderPostgres({ env, ...workshop }) {
  const server = await startPostgres15()
  if ('reason' in server) return skipped(server.reason)
  try {
    const onServer = { ...env, LEVEE_TEST_DATABASE_URL: server.url }
    return await units({ env: onServer, ...workshop }, DATABASE_TESTS, 1)
  } finally {
    await server.stop()
  }
}

/**
 * Whole days in a real browser, against a real mail server.
 * @param {Workshop} workshop
 * @returns {Promise<Outcome>}
 */
export async function endToEnd({ env, reports, output }) {
  const config = join(ROOT, 'apps/web/playwright.config.ts')
  const folder = join(ROOT, 'apps/web/e2e')
  const isThere = existsSync(config) && existsSync(folder)
  if (!isThere || !readdirSync(folder).some((name) => name.endsWith('.e2e.ts')))
    return skipped('there is none')
  for (const name of ['chromium-headless-shell', 'dovecot-imapd'])
    if (!isInstalled(name)) return skipped(`${name} is not installed: apt-get install ${name}`)
  await buildWhatChanged(['build'], env)
  const report = join(reports, 'end-to-end.json')
  const args = ['test', '--config', config, '--reporter=list,json']
  const reporting = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const code = await runProgram('playwright', args, { env: reporting, output })
  return playwrightOutcome(readReport(report), code)
}

/**
 * One check of every package, which counts as one test.
 * @param {string} task
 * @param {Workshop} workshop
 * @returns {Promise<Outcome>}
 */
async function turboTask(task, { env, output }) {
  const args = ['run', task, '--ui=stream', '--output-logs=errors-only', '--continue']
  const code = await runProgram('turbo', args, { env, output })
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/**
 * @param {string} reason
 * @returns {Outcome}
 */
function skipped(reason) {
  return { passed: 0, failed: 0, skipped: 1, reason }
}

/**
 * @param {string} file
 * @returns {Record<string, any> | undefined} undefined when the runner ended before it wrote one
 */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
