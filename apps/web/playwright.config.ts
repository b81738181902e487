import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

// without windows it takes a quarter of the processor's time for a page
const chromium = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((path) => existsSync(path))
if (!chromium) throw new Error('Chromium is not installed: apt-get install chromium-headless-shell')

/** The product as people use it: the real server, a real Dovecot, a real browser. Three workers for two cores: they wait a lot. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  globalSetup: '../../packages/db/src/testing/global-setup.ts',
  // in CI, which has ten minutes for everything, a sample
  ...(process.env.CI && { grepInvert: /@whole/ }),
  outputDir: 'test-results',
  workers: 3,
  retries: process.env.CI ? 1 : 0, // a busy machine is no failure; the end says which
  timeout: 180_000, // the machine may have other work
  expect: { timeout: 20_000 },
  use: {
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure', // it costs much of the time
    launchOptions: {
      executablePath: chromium,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
