import type { Rule, RuleCondition, RuleField } from '@levee/domain'

/** The columns of a message that some rules look at; those after `file` are dear. */
export type Needs = {
  /** How it is filed and trusted, and what is shown of it. */
  file: boolean
  body: boolean
  headers: boolean
  recipients: boolean
  attachments: boolean
  contact: boolean
  /** The tags of the conversation, and when we answered it. */
  state: boolean
}

/** What rules have to be shown of a message, so that nothing else is read. */
export function needsOf(rules: readonly Pick<Rule, 'conditions' | 'trigger'>[]): Needs {
  const fields = new Set(rules.flatMap(({ conditions }) => fieldsOf(conditions)))
  const has = (...names: string[]): boolean => names.some((name) => fields.has(name))
  return {
    file: has(...OF_FILE) || rules.some(({ trigger }) => trigger.type === 'timePasses'),
    body: has('body', 'language'),
    headers:
      has('recipient', 'spamScore', 'language', 'isNewsletter') ||
      [...fields].some((field) => field.startsWith('header.')),
    recipients: has('to', 'cc', 'recipient', 'isNewsletter'),
    attachments: [...fields].some((field) => field.startsWith('attachment.')),
    contact: has('contact'),
    state: has('tag') || rules.some(({ trigger }) => trigger.type === 'timePasses'),
  }
}

const OF_FILE: readonly RuleField[] = [
  'auth.spf',
  'auth.dkim',
  'auth.dmarc',
  'trust',
  'isNewsletter',
  'isAutoReply',
  'status',
  'assignee',
  'team',
  'priority',
  'dueAt',
]

/** Whether a field is read without any of the dear columns. */
export function isCheap(field: RuleField): boolean {
  const trigger = { type: 'messageArrives', messages: 'any' } as const
  const { file: _, ...dear } = needsOf([{ conditions: { field, operator: 'isEmpty' }, trigger }])
  return !Object.values(dear).some(Boolean)
}

function fieldsOf(condition: RuleCondition): string[] {
  if ('field' in condition) return [condition.field]
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  return 'any' in condition ? condition.any.flatMap(fieldsOf) : condition.none.flatMap(fieldsOf)
}
