import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { ROOT } from './checkout.mjs'
import { Trouble } from './trouble.mjs'

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, isService?: boolean, cwd?: string, output?: number }} options
 *   `isService`: a group of its own, so that Ctrl-C reaches it once, through us; `output`: the open
 *   file that gets what it says, instead of whoever reads us
 * @returns {Promise<number>} its exit code; 128 + the signal's number when one ended it
 */
export function runProgram(program, args, { env, isService = false, cwd = ROOT, output }) {
  const [command, options] = isService ? endingWithUs(program, args) : [program, args]
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = output === undefined ? 'inherit' : ['ignore', output, output]
  const child = spawn(command, options, { cwd, env, stdio, detached: isService })
  const stop = forwardSignals(child, isService)
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      stop()
      reject(new Trouble(`${program} cannot be run: ${error.message}.`))
    })
    child.once('exit', (code, signal) => {
      stop()
      resolve(signal ? 128 + constants.signals[signal] : (code ?? 1))
    })
  })
}

/**
 * Passes on the first signal that asks us to end, and waits. At a terminal Ctrl-C has reached what
 * is in our group already.
 * @param {import('node:child_process').ChildProcess} child
 * @param {boolean} isService
 */
function forwardSignals(child, isService) {
  let isForwarded = false
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (isForwarded || (signal === 'SIGINT' && !isService && process.stdin.isTTY)) return
    isForwarded = true
    child.kill(signal)
  }
  for (const signal of SIGNALS) process.on(signal, forward)
  const watch = isService ? watchParent(() => forward('SIGTERM')) : undefined
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, forward)
    clearInterval(watch)
  }
}

/**
 * npm that is killed cannot tell us.
 * @param {() => void} died
 */
function watchParent(died) {
  const parent = process.ppid
  if (!process.env['npm_lifecycle_event']) return undefined
  return setInterval(() => {
    if (process.ppid !== parent) died()
  }, 1_000)
}

/**
 * The command that lets the system end the program when we are killed, where it can (util-linux).
 * @param {string} program
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function endingWithUs(program, args) {
  const options = ['--pdeathsig', 'TERM']
  const isPossible = spawnSync('setpriv', [...options, 'true']).status === 0
  return isPossible ? ['setpriv', [...options, program, ...args]] : [program, args]
}
