import { foldRuleText } from './fold-rule-text.ts'
import type { RuleAction } from './rule.ts'
import type { Captures, RuleConflict, RuleEffect } from './rule-decision.ts'

const LONGEST_TAG = 60 // characters

/** The effects of the rules so far: what each property was decided to, by whom. */
export type Effects = {
  effects: RuleEffect[]
  conflicts: RuleConflict[]
  decided: Map<string, RuleEffect>
}

/** No rule has acted. */
export function noEffects(): Effects {
  return { effects: [], conflicts: [], decided: new Map() }
}

/** Adds what a rule does. Of what an earlier one decided, it changes nothing; the same twice is done once. */
export function addEffects(
  { effects, conflicts, decided }: Effects,
  rule: { id: string; version: number; actions: readonly RuleAction[] },
  captures: Captures,
): void {
  for (const source of rule.actions) {
    const action = expanded(source, captures)
    if (action === null) continue
    const [property, value] = decides(action)
    const effect = { ruleId: rule.id, version: rule.version, action, captures }
    const earlier = property === null ? undefined : decided.get(property)
    if (property !== null && earlier !== undefined) {
      if (decides(earlier.action)[1] !== value)
        conflicts.push({
          property,
          ruleId: rule.id,
          action,
          decidedBy: { ruleId: earlier.ruleId, action: earlier.action },
        })
      continue
    }
    effects.push(effect)
    if (property !== null) decided.set(property, effect)
  }
}

/** A text with what was caught in place of `${name}`; of a group that caught nothing, nothing. */
export function expandCaptures(text: string, captures: Captures): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) =>
    Object.hasOwn(captures, name) ? (captures[name] ?? '') : '',
  )
}

/** What an action decides and to what; null: nothing that another could decide otherwise. */
export function decides(action: RuleAction): [property: string | null, value: string] {
  switch (action.type) {
    case 'assignUser':
      return ['assignee', action.userId]
    case 'assignTeam':
      return ['team', action.teamId]
    case 'addTag':
      return 'tagId' in action
        ? [`tag ${action.tagId}`, 'on']
        : [`tag named ${foldRuleText(action.name)}`, 'on']
    case 'removeTag':
      return [`tag ${action.tagId}`, 'off']
    case 'setPriority':
      return ['priority', action.priority]
    case 'setStatus':
      return ['status', action.status]
    case 'markNewsletter':
      return ['status', 'newsletter']
    case 'markSpam':
      return ['status', 'spam']
    case 'setDeadlinePolicy':
      return ['deadlinePolicy', action.policyId]
    case 'sendTemplate':
      return ['acknowledgement', action.templateId]
    case 'forward':
      return [`forward ${action.to.toLowerCase()}`, 'on']
    case 'webhook':
      return [`webhook ${action.url}`, 'on']
    default:
      return [null, '']
  }
}

function expanded(action: RuleAction, captures: Captures): RuleAction | null {
  if (action.type === 'addNote')
    return { ...action, text: expandCaptures(action.text, captures).trim() }
  if (action.type !== 'addTag' || !('name' in action)) return action
  const name = expandCaptures(action.name, captures)
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TAG)
  return name === '' ? null : { type: 'addTag', name }
}
