import type { RuleChange } from '@levee/contract'
import type { Queryable } from '@levee/db'
import { supposeDates } from '../../deadlines/service.ts'

/** Says of each change which due date lists show as its conversation is filed before, and after, closed or not. */
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

function shown(dueAt: Date | null | undefined): string | null {
  return dueAt?.toISOString() ?? null
}
