import { setTimeout as delay } from 'node:timers/promises'
import type { Deps } from '../../deps.ts'
import type { SyncedMailbox } from './mailbox-row.ts'
import { recordInStep } from './mailbox-state.ts'
import type { SyncSignals } from './sync-mailbox.ts'
import { type MaildropWork, newMaildrop, type SessionLimits } from './maildrop.ts'
import { visitMaildrop } from './visit-maildrop.ts'

const POLL = 60_000 // ms between two sessions: a POP3 server says nothing by itself
const LIMITS: SessionLimits = { fetchingMs: 60_000, deletions: 1_000 }

/**
 * Keeps a mailbox in step with its POP3 server: sessions, as short as they can be, because nobody else reads
 * the maildrop meanwhile (RFC 1939 §4); until told to stop, or until one fails.
 * @throws {MailServerError} when the server fails.
 */
export async function keepMaildropInStep(
  deps: Deps,
  mailbox: SyncedMailbox,
  signals: SyncSignals,
): Promise<void> {
  const { stop, trouble } = signals
  const work: MaildropWork = {
    deps,
    mailbox,
    maildrop: newMaildrop(),
    trouble,
    stop,
    limits: LIMITS,
  }
  let asked: { isFull: boolean; since: Date | null } = { isFull: false, since: null }
  try {
    while (!stop.aborted) {
      const request = signals.takeRequest()
      if (request.isFull) asked = request
      const { isFull } = request
      const visit = await visitMaildrop(work, isFull)
      if (visit.isComplete) {
        await recordInStep(deps, mailbox.id, {
          since: asked.since,
          unaccounted: work.maildrop.unaccounted,
        })
        asked = { isFull: false, since: null }
      }
      const pause = visit.isComplete ? Math.max(POLL, visit.loginDelay) : visit.loginDelay
      await waitFor(pause, AbortSignal.any([stop, signals.nextRequest()]))
    }
  } catch (error) {
    if (!stop.aborted) throw error // hanging up makes whatever is under way fail
  }
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined) // aborted: there is something to do
}
