import { foldRuleText, type KindOfThing, type KnownThings, type RuleAction } from '@levee/domain'

/** What a rule names and nobody here knows. */
export type Unknown = { kind: KindOfThing; name: string }

type Translate = (kind: KindOfThing, text: string) => string

/** An action with names in the place of ids: people by their address, all else by its name. */
export function portableAction(action: RuleAction, known: KnownThings): RuleAction {
  const nameOf: Translate = (kind, id) => {
    const names = known[kind].find((thing) => thing.id === id)?.names ?? []
    return (kind === 'user' ? names.at(-1) : names[0]) ?? id
  }
  return action.type === 'addTag' && 'tagId' in action
    ? { type: 'addTag', name: nameOf('tag', action.tagId) }
    : translated(action, nameOf)
}

/** An action with the ids that its names have here, and what nobody here knows. */
export function localAction(
  action: RuleAction,
  known: KnownThings,
): { action: RuleAction; unknown: Unknown[] } {
  const unknown: Unknown[] = []
  const idOf: Translate = (kind, name) => {
    const folded = foldRuleText(name)
    const found = known[kind].find(
      ({ id, names }) => id === name || names.some((one) => foldRuleText(one) === folded),
    )
    if (!found) unknown.push({ kind, name })
    return found?.id ?? name
  }
  return { action: translated(action, idOf), unknown }
}

function translated(action: RuleAction, translate: Translate): RuleAction {
  switch (action.type) {
    case 'assignUser':
      return { ...action, userId: translate('user', action.userId) }
    case 'assignTeam':
      return { ...action, teamId: translate('team', action.teamId) }
    case 'addTag':
      return 'tagId' in action ? { ...action, tagId: translate('tag', action.tagId) } : action
    case 'removeTag':
      return { ...action, tagId: translate('tag', action.tagId) }
    case 'setDeadlinePolicy':
      return { ...action, policyId: translate('policy', action.policyId) }
    case 'sendTemplate':
      return { ...action, templateId: translate('template', action.templateId) }
    case 'notify':
      return 'teamId' in action
        ? { ...action, teamId: translate('team', action.teamId) }
        : { ...action, userIds: action.userIds.map((id) => translate('user', id)) }
    default:
      return action
  }
}

const NAMED: Readonly<Record<string, KindOfThing>> = {
  tag: 'tag',
  team: 'team',
  assignee: 'user',
  mailbox: 'mailbox',
}

/** A condition with names in the place of ids; conditions understand both. */
export function portableCondition<C>(condition: C, known: KnownThings): C {
  return JSON.parse(JSON.stringify(condition), function replace(this: unknown, key, value) {
    const field = key === 'value' && isComparison(this) ? NAMED[this.field] : undefined
    if (!field) return value
    const nameOf = (id: unknown): unknown => {
      const names = known[field].find((thing) => thing.id === id)?.names ?? []
      return (field === 'user' ? names.at(-1) : names[0]) ?? id
    }
    return Array.isArray(value) ? value.map(nameOf) : nameOf(value)
  })
}

function isComparison(value: unknown): value is { field: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'field' in value &&
    typeof value.field === 'string'
  )
}
