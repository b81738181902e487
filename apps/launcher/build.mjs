import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './checkout.mjs'
import { Trouble } from './trouble.mjs'

const TASKS = {
  generate: {
    inputs: ['prisma/schema.prisma', 'package-lock.json', 'packages/db/package.json'],
    result: 'packages/db/generated/client.ts',
  },
  build: {
    inputs: [
      'apps/web',
      'packages/contract',
      'packages/domain',
      'package-lock.json',
      'tsconfig.base.json',
    ],
    result: 'apps/web/dist/index.html',
  },
}

const IGNORED = new Set(['node_modules', 'dist', 'generated', '.turbo', 'e2e', 'test-results'])

/**
 * Runs the tasks whose inputs changed since they last succeeded, through turbo.
 * @param {('generate' | 'build')[]} tasks
 * @param {NodeJS.ProcessEnv} env
 */
export async function buildWhatChanged(tasks, env) {
  for (const task of tasks) {
    const { inputs, result } = TASKS[task]
    const stamp = join(ROOT, 'node_modules/.levee', task)
    const hash = hashOf(inputs.map((input) => join(ROOT, input)))
    const isDone = existsSync(join(ROOT, result)) && existsSync(stamp)
    if (isDone && readFileSync(stamp, 'utf8') === hash) continue
    await run(task, env)
    mkdirSync(join(stamp, '..'), { recursive: true })
    writeFileSync(stamp, hash)
  }
}

/**
 * One hash of the names and contents of all files below the paths.
 * @param {string[]} paths
 */
export function hashOf(paths) {
  const hash = createHash('sha256')
  /** @param {string} path */
  const add = (path) => {
    if (!statSync(path).isDirectory()) hash.update(path).update(readFileSync(path))
    else for (const name of readdirSync(path).sort()) if (!IGNORED.has(name)) add(join(path, name))
  }
  paths.forEach(add)
  return hash.digest('hex')
}

/**
 * @param {string} task
 * @param {NodeJS.ProcessEnv} env
 */
async function run(task, env) {
  console.error(task === 'build' ? 'Building the web application …' : 'Generating code …')
  const args = ['run', task, '--ui=stream', '--output-logs=new-only', '--log-prefix=none']
  const turbo = spawn('turbo', args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [turbo.stdout, turbo.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  const [status] = await once(turbo, 'close').catch((error) => {
    throw new Trouble(`turbo cannot be run: ${error.message}.`)
  })
  if (status === 0) return
  console.error(said)
  throw new Trouble(`The task ${task} failed.`)
}
