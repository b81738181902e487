// Every npm script goes through here, in plain JavaScript on Node's own modules, so that it runs on
// any Node from 18 on, before anything is installed.
import { buildWhatChanged } from './build.mjs'
import { runCorpora } from './corpora.mjs'
import { developmentServers } from './develop.mjs'
import { runFaults } from './faults.mjs'
import { installWhatIsMissing } from './install.mjs'
import { runProgram } from './program.mjs'
import { environmentOf } from './runtime.mjs'
import { runSendOnce } from './send-once.mjs'
import { runTests } from './test.mjs'
import { Trouble } from './trouble.mjs'

const USAGE = `Usage: npm run COMMAND [-- ARGUMENTS]

  start            everything on this machine: http://127.0.0.1:3000
  demo             the same with a fictional organisation's mail, in ./data-demo
  dev              API and web, started again at each change
  test [PATH]      every suite, or the unit and integration tests of a path
  test:corpora     the suites that go through whole corpora
  test:faults      mail servers, networks and databases that fail while mail is fetched
  test:send-once   replies through mail servers that fail, and workers that are killed
  bench NAME       one benchmark
  levee …          the operator's commands; levee --help lists them`

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const COMMANDS = {
  start: (args) => application(['apps/api/src/server.ts', ...args]),
  demo: (args) => application(['apps/api/src/demo/demo.ts', ...args]),
  dev: async () => developmentServers(await prepare(['generate'])),
  test: async (args) => runTests(await prepare(['generate']), args),
  'test:corpora': async () => runCorpora(await prepare(['generate'])),
  'test:faults': async () => runFaults(await prepare(['generate'])),
  'test:send-once': async (args) => runSendOnce(await prepare(['generate']), args),
  bench: async (args) => command(['apps/api/bench/bench.ts', ...args]),
  levee: async (args) => command(['apps/api/src/cli.ts', ...args]),
  turbo: async (args) => runProgram('turbo', ['run', ...args], { env: await prepare([]) }),
  run: async ([program = '', ...args]) => runProgram(program, args, { env: await prepare([]) }),
}

/**
 * Installs and builds what is missing, and says in which environment programs run.
 * @param {('generate' | 'build')[]} tasks
 */
async function prepare(tasks) {
  await installWhatIsMissing()
  const env = environmentOf(process.env)
  if (tasks.length > 0) await buildWhatChanged(tasks, env)
  return env
}

/** @param {string[]} args a long-running program: it outlives no launcher and hears each signal once */
async function application(args) {
  const env = await prepare(['generate', 'build'])
  return runProgram('node', args, { env, isService: true })
}

/** @param {string[]} args */
async function command(args) {
  return runProgram('node', args, { env: await prepare(['generate']) })
}

const [name = '', ...args] = process.argv.slice(2)
const chosen = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
try {
  if (!chosen) throw new Trouble(USAGE, 2)
  process.exitCode = await chosen(args)
} catch (error) {
  if (!(error instanceof Trouble)) throw error
  console.error(error.message)
  process.exitCode = error.exitCode
}
