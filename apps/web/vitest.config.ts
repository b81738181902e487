import { getConfig } from '@lingui/conf'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = { cwd: import.meta.dirname } // the suites are also run from the root

/** Components as a person sees them, under jsdom; the browser itself is driven in e2e. */
export default defineConfig({
  plugins: [
    react(),
    lingui(here),
    babel({ presets: [linguiTransformerBabelPreset({ linguiConfig: getConfig(here) }, here)] }),
  ],
  test: {
    name: 'page',
    include: ['src/**/*.test.tsx'],
    environment: 'jsdom',
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 30_000, // the machine may have other work
    setupFiles: ['src/testing/set-up.ts'],
    env: { TZ: 'Europe/Paris' },
  },
})
