import { t } from '@lingui/core/macro'
import type { RuleChange, RuleState } from '@levee/contract'
import { nameIn, type RuleNames } from './rule-names.ts'
import { actionLabel, priorityWords, statusWords } from './rule-words.ts'
import { RULE_ACTIONS } from '@levee/domain'

/** What a rule would make of a mail: only what differs, before and after. */
export function changeTexts(
  { before, after }: Pick<RuleChange, 'before' | 'after'>,
  names: RuleNames,
): { before: string; after: string } {
  const gone: string[] = []
  const come: string[] = []
  const compare = (was: string, is: string) => {
    if (was === is) return
    if (was !== '') gone.push(was)
    if (is !== '') come.push(is)
  }
  compare(ownerText(before, names), ownerText(after, names))
  compare(statusText(before), statusText(after))
  compare(wordIn(priorityWords(), before.priority), wordIn(priorityWords(), after.priority))
  compare(policyText(before, names), policyText(after, names))
  for (const id of before.tagIds) if (!after.tagIds.includes(id)) gone.push(nameIn(names.tags, id))
  for (const id of after.tagIds) if (!before.tagIds.includes(id)) come.push(nameIn(names.tags, id))
  for (const name of after.newTags) if (!before.newTags.includes(name)) come.push(name)
  for (const type of after.does)
    if (!before.does.includes(type)) {
      const known = RULE_ACTIONS.find((each) => each === type)
      if (known) come.push(actionLabel(known))
    }
  return { before: gone.join(', '), after: come.join(', ') }
}

function ownerText({ teamId, assigneeId }: RuleState, names: RuleNames): string {
  const owners = [
    ...(teamId === null ? [] : [nameIn(names.teams, teamId)]),
    ...(assigneeId === null ? [] : [nameIn(names.users, assigneeId)]),
  ]
  return owners.length > 0 ? owners.join(', ') : t`Not assigned`
}

function policyText({ deadlinePolicyId }: RuleState, names: RuleNames): string {
  return deadlinePolicyId === null ? '' : nameIn(names.policies, deadlinePolicyId)
}

function statusText({ status, isNewsletter }: RuleState): string {
  if (isNewsletter) return t`newsletter`
  return status === 'spam' ? t`spam` : wordIn(statusWords(), status)
}

function wordIn(words: readonly { value: string; label: string }[], value: string): string {
  return words.find((word) => word.value === value)?.label ?? value
}
