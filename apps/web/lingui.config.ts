import { defineConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

/** What those see who set Levee up, watch over its mail, or ask where a date comes from, and what seldom happens: its texts come with the first of these. */
const administration = [
  '<rootDir>/src/pages/settings*/**',
  '<rootDir>/src/pages/mailbox-*/**',
  '<rootDir>/src/pages/setup/**',
  '<rootDir>/src/features/mailboxes/**',
  '<rootDir>/src/features/outbox/**',
  '<rootDir>/src/pages/outbox/**',
  '<rootDir>/src/pages/notifications/**',
  '<rootDir>/src/pages/rules/**',
  '<rootDir>/src/features/rules/**',
  '<rootDir>/src/features/conversations/seldom/**',
  '<rootDir>/src/features/notes/writing/**',
  '<rootDir>/src/features/links/**',
  '<rootDir>/src/rule-problem-text.ts',
  '<rootDir>/src/features/deadlines/explanation/**',
  '<rootDir>/src/pages/dashboard/**',
  '<rootDir>/src/pages/triage/nothing-connected.tsx',
]

/** What only those see who write; it comes with the form. */
const writing = [
  '<rootDir>/src/features/replies/editor/**',
  '<rootDir>/src/features/replies/form/**',
  '<rootDir>/src/features/replies/new-mail/**',
  '<rootDir>/src/features/replies/attached-files.tsx',
  '<rootDir>/src/features/replies/recipients-field.tsx',
  '<rootDir>/src/features/replies/use-attached-files.ts',
  '<rootDir>/src/features/replies/draft-notice.tsx',
  '<rootDir>/src/features/replies/draft-preview.tsx',
  '<rootDir>/src/features/replies/draft-status.tsx',
  '<rootDir>/src/features/replies/stale-panel.tsx',
  '<rootDir>/src/features/templates/**',
  '<rootDir>/src/pages/composer/**',
  '<rootDir>/src/pages/shell/new-mail.tsx',
]

/** What an open mail says, and which keys act on it; it comes with the first one. */
const reading = [
  '<rootDir>/src/features/messages/**',
  '<rootDir>/src/pages/shell/shortcut-sheet.tsx',
  '<rootDir>/src/features/trust/**',
  '<rootDir>/src/features/deadlines/clock-list.tsx',
  '<rootDir>/src/features/deadlines/pause-button.tsx',
  ...[
    'activity-line',
    'conversation-header',
    'deadline-bar',
    'elsewhere',
    'rule-credit',
    'suggestion-hint',
    'why-here',
  ].map((part) => `<rootDir>/src/features/conversations/${part}.tsx`),
  ...[
    'clock-buttons',
    'composer-dock',
    'reader',
    'reader-dock',
    'reader-toolbar',
    'suspicion',
    'suspicion-dock',
    'thread',
    'thread-note',
  ].map((part) => `<rootDir>/src/pages/triage/${part}.tsx`),
]

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr'],
  catalogs: [
    {
      path: '<rootDir>/src/locales/{locale}',
      include: ['<rootDir>/src'],
      exclude: [...administration, ...writing, ...reading],
    },
    { path: '<rootDir>/src/locales/administration/{locale}', include: administration },
    { path: '<rootDir>/src/locales/writing/{locale}', include: writing },
    { path: '<rootDir>/src/locales/reading/{locale}', include: reading },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
})
