import { runProgram } from './program.mjs'
import { installSystemPackages } from './system-packages.mjs'

// Suites of what goes wrong while a reply is sent; `npm test` runs a sample of them.
const UNITS = [
  'packages/mail/src/smtp/send-faults.test.ts',
  'apps/api/src/features/replies/send-once.test.ts',
  'apps/api/src/features/replies/send-reply.test.ts',
  'apps/api/src/features/replies/sent-folder.test.ts',
]

/**
 * Every fault of a mail server at every stage, then many replies through one that fails while the workers are killed.
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args how many replies, and how often the workers are killed
 * @returns {Promise<number>}
 */
export async function runSendOnce(env, args) {
  installSystemPackages()
  const whole = { ...env, LEVEE_WHOLE_FAULTS: '1' }
  const units = await runProgram('vitest', ['run', ...UNITS], { env: whole })
  const replies = await runProgram('node', ['apps/api/bench/bench.ts', 'replies', ...args], { env })
  return Math.max(units, replies)
}
