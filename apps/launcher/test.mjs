import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { build, endToEnd, lint, olderPostgres, typecheck, units } from './suites.mjs'
import { installSystemPackages } from './system-packages.mjs'
import { Trouble } from './trouble.mjs'

/** @typedef {import('./outcomes.mjs').Outcome} Outcome */

/**
 * What a suite runs with. `reports`: a folder for the runners' own reports; `output`: the open file
 * that gets what is said, where the terminal is taken.
 * @typedef {{ env: NodeJS.ProcessEnv, reports: string, output?: number }} Workshop
 */

/** @typedef {Record<string, (workshop: Workshop) => Promise<Outcome>>} Suites */

/**
 * Runs every suite, or the unit and integration tests that `args` name. The last line of the output
 * sums up.
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function runTests(env, args) {
  const reports = mkdtempSync(join(tmpdir(), 'levee-test-'))
  try {
    // every program that Node starts for us finds compiled what the others have read
    const compiled = join(reports, 'compiled')
    // GOGC: the compiler of types and the linter, which are written in Go, collect their garbage less often
    const ours = { NODE_COMPILE_CACHE: compiled, GOGC: '400', ...scratch() }
    const workshop = { env: { ...ours, ...env }, reports }
    return args.length > 0 ? await someTests(workshop, args) : await allTests(workshop)
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

const MEMORY = '/dev/shm'
const ENOUGH = 8_000_000_000 // bytes: several times what all suites keep at once

/** Where scratch files are: in memory where there is much, for disks make hundreds of databases slow. */
function scratch() {
  if (!existsSync(MEMORY)) return {}
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize > ENOUGH ? { TMPDIR: MEMORY } : {}
}

/**
 * @param {Workshop} workshop
 * @param {string[]} args
 */
async function someTests(workshop, args) {
  return conclusion([await units(workshop, args)])
}

/** @param {Workshop} workshop */
async function allTests(workshop) {
  installSystemPackages()
  const first = await sideBySide(workshop, { tests: units }, { build, lint, typecheck })
  const wholes = await sideBySide(
    workshop,
    { 'end to end': endToEnd },
    { 'PostgreSQL 15': olderPostgres },
  )
  return conclusion([...first, ...wholes])
}

/**
 * Runs suites that do not disturb each other at the same time, for the tests wait a lot. What the
 * `others` say follows in one piece.
 * @param {Workshop} workshop
 * @param {Suites} main
 * @param {Suites} others
 */
export async function sideBySide(workshop, main, others) {
  const file = join(workshop.reports, 'others.log')
  const output = openSync(file, 'w')
  console.log(`\nAt the same time, shown afterwards: ${Object.keys(others).join(', ')}.`)
  const both = [inTurn(workshop, main), inTurn({ ...workshop, output }, others)]
  const outcomes = (await Promise.all(both)).flat()
  closeSync(output)
  process.stdout.write(readFileSync(file))
  return outcomes
}

/**
 * @param {Workshop} workshop
 * @param {Suites} suites
 */
async function inTurn(workshop, suites) {
  /** @type {Outcome[]} */
  const outcomes = []
  for (const [name, suite] of Object.entries(suites)) {
    say(workshop, `\n── ${name}`)
    const started = Date.now()
    const outcome = await suite(workshop).catch((error) => failure(workshop, error))
    const seconds = ((Date.now() - started) / 1_000).toFixed(1)
    const found = outcome.reason ? `skipped, ${outcome.reason}` : summary(outcome)
    say(workshop, `── ${name}: ${found} (${seconds} s)`)
    outcomes.push(outcome)
  }
  return outcomes
}

/**
 * A suite that could not even run has failed.
 * @param {Workshop} workshop
 * @param {unknown} error
 * @returns {Outcome}
 */
function failure(workshop, error) {
  say(workshop, error instanceof Trouble ? error.message : inspect(error))
  return { passed: 0, failed: 1, skipped: 0 }
}

/**
 * @param {Workshop} workshop
 * @param {string} text
 */
function say({ output }, text) {
  if (output === undefined) console.log(text)
  else writeSync(output, `${text}\n`)
}

/**
 * @param {Outcome[]} outcomes
 * @returns {number} the exit code
 */
function conclusion(outcomes) {
  const sum = outcomes.reduce((total, each) => ({
    passed: total.passed + each.passed,
    failed: total.failed + each.failed,
    skipped: total.skipped + each.skipped,
  }))
  for (const note of outcomes.flatMap(({ notes = [] }) => notes)) console.log(`\n${note}`)
  console.log(`\n${summary(sum)}`)
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0
}

/** @param {Outcome} outcome */
function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
