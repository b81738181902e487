import type { ConversationFields } from './apply-patch.ts'
import type { Priority, Status } from './status.ts'

const BUSIEST: readonly Status[] = ['open', 'waiting', 'answered', 'archived', 'spam']
const MOST_URGENT: readonly Priority[] = ['urgent', 'high', 'normal', 'low']

/**
 * The fields of a conversation that others become part of: to do when one of them is, as urgent as the
 * most urgent, due when the first is, with every tag; in charge stays who is, else who was of another.
 */
export function mergedFields(
  into: ConversationFields,
  others: readonly ConversationFields[],
): ConversationFields {
  const all = [into, ...others]
  const onDesk = all.filter(({ status }) => status === 'open' || status === 'waiting')
  const due = earliest(onDesk.length > 0 ? onDesk : [into])
  return {
    ...into,
    status:
      first(
        BUSIEST,
        all.map(({ status }) => status),
      ) ?? into.status,
    priority:
      first(
        MOST_URGENT,
        all.map(({ priority }) => priority),
      ) ?? into.priority,
    assigneeId: all.find(({ assigneeId }) => assigneeId !== null)?.assigneeId ?? null,
    teamId: all.find(({ teamId }) => teamId !== null)?.teamId ?? null,
    deadlinePolicyId:
      all.find(({ deadlinePolicyId }) => deadlinePolicyId !== null)?.deadlinePolicyId ?? null,
    tagIds: [...new Set(all.flatMap(({ tagIds }) => tagIds))].toSorted(),
    snoozedUntil: onDesk.some(({ snoozedUntil }) => snoozedUntil === null)
      ? null
      : into.snoozedUntil,
    dueAt: due.dueAt,
    dueSetAt: due.dueSetAt,
    dueSoonAt: due.dueSoonAt,
  }
}

function first<T>(order: readonly T[], present: readonly T[]): T | undefined {
  return order.find((each) => present.includes(each))
}

function earliest(
  list: readonly ConversationFields[],
): Pick<ConversationFields, 'dueAt' | 'dueSetAt' | 'dueSoonAt'> {
  const none = { dueAt: null, dueSetAt: null, dueSoonAt: null }
  return list
    .filter(({ dueAt }) => dueAt !== null)
    .reduce<Pick<ConversationFields, 'dueAt' | 'dueSetAt' | 'dueSoonAt'>>(
      (soonest, each) =>
        soonest.dueAt === null || (each.dueAt !== null && each.dueAt < soonest.dueAt)
          ? each
          : soonest,
      none,
    )
}
