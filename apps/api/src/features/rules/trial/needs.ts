import type { Rule, RuleCondition, RuleField } from '@levee/domain'

/** The dear columns of a message that some rules look at. */
export type Needs = {
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

/** Nothing dear. */
export const NOTHING: Needs = needsOf([])

/** Whether a field is read without any of the dear columns. */
export function isCheap(field: RuleField): boolean {
  const trigger = { type: 'messageArrives', messages: 'any' } as const
  const needs = needsOf([{ conditions: { field, operator: 'isEmpty' }, trigger }])
  return !Object.values(needs).some(Boolean)
}

function fieldsOf(condition: RuleCondition): string[] {
  if ('field' in condition) return [condition.field]
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  return 'any' in condition ? condition.any.flatMap(fieldsOf) : condition.none.flatMap(fieldsOf)
}
