import { defineConfig } from 'vitest/config'

/** One run for every suite: pure cores and services under Node, components under jsdom. */
export default defineConfig({
  test: {
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
          globalSetup: 'packages/db/src/testing/global-setup.ts',
          testTimeout: 30_000, // real PostgreSQL and real Dovecot, two cores
          hookTimeout: 60_000,
        },
      },
      'apps/web/vitest.config.ts',
    ],
  },
})
