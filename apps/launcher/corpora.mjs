import { installSystemPackages } from './system-packages.mjs'
import { buildWhatChanged } from './build.mjs'
import { runProgram } from './program.mjs'

// Suites that go through whole corpora, each line a pattern of their files; `npm test` runs a sample.
const UNITS = [
  '.corpora.test.ts',
  '.corpus.test.ts',
  'packages/mail/src/mime/codecs.test.ts',
  'packages/mail/src/mime/leaf-parts.test.ts',
  'packages/mail/src/mime/mailparser.test.ts',
  'packages/mail/src/mime/oracles.test.ts',
  'apps/api/src/features/intake/mailthread.test.ts',
  'apps/api/src/features/intake/thread-cases.test.ts',
  'packages/domain/src/messages/quoted-text',
  'packages/mail/src/html',
  'packages/mail/src/network',
]
const END_TO_END = ['html-corpora']

/**
 * Runs the suites that take other people's mails and attacks one by one; that takes minutes.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export async function runCorpora(env) {
  installSystemPackages()
  await buildWhatChanged(['build'], env)
  const whole = { ...env, LEVEE_WHOLE_CORPORA: '1' }
  const config = ['--config', 'apps/web/playwright.config.ts']
  const codes = [
    await runProgram('vitest', ['run', ...UNITS], { env: whole }),
    await runProgram('playwright', ['test', ...config, ...END_TO_END], { env: whole }),
  ]
  return Math.max(...codes)
}
