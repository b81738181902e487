import type { Tx } from '@levee/db'
import { isFromPeople } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { cancelAnswered, reconcileSent } from '../replies/service.ts'
import type { BatchPlan } from './plan-batch.ts'
import { recordBounces } from './record-bounces.ts'

/** What the mail of a batch means for replies of ours: it returns them, shows them sent, or makes them needless. */
export async function followReplies(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'now'>,
  { plan, at }: { plan: BatchPlan; at: Date },
): Promise<void> {
  await recordBounces(tx, deps, { plan, at })
  await reconcileSent(
    tx,
    deps,
    plan.deliveries.filter(({ fate }) => fate === 'sent').map(({ messageId }) => messageId),
  )
  const written = plan.messages.filter(
    ({ filing, message }) =>
      filing.direction === 'incoming' &&
      filing.fate !== 'imported' &&
      isFromPeople(message.automatic),
  )
  await cancelAnswered(tx, deps, { messageIds: written.map(({ id }) => id), at })
}
