import type { DeadlinePolicy, PolicyConditions, PolicyFacts } from './policy.ts'

/**
 * The policy of a conversation: the one that was set for it, else the first whose conditions fit, else
 * the fall-back; null where there is none.
 */
export function policyFor(
  policies: readonly DeadlinePolicy[],
  facts: PolicyFacts,
): DeadlinePolicy | null {
  const set = facts.policyId && policies.find(({ id }) => id === facts.policyId)
  if (set) return set
  const inOrder = policies.toSorted((one, other) => one.position - other.position)
  return (
    inOrder.find(({ conditions }) => conditions !== null && fits(conditions, facts)) ??
    inOrder.find(({ conditions }) => conditions === null) ??
    null
  )
}

/** Whether a conversation is one that a policy is for. */
export function fits(conditions: PolicyConditions, facts: PolicyFacts): boolean {
  return (
    hasAny(conditions.mailboxIds, facts.mailboxIds) &&
    hasAny(conditions.teamIds, facts.teamId === null ? [] : [facts.teamId]) &&
    hasAny(conditions.tagIds, facts.tagIds) &&
    hasAny(conditions.priorities, [facts.priority]) &&
    hasAny(conditions.channels, [facts.channel])
  )
}

function hasAny<T>(wanted: readonly T[], actual: readonly T[]): boolean {
  return wanted.length === 0 || wanted.some((each) => actual.includes(each))
}
