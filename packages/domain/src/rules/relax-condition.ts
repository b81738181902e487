import { groupOf } from './condition.ts'
import { implies } from './implies.ts'
import type { RuleCondition, RuleField } from './rule.ts'

const ALWAYS: RuleCondition = { all: [] }
const NEVER: RuleCondition = { any: [] }

/**
 * A condition that holds wherever another one holds, and asks for nothing but the fields that are read; null where
 * that leaves nothing to be asked.
 */
export function relaxCondition(
  condition: RuleCondition,
  isRead: (field: RuleField) => boolean,
): RuleCondition | null {
  const relaxed = without(condition, isRead, ALWAYS)
  return implies(ALWAYS, relaxed) ? null : relaxed
}

/** `unknown`: what stands for a comparison of which nobody knows whether it holds; within `none` the contrary. */
function without(
  condition: RuleCondition,
  isRead: (field: RuleField) => boolean,
  unknown: RuleCondition,
): RuleCondition {
  if ('field' in condition) return isRead(condition.field) ? condition : unknown
  const [type, sources] = groupOf(condition)
  const contrary = unknown === ALWAYS ? NEVER : ALWAYS
  const items = sources.map((item) => without(item, isRead, type === 'none' ? contrary : unknown))
  if (type === 'all') return { all: items }
  return type === 'any' ? { any: items } : { none: items }
}
