import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  letrec,
  oneof,
  record,
  shuffledSubarray,
  string,
  subarray,
} from 'fast-check'
import type { Rule, RuleAction, RuleCondition, RuleField, RuleOperator } from '../rule.ts'
import type { RuleFacts } from '../rule-facts.ts'
import { aRule, someFacts } from './rule-samples.ts'

const PIECES = [
  'é',
  'E',
  'Œ',
  'oe',
  'ﬁ',
  'Ｐ',
  'p',
  'ß',
  'SS',
  'İ',
  'ı',
  'Σ',
  'ς',
  'e\u0301',
  ' ',
  '\n',
  '\u00AD',
  'x',
]
const text = string({ unit: constantFrom(...PIECES), maxLength: 6 })
const word = oneof(text, constantFrom('permis', 'PERMIS de', 'recours', '10', '100', 'example.org'))
const size = constantFrom(0, 10, 100)
const people = array(
  record({ name: text, address: constantFrom('ada@example.org', 'É@example.com', 'x') }),
  { maxLength: 2 },
)
const things = array(
  record({ id: constantFrom('id-1', 'id-2'), names: array(word, { maxLength: 2 }) }),
  { maxLength: 2 },
)

const TEXTUAL: readonly RuleOperator[] = [
  'is',
  'isNot',
  'isOneOf',
  'contains',
  'notContains',
  'startsWith',
  'endsWith',
  'isEmpty',
  'isNotEmpty',
]
const FIELDS: readonly RuleField[] = [
  'from',
  'from.domain',
  'recipient',
  'subject',
  'body',
  'header.X-Topic',
  'attachment.name',
  'tag',
  'mailbox',
  'team',
]

const comparison: Arbitrary<RuleCondition> = oneof(
  record({
    field: constantFrom(...FIELDS),
    operator: constantFrom(...TEXTUAL),
    value: oneof(word, constantFrom('id-1', 'x'), array(word, { minLength: 1, maxLength: 3 })),
  }),
  record({
    field: constantFrom<RuleField>('size', 'attachment.size', 'header.X-Topic'),
    operator: constantFrom<RuleOperator>('greaterThan', 'lessThan'),
    value: size,
  }),
  record({
    field: constant<RuleField>('isNewsletter'),
    operator: constantFrom<RuleOperator>('is', 'isNot'),
    value: boolean(),
  }),
)

const { condition } = letrec<{ condition: RuleCondition; items: RuleCondition[] }>((tie) => ({
  items: array(tie('condition'), { maxLength: 3 }),
  condition: oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    tie('items').map((all) => ({ all })),
    tie('items').map((any) => ({ any })),
    tie('items').map((none) => ({ none })),
  ),
}))

const action: Arbitrary<RuleAction> = oneof(
  record({ type: constant('assignTeam' as const), teamId: constantFrom('t1', 't2') }),
  record({ type: constant('addTag' as const), tagId: constantFrom('g1', 'g2') }),
  record({ type: constant('removeTag' as const), tagId: constantFrom('g1', 'g2') }),
  record({
    type: constant('setStatus' as const),
    status: constantFrom('open' as const, 'archived' as const),
  }),
  constant({ type: 'markNewsletter' as const }),
  record({ type: constant('addNote' as const), text: constant('note') }),
)

const rule = record({
  enabled: boolean(),
  stop: boolean(),
  messages: constantFrom('any' as const, 'any' as const, 'new' as const, 'reply' as const),
  conditions: condition,
  actions: array(action, { minLength: 1, maxLength: 3 }),
})

/** Any condition without a pattern. */
export const anyCondition: Arbitrary<RuleCondition> = condition

/** Any few rules, in any order. */
export const anyRules: Arbitrary<Rule[]> = array(rule, { maxLength: 6 }).chain((drafts) =>
  shuffledSubarray(
    drafts.map((_, index) => index),
    { minLength: drafts.length },
  ).map((orders) =>
    drafts.map(({ messages, ...draft }, index) =>
      aRule({
        ...draft,
        id: `r${index}`,
        order: orders[index] ?? 0,
        enabled: draft.enabled || index % 2 === 0,
        trigger: { type: 'messageArrives', messages },
      }),
    ),
  ),
)

/** Any facts about an arriving message. */
export const anyFacts: Arbitrary<RuleFacts> = record({
  isReply: boolean(),
  causedBy: subarray(['r0', 'r1', 'r2', 'r3']),
  from: people.map(([one]) => one ?? { name: '', address: '' }),
  to: people,
  cc: people,
  subject: word,
  body: array(word, { maxLength: 4 }).map((words) => words.join(' ')),
  topics: array(word, { maxLength: 2 }),
  names: array(word, { maxLength: 2 }),
  size,
  isNewsletter: boolean(),
  tags: things,
  teams: things,
}).map((some) =>
  someFacts({
    event: { type: 'messageArrives', isReply: some.isReply },
    causedBy: some.causedBy,
    message: {
      from: some.from,
      to: some.to,
      cc: some.cc,
      subject: some.subject,
      text: some.body,
      headers: some.topics.map((value) => ({ name: 'x-topic', value })),
      attachments: some.names.map((name) => ({
        name,
        contentType: 'text/plain',
        size: some.size,
      })),
      size: some.size,
      isNewsletter: some.isNewsletter,
    },
    conversation: { tags: some.tags, team: some.teams[0] ?? null },
  }),
)
