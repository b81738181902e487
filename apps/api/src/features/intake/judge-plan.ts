import type { Tx } from '@levee/db'
import type { TrustLevel } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { checkLater } from '../files/service.ts'
import { followArrivals, judgeArrivals } from '../trust/service.ts'
import type { Batch, BatchPlan, PlannedMessage } from './plan-batch.ts'

/** Judges the new messages of a plan, and lets each conversation show that of its newest one. */
export async function judgePlan(tx: Tx, batch: Batch, plan: BatchPlan): Promise<void> {
  const judged = plan.messages.filter(isJudged)
  const arrivals = judged.map(({ id, message }) => ({ ...message, id }))
  const judgements = await judgeArrivals(tx, batch.mailbox.id, arrivals)
  const conversations = new Map(plan.conversations.map((each) => [each.id, each]))
  for (const planned of judged) {
    planned.judgement = judgements.get(planned.id) ?? null
    const conversation = conversations.get(planned.conversationId)
    const { receivedAt } = planned.message
    if (
      conversation &&
      planned.judgement &&
      receivedAt >= (conversation.lastIncomingAt ?? receivedAt)
    ) {
      logTrust(plan, planned, conversation.trust)
      conversation.trust = planned.judgement.level
    }
  }
}

/** Suspicion stops clocks: the log says where it begins and ends. */
function logTrust(
  { activities }: BatchPlan,
  { id, judgement }: PlannedMessage,
  was: TrustLevel,
): void {
  const is = judgement?.level
  if ((was === 'danger') === (is === 'danger')) return
  const entry = activities.find(({ after }) => after['messageId'] === id)
  if (!entry) return
  entry.before['trust'] = was
  entry.after['trust'] = is
}

/** What is to be done about the senders and the files of a plan once it is written. */
export async function followPlan(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'now' | 'config'>,
  { plan, isImport }: { plan: BatchPlan; isImport: boolean },
): Promise<void> {
  const incoming = plan.messages.filter(isFromOutside)
  await followArrivals(tx, deps, {
    seen: incoming.map(({ message: { from, receivedAt } }) => ({ ...from, receivedAt })),
    toVerify: incoming.flatMap(({ id, judgement }) =>
      judgement && !judgement.isFinal ? [id] : [],
    ),
    isImport,
  })
  await checkLater(
    tx,
    deps,
    plan.messages
      .filter((planned) => isJudged(planned) && planned.message.attachments.length > 0)
      .map(({ id }) => id),
  )
}

function isFromOutside({ filing, message }: PlannedMessage): boolean {
  return filing.direction === 'incoming' && message.isReadable
}

/** History was answered long ago, and its signatures' keys are gone. */
function isJudged(planned: PlannedMessage): boolean {
  return isFromOutside(planned) && planned.filing.fate !== 'imported'
}
