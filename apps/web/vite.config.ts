import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractWithoutSchemas } from './contract-without-schemas.ts'

const api = process.env['LEVEE_API'] ?? 'http://127.0.0.1:3000'

/** The parts of src/ui that the first screen consists of. */
const everywhere = [
  'avatar',
  'badge',
  'banner',
  'button',
  'class-names',
  'empty-state',
  'hue',
  'icon-button',
  'kbd',
  'level-icon',
  'logo',
  'pictures',
  'skeleton',
  'tag',
  'toast',
  'toast-store',
  'tooltip',
  'tooltip-store',
]

/** The icons that it shows. */
const icons = [
  'archive',
  'building-complex',
  'calendar-clock',
  'clock',
  'inbox',
  'list-filter',
  'log-out',
  'menu',
  'newspaper',
  'paperclip',
  'refresh-cw',
  'search',
  'send',
  'shield-exclamation-point',
  'shield-x',
  'sliders-horizontal',
  'split',
  'timer',
  'user-plus',
  'user-round',
]

export default defineConfig({
  // schemas validate on the server; here they would be a third of the code before the first screen
  resolve: { alias: { typebox: new URL('./src/schema-shapes.ts', import.meta.url).pathname } },
  plugins: [
    react(),
    lingui({ failOnMissing: true, failOnCompileError: true }),
    babel({ presets: [linguiTransformerBabelPreset(), contractWithoutSchemas] }),
  ],
  server: { host: '127.0.0.1', proxy: { '/api': api, '/oauth/callback': api } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0, // the Content-Security-Policy allows no data: fonts
    modulePreload: {
      polyfill: false,
      // the list of what each later part needs besides weighs on the first screen; a part names it itself
      resolveDependencies: (_, needed, { hostType }) => (hostType === 'html' ? needed : []),
    },
    rolldownOptions: {
      // what the contract declares and nobody uses spreads properties, which does nothing either
      treeshake: { propertyReadSideEffects: false },
      output: {
        // few larger files compress better than sixty small ones
        codeSplitting: {
          groups: [
            {
              name: 'framework',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack|@lingui)\//,
            },
            {
              name: 'parts',
              test: new RegExp(
                `src/(ui/(${everywhere.join('|')})|formatting/.*|keyboard/.*)\\.tsx?$|` +
                  `lucide-react/dist/esm/icons/(${icons.join('|')})\\.mjs`,
              ),
            },
            {
              name: 'queries',
              // without what only those who look after the installation ask, which the contract's index leads to
              includeDependenciesRecursively: false,
              test: /(?<!rule|work|quotation|report|filing|health|oauth|calendar|policy|clock|draft|template|writing|outbox|hand-over|browser|feed|history|settings|note|message|trust)-queries\.ts|src\/(call|load-part|problem-\w+|schema-shapes|theme|announcer|features\/mailboxes\/import-state)\.ts|packages\/contract\/src\/(?!rule|oauth|mailbox-health|calendars|deadline-|report|draft|new-mail|conversation-changes|template|acknowledg|hand-overs|browsers|outbox|sending|writing)/,
            },
          ],
        },
      },
    },
  },
})
