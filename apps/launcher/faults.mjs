import { runProgram } from './program.mjs'
import { installSystemPackages } from './system-packages.mjs'

// Suites of what goes wrong while mail is fetched; `npm test` runs a sample of them.
const UNITS = [
  'apps/api/src/features/intake/imap-faults.test.ts',
  'apps/api/src/features/intake/imap-recovery.test.ts',
  'apps/api/src/features/intake/imap-model.test.ts',
]

// What is taken away, while how many messages are fetched, and how often.
const OUTAGES = [
  ['server', '5000', '200'],
  ['postgres', '5000', '50'],
  ['connection', '5000', '200'],
]

/**
 * Runs every fault scenario, the random operations, then the real server while something fails.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export async function runFaults(env) {
  installSystemPackages()
  const whole = { ...env, LEVEE_WHOLE_FAULTS: '1' }
  const codes = [await runProgram('vitest', ['run', ...UNITS], { env: whole })]
  for (const outage of OUTAGES)
    codes.push(await runProgram('node', ['apps/api/bench/bench.ts', 'outage', ...outage], { env }))
  return Math.max(...codes)
}
