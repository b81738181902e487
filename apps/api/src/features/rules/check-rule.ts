import type { Queryable } from '@levee/db'
import {
  DomainError,
  type KindOfThing,
  type KnownThings,
  type RuleAction,
  type RuleDraft,
  ruleProblems,
} from '@levee/domain'
import { compilePattern } from './compile-pattern.ts'
import { knownThings } from './known-things.ts'

type Problem = { path: string; message: string }

/**
 * Refuses a rule that could not do what it says.
 * @throws {DomainError} `invalid`, with each member that is wrong.
 */
export async function checkRule(
  db: Queryable,
  draft: RuleDraft,
  { allowPrivateNetwork }: { allowPrivateNetwork: boolean },
): Promise<void> {
  const wrong = ruleProblems(draft, compilePattern)
  const known = wrong.length === 0 ? await knownThings(db) : undefined
  const errors = known
    ? draft.actions.flatMap((action, index) =>
        outOfReach(action, draft, { known, allowPrivateNetwork }).map(([member, message]) => ({
          path: `actions.${index}.${member}`,
          message,
        })),
      )
    : wrong.map(({ path, message }): Problem => ({ path, message }))
  if (errors.length > 0)
    throw new DomainError('invalid', 'The rule is not complete: see what is marked.', { errors })
}

type World = { known: KnownThings; allowPrivateNetwork: boolean }

/** Why an action that is well written cannot be done here: the member, and a sentence. */
function outOfReach(
  action: RuleAction,
  { trigger }: RuleDraft,
  { known, allowPrivateNetwork }: World,
): [member: string, message: string][] {
  const missing = (member: string, kind: KindOfThing, id: string): [string, string][] =>
    known[kind].some((thing) => thing.id === id) ? [] : [[member, `names no ${kind} that exists`]]
  switch (action.type) {
    case 'assignUser':
      return missing('userId', 'user', action.userId)
    case 'assignTeam':
      return missing('teamId', 'team', action.teamId)
    case 'addTag':
      return 'tagId' in action ? missing('tagId', 'tag', action.tagId) : []
    case 'removeTag':
      return missing('tagId', 'tag', action.tagId)
    case 'markNewsletter':
      return trigger.type === 'messageArrives'
        ? []
        : [['type', 'is only for mail that arrives: later it has its number']]
    case 'forward':
      return known.mailbox.some(({ names }) =>
        names.some((name) => name.toLowerCase() === action.to.toLowerCase()),
      )
        ? [['to', 'is a mailbox of ours: its mail would come back']]
        : []
    case 'webhook':
      return allowPrivateNetwork || action.url.startsWith('https:')
        ? []
        : [['url', 'takes an address that starts with https://']]
    case 'sendTemplate':
      return missing('templateId', 'template', action.templateId)
    case 'notify':
      return 'teamId' in action
        ? missing('teamId', 'team', action.teamId)
        : action.userIds.flatMap((id) => missing('userIds', 'user', id)).slice(0, 1)
    case 'setDeadlinePolicy':
      return missing('policyId', 'policy', action.policyId)
    default:
      return []
  }
}
