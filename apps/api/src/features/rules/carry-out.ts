import { RULE_PROBLEMS } from '@levee/contract'
import {
  applyPatch,
  changedFields,
  type ConversationFields,
  DomainError,
  type FieldsPatch,
  type RuleAction,
  type RuleEffect,
} from '@levee/domain'
import type { RecordedEffect } from './run-record.ts'

/** What effects are carried out in. */
export type World = {
  now: Date
  timeZone: string
  isRegistered: boolean
  hasTeam: (id: string) => boolean
  hasTag: (id: string) => boolean
  hasPolicy: (id: string) => boolean
  hasTemplate: (id: string) => boolean
  /** Why a user cannot be given the conversation, nor told of it; null: they can. */
  whyNotAssigned: (userId: string) => string | null
  /** The id of the tag of a name; made where there was none. */
  tagNamed: (name: string) => string | undefined
}

/** The fields after an effect, and what became of it. Notes, notifications and what needs the network are for others to do. */
export function carryOut(
  effect: RuleEffect,
  fields: ConversationFields,
  world: World,
): { fields: ConversationFields; recorded: RecordedEffect } {
  const { type } = effect.action
  if (type === 'forward' || type === 'webhook')
    return { fields, recorded: { ...effect, outcome: 'queued' } }
  const patch = patchOf(effect, world)
  if (type === 'sendTemplate' && typeof patch !== 'string')
    return { fields, recorded: { ...effect, outcome: 'queued' } }
  if ((type === 'addNote' || type === 'notify') && typeof patch !== 'string')
    return { fields, recorded: { ...effect, outcome: 'done' } }
  if (typeof patch === 'string') return refused(effect, fields, patch)
  try {
    const after = applyPatch(fields, patch, world)
    const changes = changedFields(fields, after)
    return changes
      ? { fields: after, recorded: { ...effect, outcome: 'done', ...changes } }
      : { fields, recorded: { ...effect, outcome: 'unchanged' } }
  } catch (error) {
    if (error instanceof DomainError) return refused(effect, fields, error.message)
    throw error
  }
}

function refused(
  effect: RuleEffect,
  fields: ConversationFields,
  problem: string,
): ReturnType<typeof carryOut> {
  return { fields, recorded: { ...effect, outcome: 'refused', problem } }
}

/** What an effect asks for; a sentence: why it cannot be done. */
function patchOf({ action }: RuleEffect, world: World): FieldsPatch | string {
  switch (action.type) {
    case 'assignUser':
      return world.whyNotAssigned(action.userId) ?? { assigneeId: action.userId }
    case 'assignTeam':
      return world.hasTeam(action.teamId) ? { teamId: action.teamId } : RULE_PROBLEMS.noTeam
    case 'addTag': {
      const id = 'tagId' in action ? action.tagId : world.tagNamed(action.name)
      return id && world.hasTag(id) ? { addTagIds: [id] } : RULE_PROBLEMS.noTag
    }
    case 'removeTag':
      return { removeTagIds: [action.tagId] }
    case 'setPriority':
      return { priority: action.priority }
    case 'setStatus':
      return { status: action.status }
    case 'markSpam':
      return { status: 'spam' }
    case 'markNewsletter':
      return world.isRegistered
        ? RULE_PROBLEMS.registered
        : { isNewsletter: true, status: 'archived' }
    case 'setDeadlinePolicy':
      return world.hasPolicy(action.policyId)
        ? { deadlinePolicyId: action.policyId }
        : 'There is no such deadline policy.'
    case 'notify':
      return whyNotTold(action, world) ?? {}
    case 'addNote':
      return action.text === '' ? RULE_PROBLEMS.emptyNote : {}
    case 'sendTemplate':
      return world.hasTemplate(action.templateId) ? {} : RULE_PROBLEMS.noTemplate
    default:
      throw new Error(`Nobody carries out "${action.type}".`)
  }
}

/** Of several people it is enough that one may be told. */
function whyNotTold(action: Extract<RuleAction, { type: 'notify' }>, world: World): string | null {
  if ('teamId' in action) return world.hasTeam(action.teamId) ? null : 'There is no such team.'
  const reasons = action.userIds.map(world.whyNotAssigned)
  return reasons.includes(null) ? null : (reasons[0] ?? null)
}
