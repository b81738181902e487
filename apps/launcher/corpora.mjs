/** Parts of the paths of the tests that read other people's mail (`LEVEE_CORPORA`). */
export const CORPORA_TESTS = [
  '.corpora.test.ts',
  'packages/mail/src/mime/codecs.test.ts',
  'packages/mail/src/mime/leaf-parts.test.ts',
  'packages/mail/src/mime/oracles.test.ts',
  'apps/api/src/features/intake/mailthread.test.ts',
  'apps/api/src/features/intake/thread-cases.test.ts',
]

/** Tests that take a sample of the corpora in every run take all of them when this is set. */
export const WHOLE = { LEVEE_WHOLE_CORPORA: 'true' }
