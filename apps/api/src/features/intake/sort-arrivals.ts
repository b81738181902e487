import type { Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { followChanges } from '../rules/access.ts'
import { applySafely, lookAtArrivals, setsAside, type Sorting } from '../rules/service.ts'
import type { Batch, BatchPlan, PlannedMessage } from './plan-batch.ts'

/**
 * Looks at the rules for the new mail of a plan. What a rule sets aside as it arrives, as a newsletter or as spam,
 * takes no number.
 */
export async function lookAtPlan(
  tx: Tx,
  deps: Pick<Deps, 'log' | 'now'>,
  { batch, plan }: { batch: Batch; plan: BatchPlan },
): Promise<Sorting | null> {
  const conversations = new Map(plan.conversations.map((each) => [each.id, each]))
  const started = new Set<string>()
  const firsts = new Map<string, PlannedMessage>()
  const arrivals = plan.messages.filter(isToHandle).flatMap((planned) => {
    const conversation = conversations.get(planned.conversationId)
    if (!conversation || conversation.mergedInto !== null) return []
    const isReply = !conversation.isNew || started.has(conversation.id)
    started.add(conversation.id)
    if (!isReply) firsts.set(planned.id, planned)
    const { message, filing, judgement } = planned
    return [
      {
        messageId: planned.id,
        conversation,
        isReply,
        mailboxId: batch.mailbox.id,
        read: {
          ...message,
          isNewsletter: filing.fate === 'newsletters',
          authentication: judgement?.authentication ?? null,
          trust: judgement?.level ?? null,
        },
      },
    ]
  })
  const sorting = await lookAtArrivals(tx, deps, arrivals)
  if (sorting) for (const planned of firsts.values()) setAside(plan, planned, sorting)
  return sorting
}

/** Does what the rules came to once the plan is written; what the mail itself changed may start others. */
export async function sortPlan(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'log' | 'now'>,
  { plan, sorting }: { plan: BatchPlan; sorting: Sorting | null },
): Promise<void> {
  if (sorting) await applySafely(tx, deps, sorting)
  const changed = plan.activities.filter(({ before }) => 'status' in before)
  await followChanges(
    tx,
    deps.jobs,
    changed.map(({ conversationId, before, after }) => ({
      conversationId,
      changes: { before, after },
      causedBy: [],
    })),
  )
}

/** History and what we sent are nothing to sort; what cannot be read is for a person. */
function isToHandle({ filing, message }: PlannedMessage): boolean {
  return message.isReadable && (filing.fate === 'filed' || filing.fate === 'newsletters')
}

function setAside(plan: BatchPlan, { id, conversationId }: PlannedMessage, sorting: Sorting): void {
  const conversation = plan.conversations.find((each) => each.id === conversationId)
  const aside = setsAside(sorting, id)
  if (!conversation || aside === null) return
  conversation.registerAt = null
  for (const delivery of plan.deliveries)
    if (delivery.messageId === id) delivery.fate = aside === 'spam' ? 'spam' : 'newsletters'
}
