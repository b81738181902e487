import { operatorsOf, fieldKind } from './field-kind.ts'
import { foldRuleText } from './fold-rule-text.ts'
import { patternSource, valuesOf } from './comparison.ts'
import { actionProblems } from './action-problems.ts'
import type { PatternCompiler, PatternProblem } from './pattern.ts'
import { levelOf } from './read-facts.ts'
import {
  RULE_FIELDS,
  RULE_OPERATORS,
  type RuleDraft,
  type RuleField,
  type RuleOperator,
  type RuleValue,
} from './rule.ts'
import { triggerProblems } from './trigger-problems.ts'

/** What is wrong with a member of a rule: its path, a stable word, a sentence, and what a pattern's engine said. */
export type RuleProblem = {
  path: string
  code: RuleProblemCode
  message: string
  pattern?: PatternProblem
}

export type RuleProblemCode =
  | 'unknownField'
  | 'unknownOperator'
  | 'wrongOperator'
  | 'unknownMember'
  | 'missing'
  | 'wrongValue'
  | 'pattern'
  | 'tooDeep'
  | 'tooMany'
  | 'unknownAction'
  | 'unknownTrigger'

const DEEPEST = 8
const MOST_CONDITIONS = 200
const MOST_VALUES = 1000
const LONGEST_VALUE = 1000 // characters
const HEADER = /^header\.[\x21-\x39\x3b-\x7e]{1,76}$/ // RFC 5322 §2.2

/** All that keeps a rule from being saved, so that each is said where it was typed; empty: nothing. */
export function ruleProblems(
  draft: Pick<RuleDraft, 'trigger' | 'conditions' | 'actions'> & { stop?: boolean },
  compile: PatternCompiler,
): readonly RuleProblem[] {
  const found: RuleProblem[] = []
  const names = new Set<string>()
  const look: Look = { found, names, compile, count: 0 }
  conditionProblems(draft.conditions, { path: 'conditions', depth: 1 }, look)
  if (look.count > MOST_CONDITIONS)
    found.push(problem('conditions', 'tooMany', `takes at most ${MOST_CONDITIONS} conditions`))
  return [
    ...triggerProblems(draft.trigger),
    ...found,
    ...(draft.actions.length === 0 && draft.stop !== true ? [IDLE] : []),
    ...draft.actions.flatMap((action, index) =>
      actionProblems(action, { path: `actions.${index}`, captures: names }),
    ),
  ]
}

const IDLE = problem('actions', 'missing', 'takes an action at least, or the rule stops')

/** One problem. */
export function problem(path: string, code: RuleProblemCode, message: string): RuleProblem {
  return { path, code, message }
}

type Look = {
  found: RuleProblem[]
  names: Set<string>
  compile: PatternCompiler
  count: number
}

function conditionProblems(
  condition: unknown,
  { path, depth }: { path: string; depth: number },
  look: Look,
): void {
  const members = typeof condition === 'object' && condition !== null ? condition : {}
  const keys = Object.keys(members)
  const group = keys.find((key) => key === 'all' || key === 'any' || key === 'none')
  if (group === undefined) {
    look.count++
    comparisonProblems(members, path, look)
    return
  }
  const items: unknown = Object.entries(members).find(([key]) => key === group)?.[1]
  if (keys.length > 1)
    look.found.push(problem(path, 'unknownMember', `takes nothing beside "${group}"`))
  if (!Array.isArray(items))
    look.found.push(problem(`${path}.${group}`, 'wrongValue', 'takes a list of conditions'))
  else if (depth > DEEPEST)
    look.found.push(problem(path, 'tooDeep', `takes at most ${DEEPEST} groups within each other`))
  else
    for (const [index, item] of items.entries())
      conditionProblems(item, { path: `${path}.${group}.${index}`, depth: depth + 1 }, look)
}

function comparisonProblems(members: object, path: string, look: Look): void {
  const { field, operator, value, ...others } = { ...EMPTY, ...members }
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    look.found.push(problem(`${path}.${unknown}`, 'unknownMember', 'is not known'))
  if (!isField(field))
    look.found.push(problem(`${path}.field`, 'unknownField', 'names no field of a message'))
  else if (!isOperator(operator))
    look.found.push(problem(`${path}.operator`, 'unknownOperator', 'is not known'))
  else if (!operatorsOf(field).includes(operator))
    look.found.push(
      problem(`${path}.operator`, 'wrongOperator', `takes one of ${operatorsOf(field).join(', ')}`),
    )
  else valueProblems({ field, operator, value }, `${path}.value`, look)
}

const EMPTY: { field?: unknown; operator?: unknown; value?: unknown } = {}

function valueProblems(
  { field, operator, value }: { field: RuleField; operator: RuleOperator; value: unknown },
  path: string,
  look: Look,
): void {
  if (operator === 'isEmpty' || operator === 'isNotEmpty') return
  const takes = whatItTakes(field, operator)
  if (!isValue(value)) look.found.push(problem(path, 'missing', takes))
  else if (operator === 'matches' || operator === 'notMatches')
    patternProblems(value, { path, isCapturing: operator === 'matches' }, look)
  else if (!valuesOf(value).every((one) => isTaken(field, operator, one)))
    look.found.push(problem(path, 'wrongValue', takes))
}

function patternProblems(
  value: RuleValue,
  { path, isCapturing }: { path: string; isCapturing: boolean },
  { found, names, compile }: Look,
): void {
  for (const source of valuesOf(value)) {
    const compiled = compile(patternSource(String(source)))
    if (!compiled.ok)
      found.push({
        ...problem(path, 'pattern', compiled.problem.detail),
        pattern: compiled.problem,
      })
    else if (isCapturing) for (const name of compiled.pattern.names) names.add(name)
  }
}

function isTaken(
  field: RuleField,
  operator: RuleOperator,
  value: string | number | boolean,
): boolean {
  if (operator === 'before' || operator === 'after') return !Number.isNaN(Date.parse(String(value)))
  const kind = fieldKind(field)
  if (kind === 'flag')
    return value === true || value === false || value === 'true' || value === 'false'
  if (kind === 'level') return !Number.isNaN(levelOf(String(value)))
  if (kind === 'number' || operator === 'greaterThan' || operator === 'lessThan')
    return (
      typeof value !== 'boolean' && String(value).trim() !== '' && Number.isFinite(Number(value))
    )
  const text = String(value)
  return text.length <= LONGEST_VALUE && (foldRuleText(text) !== '' || operator === 'is')
}

function whatItTakes(field: RuleField, operator: RuleOperator): string {
  if (operator === 'before' || operator === 'after') return 'takes a date, such as 2026-03-01'
  const kind = fieldKind(field)
  if (kind === 'flag') return 'takes true or false'
  if (kind === 'level') return 'takes low, normal, high or urgent'
  if (kind === 'number' || operator === 'greaterThan' || operator === 'lessThan')
    return 'takes a number'
  return `takes a text of one to ${LONGEST_VALUE} characters, or a list of such texts`
}

function isField(field: unknown): field is RuleField {
  if (typeof field !== 'string') return false
  return RULE_FIELDS.some((known) => known === field) || HEADER.test(field)
}

function isOperator(operator: unknown): operator is RuleOperator {
  return RULE_OPERATORS.some((known) => known === operator)
}

function isValue(value: unknown): value is RuleValue {
  if (Array.isArray(value))
    return (
      value.length > 0 &&
      value.length <= MOST_VALUES &&
      value.every((one) => typeof one === 'string' || typeof one === 'number')
    )
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
