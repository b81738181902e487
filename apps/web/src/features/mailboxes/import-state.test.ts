import type { Mailbox } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { importShare, importState, isImporting } from './import-state.ts'

const imap: NonNullable<Mailbox['incoming']> = {
  protocol: 'imap',
  host: 'imap.port-leveque.example',
  port: 993,
  security: 'tls',
  username: 'courrier',
  folders: ['INBOX'],
  folderRoles: {},
  mode: 'mirror',
  deleteAfterDays: null,
  authservId: null,
  triageSince: '2026-02-10T00:00:00Z',
}

const mailbox: Mailbox = {
  id: '01920000-0000-7000-8000-000000000001',
  name: 'Town hall',
  address: 'courrier@port-leveque.example',
  color: 'river',
  state: 'syncing',
  paused: false,
  lastSyncAt: null,
  lastError: null,
  lastErrorCode: null,
  retryAt: null,
  unaccounted: 0,
  unaccountedSince: null,
  silentSince: null,
  silenceExpected: 0,
  canSend: true,
  incoming: imap,
  import: {
    total: 0,
    done: 0,
    bytesTotal: 0,
    bytesDone: 0,
    startedAt: null,
    messagesPerSecond: null,
    secondsLeft: null,
  },
}
const counts = (total: number, done: number) => ({ ...mailbox.import, total, done })

describe('the state of an import', () => {
  it.each([
    ['has not counted the messages yet', {}, 'counting'],
    ['runs while messages are missing', { import: counts(10, 3) }, 'running'],
    ['stops at an error', { import: counts(10, 3), state: 'error' }, 'stopped'],
    ['waits when the mailbox is paused', { import: counts(10, 3), paused: true }, 'paused'],
    [
      'ends with the last message',
      { import: counts(10, 10), lastSyncAt: '2026-03-12T09:00:00Z' },
      'done',
    ],
    [
      'has nothing to do where mail is handed in',
      { incoming: { ...imap, protocol: 'push' } },
      'done',
    ],
    ['has nothing to do where nobody fetches', { incoming: undefined, state: 'idle' }, 'done'],
    ['ends at once in an empty mailbox', { lastSyncAt: '2026-03-12T09:00:00Z' }, 'done'],
  ] satisfies [string, Partial<Mailbox>, string][])('%s', (_, change, expected) => {
    expect(importState({ ...mailbox, ...change })).toBe(expected)
  })

  it('is looked at again after an error, since the server retries', () => {
    expect(isImporting({ ...mailbox, import: counts(10, 3), state: 'error' })).toBe(true)
    expect(isImporting({ ...mailbox, import: counts(10, 3), paused: true })).toBe(false)
  })

  it('gives the share of the messages that are in', () => {
    expect(importShare({ ...mailbox, import: counts(8, 2) })).toBe(0.25)
    expect(importShare(mailbox)).toBe(0)
  })
})
