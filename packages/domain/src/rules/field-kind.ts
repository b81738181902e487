import type { RuleField, RuleOperator } from './rule.ts'

/** What the values of a field are: texts, words of a fixed list, named things, numbers, yes or no, instants. */
export type FieldKind =
  | 'text'
  | 'header'
  | 'word'
  | 'thing'
  | 'number'
  | 'level'
  | 'flag'
  | 'instant'

const EQUAL: readonly RuleOperator[] = ['is', 'isNot', 'isOneOf']
const EMPTY: readonly RuleOperator[] = ['isEmpty', 'isNotEmpty']
const WITHIN: readonly RuleOperator[] = ['contains', 'notContains', 'startsWith', 'endsWith']
const PATTERN: readonly RuleOperator[] = ['matches', 'notMatches']
const SIZE: readonly RuleOperator[] = ['greaterThan', 'lessThan']
const TIME: readonly RuleOperator[] = ['before', 'after']

const OPERATORS: Readonly<Record<FieldKind, readonly RuleOperator[]>> = {
  text: [...EQUAL, ...WITHIN, ...PATTERN, ...EMPTY],
  header: [...EQUAL, ...WITHIN, ...PATTERN, ...EMPTY, ...SIZE, ...TIME],
  word: [...EQUAL, ...WITHIN, ...PATTERN, ...EMPTY],
  thing: [...EQUAL, ...WITHIN, ...PATTERN, ...EMPTY],
  number: [...EQUAL, ...SIZE, ...EMPTY],
  level: [...EQUAL, ...SIZE],
  flag: ['is', 'isNot'],
  instant: [...TIME, ...EMPTY],
}

const KINDS = new Map<string, FieldKind>([
  ['attachment.size', 'number'],
  ['size', 'number'],
  ['spamScore', 'number'],
  ['mailbox', 'thing'],
  ['contact', 'thing'],
  ['organisation', 'thing'],
  ['tag', 'thing'],
  ['assignee', 'thing'],
  ['team', 'thing'],
  ['language', 'word'],
  ['auth.spf', 'word'],
  ['auth.dkim', 'word'],
  ['auth.dmarc', 'word'],
  ['trust', 'word'],
  ['status', 'word'],
  ['priority', 'level'],
  ['isNewsletter', 'flag'],
  ['isAutoReply', 'flag'],
  ['receivedInWorkingTime', 'flag'],
  ['receivedAt', 'instant'],
  ['dueAt', 'instant'],
])

/** What the values of a field are. */
export function fieldKind(field: RuleField): FieldKind {
  return KINDS.get(field) ?? (field.startsWith('header.') ? 'header' : 'text')
}

/** How the values of a field can be compared. */
export function operatorsOf(field: RuleField): readonly RuleOperator[] {
  return OPERATORS[fieldKind(field)]
}
