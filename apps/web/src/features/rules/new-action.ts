import type { RuleAction } from '@levee/domain'

/** What the editor offers: what the server carries out. */
export const OFFERED_ACTIONS = [
  'assignTeam',
  'assignUser',
  'addTag',
  'removeTag',
  'setPriority',
  'setStatus',
  'setDeadlinePolicy',
  'markNewsletter',
  'markSpam',
  'addNote',
  'sendTemplate',
  'notify',
  'forward',
  'webhook',
] as const satisfies readonly RuleAction['type'][]

export type OfferedAction = (typeof OFFERED_ACTIONS)[number]

/** An action of which nothing is filled in yet. */
export function newAction(type: OfferedAction): RuleAction {
  switch (type) {
    case 'assignTeam':
      return { type, teamId: '' }
    case 'assignUser':
      return { type, userId: '' }
    case 'addTag':
      return { type, tagId: '' }
    case 'removeTag':
      return { type, tagId: '' }
    case 'setPriority':
      return { type, priority: 'high' }
    case 'setStatus':
      return { type, status: 'archived' }
    case 'setDeadlinePolicy':
      return { type, policyId: '' }
    case 'markNewsletter':
    case 'markSpam':
      return { type }
    case 'addNote':
      return { type, text: '' }
    case 'sendTemplate':
      return { type, templateId: '' }
    case 'notify':
      return { type, teamId: '' }
    case 'forward':
      return { type, to: '' }
    case 'webhook':
      return { type, url: '' }
  }
}
