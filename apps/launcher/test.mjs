import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installSystemPackages } from './system-packages.mjs'
import { endToEnd, lint, olderPostgres, typecheck, units } from './suites.mjs'

/**
 * What a suite came to. `reason`: why it did not run.
 * @typedef {{ passed: number, failed: number, skipped: number, reason?: string }} Outcome
 */

/**
 * What a suite runs with: `reports` is a folder for the runners' own reports.
 * @typedef {{ env: NodeJS.ProcessEnv, reports: string }} Workshop
 */

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
    const workshop = { env, reports }
    return args.length > 0 ? await someTests(workshop, args) : await allTests(workshop)
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
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
  /** @type {Outcome[]} */
  const outcomes = []
  const suites = {
    lint,
    typecheck,
    tests: units,
    'PostgreSQL 15': olderPostgres,
    'end to end': endToEnd,
  }
  for (const [name, suite] of Object.entries(suites)) {
    console.log(`\n── ${name}`)
    const started = Date.now()
    const outcome = await suite(workshop)
    const seconds = ((Date.now() - started) / 1_000).toFixed(1)
    console.log(
      `── ${name}: ${outcome.reason ? `skipped, ${outcome.reason}` : summary(outcome)} (${seconds} s)`,
    )
    outcomes.push(outcome)
  }
  return conclusion(outcomes)
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
  console.log(`\n${summary(sum)}`)
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0
}

/** @param {Outcome} outcome */
function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
