import { t } from '@lingui/core/macro'
import type { RuleAction } from '@levee/domain'
import { nameIn, type RuleNames } from './rule-names.ts'
import { priorityWords, statusWords } from './rule-words.ts'

/** What an action does, as it stands after "then"; `mark` sets off what it is about. */
export function actionPhrase(
  action: RuleAction,
  names: RuleNames,
  mark: (text: string) => string = (text) => text,
): string {
  switch (action.type) {
    case 'assignTeam': {
      const team = mark(nameIn(names.teams, action.teamId) || '…')
      return t`assign it to ${team}`
    }
    case 'assignUser': {
      const person = mark(nameIn(names.users, action.userId) || '…')
      return t`assign it to ${person}`
    }
    case 'addTag': {
      const tag = mark(('name' in action ? action.name : nameIn(names.tags, action.tagId)) || '…')
      return t`tag it ${tag}`
    }
    case 'removeTag': {
      const tag = mark(nameIn(names.tags, action.tagId) || '…')
      return t`take off the tag ${tag}`
    }
    case 'setPriority': {
      const priority = mark(wordIn(priorityWords(), action.priority))
      return t`set its priority to ${priority}`
    }
    case 'setStatus': {
      const status = mark(wordIn(statusWords(), action.status))
      return t`set its status to ${status}`
    }
    case 'markNewsletter':
      return mark(t`file it as a newsletter`)
    case 'markSpam':
      return mark(t`set it aside as spam`)
    case 'setDeadlinePolicy': {
      const policy = mark(nameIn(names.policies, action.policyId) || '…')
      return t`apply the deadline policy ${policy}`
    }
    case 'sendTemplate': {
      const template = mark(nameIn(names.templates, action.templateId) || '…')
      return t`acknowledge it with the template ${template}`
    }
    case 'addNote':
      return mark(t`add an internal note`)
    default:
      return outgoingPhrase(action, names, mark)
  }
}

function outgoingPhrase(
  action: Extract<RuleAction, { type: 'notify' | 'forward' | 'webhook' }>,
  names: RuleNames,
  mark: (text: string) => string,
): string {
  if (action.type === 'forward') {
    const address = mark(action.to || '…')
    return t`forward it to ${address}`
  }
  if (action.type === 'webhook') {
    const address = mark(action.url || '…')
    return t`call ${address}`
  }
  const who =
    'teamId' in action
      ? nameIn(names.teams, action.teamId)
      : action.userIds.map((id) => nameIn(names.users, id)).join(', ')
  const people = mark(who || '…')
  return t`notify ${people}`
}

function wordIn(words: readonly { value: string; label: string }[], value: string): string {
  return words.find((word) => word.value === value)?.label ?? value
}
