import type { AcknowledgementSettings, Body, changeAcknowledgements } from '@levee/contract'
import { inTransaction, type Queryable } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { countHeld, endHolding, readSwitch, setSwitch } from './queries.ts'

export { acknowledge } from './acknowledge.ts'

/** How automatic answers stand. */
export async function getAcknowledgements(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
): Promise<AcknowledgementSettings> {
  requirePermission(viewer, 'manageAcknowledgements')
  return settings(db, now())
}

/** Stops all automatic answers, or lets them go on; those that were held are sent, one after the other, or given up. */
export async function patchAcknowledgements(
  { db, jobs, now }: Pick<Deps, 'db' | 'jobs' | 'now'>,
  viewer: Viewer,
  { isStopped, most, held = 'send' }: Body<typeof changeAcknowledgements>,
): Promise<AcknowledgementSettings> {
  requirePermission(viewer, 'manageAcknowledgements')
  const at = now()
  return inTransaction(db, async (tx) => {
    const current = await readSwitch(tx, at, 'lock')
    const stops = isStopped ?? current.stoppedAt !== null
    const stoppedAt = stops ? (current.stoppedAt ?? at) : null
    const limit = most ?? current.most
    await setSwitch(tx, { most: limit, stoppedAt, userId: viewer.id })
    if (!stops) {
      const ended = await endHolding(tx, { to: held === 'send' ? 'waiting' : 'refused', at })
      const pace = TEN_MINUTES / limit // ms from one to the next: slower than what stops them
      const released = held === 'send' ? ended : []
      for (const [index, { id }] of released.entries()) {
        const startAfter = new Date(at.getTime() + Math.ceil(index * pace * 1.1))
        await jobs.enqueue(tx, 'acknowledge', { acknowledgementId: id }, { startAfter })
      }
    }
    return settings(tx, at)
  })
}

const TEN_MINUTES = 600_000 // ms

async function settings(db: Queryable, now: Date): Promise<AcknowledgementSettings> {
  const { most, stoppedAt, sentLately } = await readSwitch(db, now)
  return {
    isStopped: stoppedAt !== null,
    stoppedAt: stoppedAt?.toISOString() ?? null,
    most,
    sentLately,
    held: await countHeld(db),
  }
}
