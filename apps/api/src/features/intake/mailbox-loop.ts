import { sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { createFetchTrouble, type FetchTrouble } from './fetch-trouble.ts'
import { mailboxColumns, mailboxSettings, type SyncedMailbox } from './mailbox-row.ts'
import { recordFailure } from './mailbox-state.ts'
import { keepMaildropInStep } from './sync-maildrop.ts'
import { keepInStep, PATIENCE, type Patience, type SyncSignals } from './sync-mailbox.ts'
import { seatIsEmpty, takeSeat, type WorkerSeat } from './worker-seat.ts'

const LEASE = 45 // seconds: a worker that hangs loses its mailboxes after that; a dead one at once
const RENEWAL = 10_000 // ms
const LOOK = 1_000 // ms: how soon a mailbox that is to be retried, or is new, is taken
const AT_ONCE = 5 // mailboxes taken by one look, so that workers that start together share them

/** A mailbox that this worker keeps in step. */
type Keeping = {
  settings: string
  stop: AbortController
  /** Aborted by the next request. */
  request: AbortController
  /** The full pass that was asked for and not yet begun. */
  asked: Date | null
  /** The last one that was asked for; the row keeps it until it is done. */
  lastAsked: Date | null
  done: Promise<void>
}

type Claim = SyncedMailbox & { settings: string }
type NewKeeping = {
  claim: Claim
  kept: Map<string, Keeping>
  trouble: FetchTrouble
  patience: Patience
}
type Renewed = { id: string; settings: string; syncRequestedAt: Date | null }

/**
 * Keeps every mailbox in step that no other worker does. Mailboxes are leased: a worker that dies
 * loses them, one that lives renews its leases. Leases are timed by the database's clock, which all
 * workers share.
 */
export async function startMailboxLoop(
  deps: Deps,
  patience: Patience = PATIENCE,
): Promise<{ stop(): Promise<void> }> {
  let seat = await takeSeat(deps.db)
  const kept = new Map<string, Keeping>()
  const troubles = new Map<string, FetchTrouble>()
  const stopping = new AbortController()
  let wake = Promise.withResolvers<void>()
  let mustRenew = true
  const heard = (): void => {
    mustRenew = true
    wake.resolve()
  }
  const unlisten = await deps.db.listen('levee_sync', heard, heard)

  const run = async (): Promise<void> => {
    let renewedAt = 0
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers()
      const elapsed = performance.now()
      try {
        if (seat.isLost()) seat = await changeSeat(deps, seat, kept)
        const { owner } = seat
        if (mustRenew || elapsed - renewedAt > RENEWAL) {
          mustRenew = false
          await renew(deps, owner, kept)
          renewedAt = elapsed
        }
        for (const claim of await claimMailboxes(deps, owner)) {
          const trouble = troubles.get(claim.id) ?? createFetchTrouble(deps.now)
          troubles.set(claim.id, trouble)
          keep(deps, owner, { claim, kept, trouble, patience })
        }
      } catch (error) {
        deps.log.error({ err: error }, 'mailboxes cannot be leased') // the database is away: it is tried again
      }
      await waitAtMost(LOOK, wake.promise)
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      wake.resolve()
      await unlisten()
      await running
      await letGo(kept)
      seat.leave()
    },
  }
}

/** After the connection to the database broke, another worker may have taken what this one kept. */
async function changeSeat(
  { db }: Deps,
  lost: WorkerSeat,
  kept: Map<string, Keeping>,
): Promise<WorkerSeat> {
  await letGo(kept)
  const seat = await takeSeat(db)
  lost.leave()
  return seat
}

async function letGo(kept: Map<string, Keeping>): Promise<void> {
  const all = [...kept.values()]
  for (const { stop } of all) stop.abort()
  await Promise.allSettled(all.map(({ done }) => done))
}

function keep(deps: Deps, owner: string, { claim, kept, trouble, patience }: NewKeeping): void {
  const keeping: Keeping = {
    settings: claim.settings,
    stop: new AbortController(),
    request: new AbortController(),
    asked: claim.syncRequestedAt,
    lastAsked: claim.syncRequestedAt,
    done: Promise.resolve(),
  }
  const signals: SyncSignals = {
    trouble,
    patience,
    stop: keeping.stop.signal,
    nextRequest: () => keeping.request.signal,
    takeRequest: () => {
      const since = keeping.asked
      keeping.asked = null
      keeping.request = new AbortController()
      return { isFull: since !== null, since }
    },
  }
  kept.set(claim.id, keeping)
  const keepOne = claim.protocol === 'pop3' ? keepMaildropInStep : keepInStep
  keeping.done = keepOne(deps, claim, signals)
    .catch(async (error: unknown) => {
      deps.log.warn({ err: error, mailboxId: claim.id }, 'mailbox out of step')
      await recordFailure(deps, claim.id, error)
    })
    .then(() => release(deps, owner, claim.id))
    .catch((error: unknown) =>
      deps.log.error({ err: error, mailboxId: claim.id }, 'lease not given back'),
    )
    .finally(() => kept.delete(claim.id))
}

/** Takes mailboxes that nobody keeps, and that are not to be left alone for a while. */
function claimMailboxes({ db, now }: Deps, owner: string): Promise<Claim[]> {
  return db.rows<Claim>(sql`
    update mailbox set lease_owner = ${owner}, lease_until = now() + ${LEASE} * interval '1 second'
    where id in (
      select id from mailbox
      where protocol in ('imap', 'pop3') and not paused and (lease_until is null or lease_until < now() or ${seatIsEmpty})
        and (retry_at is null or retry_at <= ${now()}
          or sync_requested_at > coalesce(last_error_at, '-infinity'))
      order by lease_until nulls first limit ${AT_ONCE} for update skip locked)
    returning ${mailboxColumns}, ${mailboxSettings} as settings`)
}

/** Renews the leases; lets go of what was lost, paused, deleted or changed, and passes requests on. */
async function renew({ db }: Deps, owner: string, kept: Map<string, Keeping>): Promise<void> {
  if (kept.size === 0) return
  const rows = await db.rows<Renewed>(sql`
    update mailbox set lease_until = now() + ${LEASE} * interval '1 second'
    where lease_owner = ${owner} and not paused and id = any(${[...kept.keys()]}::uuid[])
    returning id, ${mailboxSettings} as settings, sync_requested_at as "syncRequestedAt"`)
  const renewed = new Map(rows.map((row) => [row.id, row]))
  for (const [id, keeping] of kept) {
    const row = renewed.get(id)
    if (!row || row.settings !== keeping.settings) keeping.stop.abort()
    else if (row.syncRequestedAt && row.syncRequestedAt > (keeping.lastAsked ?? 0)) {
      keeping.asked = keeping.lastAsked = row.syncRequestedAt
      keeping.request.abort()
    }
  }
}

async function release({ db }: Deps, owner: string, mailboxId: string): Promise<void> {
  await db.run(sql`
    update mailbox set lease_owner = null, lease_until = null,
      state = case when state = 'syncing' then 'idle' else state end
    where id = ${mailboxId} and lease_owner = ${owner}`)
}

async function waitAtMost(ms: number, woken: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([promise, woken])
  clearTimeout(timer)
}
