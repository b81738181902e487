import type { Mailbox } from '@levee/contract'

/** Where the first import of a mailbox is; `stopped` waits for somebody, `counting` does not know its size yet. */
export type ImportState = 'counting' | 'running' | 'paused' | 'stopped' | 'done'

export function importState(mailbox: Mailbox): ImportState {
  const { total, done } = mailbox.import
  if (isImported(mailbox)) return 'done'
  if (mailbox.paused) return 'paused'
  if (mailbox.state === 'error') return 'stopped'
  return total > 0 || done > 0 ? 'running' : 'counting'
}

/** Whether the import is not over and may go on by itself. */
export function isImporting(mailbox: Mailbox): boolean {
  return !isImported(mailbox) && !mailbox.paused
}

/** The share of the messages that are in, 0–1. */
export function importShare({ import: { total, done } }: Mailbox): number {
  return total > 0 ? Math.min(1, done / total) : 0
}

function isImported(mailbox: Mailbox): boolean {
  const { total, done } = mailbox.import
  return isHandedItsMail(mailbox) || (done >= total && mailbox.lastSyncAt !== null)
}

/** Whether mail is pushed into the mailbox, so that there is no server to import from. Only admins see the protocol. */
export function isHandedItsMail({ incoming, state, import: { startedAt } }: Mailbox): boolean {
  if (incoming) return incoming.protocol === 'push'
  return state === 'idle' && startedAt === null
}
