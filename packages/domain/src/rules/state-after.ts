import type { Priority, Status } from '../conversations/status.ts'
import { foldRuleText } from './fold-rule-text.ts'
import type { RuleEffect } from './rule-decision.ts'
import type { NamedThing } from './rule-facts.ts'

/** What rules decide about a conversation. `newTags`: names of tags that do not exist yet; `does`: what else they do. */
export type RuledState = {
  status: Status
  isNewsletter: boolean
  priority: Priority
  assigneeId: string | null
  teamId: string | null
  tagIds: readonly string[]
  newTags: readonly string[]
  deadlinePolicyId: string | null
  does: readonly string[]
}

/** A state once effects are carried out on it. */
export function stateAfter(
  state: RuledState,
  effects: readonly Pick<RuleEffect, 'action'>[],
  tags: readonly NamedThing[],
): RuledState {
  return effects.reduce((before, { action }) => step(before, action, tags), state)
}

/** Whether two states are the same in all that rules decide. */
export function isSameState(one: RuledState, other: RuledState): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function step(
  state: RuledState,
  action: RuleEffect['action'],
  tags: readonly NamedThing[],
): RuledState {
  switch (action.type) {
    case 'assignUser':
      return { ...state, assigneeId: action.userId }
    case 'assignTeam':
      return { ...state, teamId: action.teamId }
    case 'addTag':
      return withTag(state, action, tags)
    case 'removeTag':
      return { ...state, tagIds: state.tagIds.filter((id) => id !== action.tagId) }
    case 'setPriority':
      return { ...state, priority: action.priority }
    case 'setStatus':
      return { ...state, status: action.status }
    case 'markNewsletter':
      return { ...state, status: 'archived', isNewsletter: true }
    case 'markSpam':
      return { ...state, status: 'spam' }
    case 'setDeadlinePolicy':
      return { ...state, deadlinePolicyId: action.policyId }
    default:
      return { ...state, does: [...new Set([...state.does, action.type])] }
  }
}

function withTag(
  state: RuledState,
  action: Extract<RuleEffect['action'], { type: 'addTag' }>,
  tags: readonly NamedThing[],
): RuledState {
  const wanted = 'tagId' in action ? action.tagId : tagNamed(action.name, tags)
  if (wanted !== undefined) return { ...state, tagIds: [...new Set([...state.tagIds, wanted])] }
  return 'name' in action
    ? { ...state, newTags: [...new Set([...state.newTags, action.name])] }
    : state
}

function tagNamed(name: string, tags: readonly NamedThing[]): string | undefined {
  const folded = foldRuleText(name)
  return tags.find(({ names }) => names.some((one) => foldRuleText(one) === folded))?.id
}

function sorted(state: RuledState): object {
  const { tagIds, newTags, does, ...rest } = state
  return {
    ...Object.fromEntries(Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    tagIds: tagIds.toSorted(),
    newTags: newTags.toSorted(),
    does: does.toSorted(),
  }
}
