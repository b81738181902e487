import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONGEST = [
  'apps/api/bench/intake/samples.test.ts',
  'apps/api/src/start-server.test.ts',
  'apps/api/src/access.test.ts',
  'apps/api/src/demo/fill-demo.test.ts',
]

/** Begins with what takes longest, so that no worker waits for it at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

function isLong({ moduleId }: TestSpecification): boolean {
  return LONGEST.some((path) => moduleId.endsWith(path))
}

/**
 * One run for every suite: pure cores and services under Node, components (`*.test.tsx`) under jsdom. Test files
 * share the modules of their worker, which are most of the work: whatever a file opens or changes
 * it closes and puts back.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'node',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/{api,launcher}/**/*.test.ts',
            'apps/api/**/*.test.ts',
            '*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**'],
          environment: 'node',
          isolate: false,
          restoreMocks: true,
          setupFiles: 'packages/db/src/testing/after-each-file.ts',
          globalSetup: 'packages/db/src/testing/global-setup.ts',
          testTimeout: 60_000, // real PostgreSQL and real Dovecot, two cores that have other work
          hookTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      'apps/web/vitest.config.ts',
      'apps/web/vitest.pure.config.ts',
    ],
  },
})
