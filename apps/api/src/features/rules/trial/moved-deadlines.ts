import type { RuleChange } from '@levee/contract'
import type { Queryable } from '@levee/db'
import { supposeDates } from '../../deadlines/service.ts'

/** Says of each change when its conversation is due as it was filed before, and as it is after. */
export async function withDeadlines(
  db: Queryable,
  changes: readonly RuleChange[],
  now: Date,
): Promise<RuleChange[]> {
  const refiled = changes.filter(isRefiled)
  const dates = await supposeDates(
    db,
    refiled.flatMap(({ conversationId, before, after }) =>
      [before, after].map((state) => ({ conversationId, facts: factsOf(state) })),
    ),
    now,
  )
  const moved = new Map(
    refiled.map((change, index) => {
      const [before, after] = [dates[2 * index], dates[2 * index + 1]]
      if (!before || !after || (before.isMet && after.isMet)) return [change, change]
      const deadlines = { deadlineBefore: shown(before), deadlineAfter: shown(after) }
      return [change, { ...change, ...deadlines }]
    }),
  )
  return changes.map((change) => moved.get(change) ?? change)
}

/** Whether something is different of what policies and calendars go by. */
function isRefiled({ before, after }: RuleChange): boolean {
  return JSON.stringify(factsOf(before)) !== JSON.stringify(factsOf(after))
}

function factsOf({ teamId, priority, tagIds, deadlinePolicyId }: RuleChange['before']) {
  return { teamId, priority, tagIds: tagIds.toSorted(), policyId: deadlinePolicyId }
}

function shown({ dueAt, isMet }: { dueAt: Date | null; isMet: boolean }): string | null {
  return isMet ? null : (dueAt?.toISOString() ?? null)
}
