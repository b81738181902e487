import type { Mailbox } from '@levee/contract'

/** A mailbox whose first import is under way. */
export const importingMailbox: Mailbox = {
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
  import: {
    total: 79_340,
    done: 48_212,
    bytesTotal: 6_200_000_000,
    bytesDone: 3_800_000_000,
    startedAt: '2026-03-12T09:00:00Z',
    messagesPerSecond: 142.3,
    secondsLeft: 218,
  },
}
