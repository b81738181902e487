import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { ROOT } from './checkout.mjs'
import { Trouble } from './trouble.mjs'

const OLDEST = { major: 22, minor: 18 } // runs TypeScript as it is

/**
 * The environment of every program that we start: Node 24 and the installed tools first on the PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentOf(env) {
  const path = [dirname(node()), join(ROOT, 'node_modules/.bin'), env['PATH']]
  return {
    UV_THREADPOOL_SIZE: '8', // flushes to the disk wait beside each other
    MALLOC_ARENA_MAX: '2', // glibc gives what threads free back to the system,
    MALLOC_MMAP_THRESHOLD_: '131072', // large pieces at once: they are parts of mails
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.levee/compiled'), // a thread starts in half the time
    ...env,
    PATH: path.filter(Boolean).join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
}

/**
 * Whether a Node of this version, `v24.1.0`, runs Levee.
 * @param {string} version
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)
}

/** The Node that came with the dependencies, where this machine can run it; else the one at hand. */
function node() {
  const installed = join(ROOT, `node_modules/node-linux-${process.arch}/bin/node`)
  if (process.platform === 'linux' && existsSync(installed)) {
    if (spawnSync(installed, ['--version']).status === 0) return installed
  }
  if (isNewEnough(process.version)) return process.execPath
  throw new Trouble(
    `Node ${process.version} is too old and none newer was installed: install Node 24 (https://nodejs.org).`,
  )
}
