import type { Priority, Status } from '../conversations/status.ts'

/** What a condition looks at; `header.NAME` is any header field. */
export type RuleField = (typeof RULE_FIELDS)[number] | `header.${string}`

/** How a condition compares. */
export type RuleOperator = (typeof RULE_OPERATORS)[number]

/** What a condition compares with; of a list, any one. */
export type RuleValue = string | number | boolean | readonly (string | number)[]

/** One comparison. `value` is left out for `isEmpty` and `isNotEmpty`. */
export type RuleComparison = { field: RuleField; operator: RuleOperator; value?: RuleValue }

/** A tree of comparisons. An empty `all` or `none` is true, an empty `any` false. */
export type RuleCondition =
  | { all: readonly RuleCondition[] }
  | { any: readonly RuleCondition[] }
  | { none: readonly RuleCondition[] }
  | RuleComparison

/** Properties of a conversation whose change starts a rule. */
export type ChangedProperty = (typeof CHANGED_PROPERTIES)[number]

/** When a rule is looked at. */
export type RuleTrigger =
  | { type: 'messageArrives'; messages: 'any' | 'new' | 'reply' }
  /** `from`, `to`: only from or to this value (an id, a word; null: nothing); left out, any. */
  | {
      type: 'conversationChanges'
      property: ChangedProperty | 'any'
      from?: string | null
      to?: string | null
    }
  /** Unanswered for so long, or due within so long. `working`: minutes of working time. */
  | { type: 'timePasses'; reason: 'unansweredFor' | 'dueIn'; minutes: number; working: boolean }

/**
 * What a rule does. `addTag` by `name` makes the tag where there is none; that name and the text of a note
 * may hold `${capture}`, and a template finds the captures beside it.
 */
export type RuleAction =
  | { type: 'assignUser'; userId: string }
  | { type: 'assignTeam'; teamId: string }
  | { type: 'addTag'; tagId: string }
  | { type: 'addTag'; name: string }
  | { type: 'removeTag'; tagId: string }
  | { type: 'setPriority'; priority: Priority }
  | { type: 'setStatus'; status: Exclude<Status, 'spam'> }
  | { type: 'markNewsletter' }
  | { type: 'markSpam' }
  | { type: 'setDeadlinePolicy'; policyId: string }
  | { type: 'sendTemplate'; templateId: string }
  | { type: 'addNote'; text: string }
  | { type: 'notify'; userIds: readonly string[] }
  | { type: 'notify'; teamId: string }
  | { type: 'forward'; to: string }
  | { type: 'webhook'; url: string }

/** What a person writes of a rule. */
export type RuleDraft = {
  name: string
  enabled: boolean
  trigger: RuleTrigger
  conditions: RuleCondition
  actions: readonly RuleAction[]
  /** Where it applies, no later rule is looked at. */
  stop: boolean
}

/** A rule of the rule book: rules are looked at by `order`; each change of it is a version. */
export type Rule = RuleDraft & { id: string; order: number; version: number }

export const RULE_FIELDS = [
  'from',
  'from.domain',
  'to',
  'cc',
  'recipient',
  'subject',
  'body',
  'attachment.name',
  'attachment.type',
  'attachment.size',
  'size',
  'mailbox',
  'language',
  'spamScore',
  'auth.spf',
  'auth.dkim',
  'auth.dmarc',
  'trust',
  'contact',
  'organisation',
  'isNewsletter',
  'isAutoReply',
  'status',
  'tag',
  'assignee',
  'team',
  'priority',
  'receivedInWorkingTime',
  'receivedAt',
  'dueAt',
] as const

export const RULE_OPERATORS = [
  'is',
  'isNot',
  'isOneOf',
  'contains',
  'notContains',
  'startsWith',
  'endsWith',
  'matches',
  'notMatches',
  'isEmpty',
  'isNotEmpty',
  'greaterThan',
  'lessThan',
  'before',
  'after',
] as const

export const CHANGED_PROPERTIES = [
  'status',
  'priority',
  'assignee',
  'team',
  'tag',
  'dueAt',
  'subject',
] as const

export const RULE_ACTIONS = [
  'assignUser',
  'assignTeam',
  'addTag',
  'removeTag',
  'setPriority',
  'setStatus',
  'markNewsletter',
  'markSpam',
  'setDeadlinePolicy',
  'sendTemplate',
  'addNote',
  'notify',
  'forward',
  'webhook',
] as const satisfies readonly RuleAction['type'][]
