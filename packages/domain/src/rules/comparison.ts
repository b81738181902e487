import { startOfDate, endOfDay } from '../deadlines/working-time.ts'
import { excerpt, shortened } from './excerpt.ts'
import { fieldKind, type FieldKind } from './field-kind.ts'
import { foldRuleText, withoutAccents } from './fold-rule-text.ts'
import type { Pattern, PatternCompiler } from './pattern.ts'
import { instantsOf, levelOf, numbersOf, type FactReader } from './read-facts.ts'
import type { RuleComparison, RuleField, RuleOperator, RuleValue } from './rule.ts'

/** A comparison made ready: its values folded, its pattern compiled. */
export type Comparison = {
  type: 'comparison'
  source: RuleComparison
  /** How dear it is, to look at the cheap ones first. */
  cost: number
  /** null: refused, since it would take too much work; it holds as little as its contrary. */
  judge: (reader: FactReader) => boolean | null
  /** What it saw, to be read by people. */
  saw: (reader: FactReader) => readonly string[]
  /** The patterns that catch something when it holds; none for other operators. */
  patterns: readonly Pattern[]
}

type Judge = Comparison['judge']

const COST: Partial<Record<RuleField, number>> = {
  body: 10,
  recipient: 3,
  receivedInWorkingTime: 3,
}

/** Makes a comparison ready. A pattern that does not compile never matches: it is refused when a rule is saved. */
export function prepareComparison(source: RuleComparison, compile: PatternCompiler): Comparison {
  const { field, operator } = source
  const isPattern = operator === 'matches' || operator === 'notMatches'
  const patterns = isPattern ? patternsOf(source.value, compile) : []
  const judge = judgeOf(source, patterns)
  return {
    type: 'comparison',
    source,
    cost: (COST[field] ?? 1) * (isPattern ? 20 : 1),
    judge,
    saw: (reader) => sawOf(source, reader),
    patterns: operator === 'matches' ? patterns : [],
  }
}

/** The values of a comparison: of a list all of them. */
export function valuesOf(value: RuleValue | undefined): readonly (string | number | boolean)[] {
  if (value === undefined) return []
  return typeof value === 'object' ? value : [value]
}

function judgeOf({ field, operator, value }: RuleComparison, patterns: readonly Pattern[]): Judge {
  switch (operator) {
    case 'isEmpty':
      return (reader) => isEmpty(field, reader)
    case 'isNotEmpty':
      return (reader) => !isEmpty(field, reader)
    case 'matches':
      return (reader) => found(patterns, field, reader)
    case 'notMatches':
      return (reader) => not(found(patterns, field, reader))
    case 'isNot':
    case 'notContains':
      return opposite(positiveJudge(field, operator === 'isNot' ? 'is' : 'contains', value))
    default:
      return positiveJudge(field, operator, value)
  }
}

function positiveJudge(field: RuleField, operator: RuleOperator, value?: RuleValue): Judge {
  if (operator === 'before' || operator === 'after') return timeJudge(field, operator, value)
  if (operator === 'greaterThan' || operator === 'lessThan')
    return sizeJudge(field, operator, value)
  const kind = fieldKind(field)
  if (kind === 'number') return numberJudge(field, value)
  return textJudge(field, operator, needles(value, kind))
}

function needles(value: RuleValue | undefined, kind: FieldKind): readonly string[] {
  const texts = valuesOf(value).map((one) => foldRuleText(String(one)))
  return kind === 'thing' ? texts.map((text) => text.toLowerCase()) : texts
}

function textJudge(field: RuleField, operator: RuleOperator, wanted: readonly string[]): Judge {
  if (operator === 'is' || operator === 'isOneOf') {
    const all = new Set(wanted)
    return (reader) => reader.exact(field).some((text) => all.has(text))
  }
  const parts = wanted.filter((needle) => needle !== '')
  const holds = WITHIN[operator] ?? (() => false)
  return (reader) => reader.folded(field).some((text) => parts.some((part) => holds(text, part)))
}

const WITHIN: Partial<Record<RuleOperator, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
}

function numberJudge(field: RuleField, value?: RuleValue): Judge {
  const wanted = new Set(valuesOf(value).map(Number))
  return (reader) => numbersOf(field, reader).some((number) => wanted.has(number))
}

function sizeJudge(
  field: RuleField,
  operator: 'greaterThan' | 'lessThan',
  value?: RuleValue,
): Judge {
  const [first] = valuesOf(value)
  const limit = field === 'priority' ? levelOf(String(first)) : Number(first)
  const holds =
    operator === 'greaterThan'
      ? (number: number) => number > limit
      : (number: number) => number < limit
  return (reader) => numbersOf(field, reader).some(holds)
}

function timeJudge(field: RuleField, operator: 'before' | 'after', value?: RuleValue): Judge {
  const [first] = valuesOf(value)
  const text = String(first)
  return (reader) => {
    const limit = limitOf(text, operator, reader.clock.timeZone)
    return instantsOf(field, reader).some((at) =>
      operator === 'before' ? at < limit : at >= limit && (at > limit || isDay(text)),
    )
  }
}

/** The instant that a text names; a day starts on the wall of the organisation, and `after` it is the next one. */
function limitOf(text: string, operator: 'before' | 'after', timeZone: string): number {
  if (!isDay(text)) return Date.parse(text)
  const start = startOfDate(text, timeZone)
  return (operator === 'before' ? start : endOfDay(start, timeZone)).getTime()
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}

function isEmpty(field: RuleField, reader: FactReader): boolean {
  return reader.exact(field).every((text) => text === '')
}

function patternsOf(value: RuleValue | undefined, compile: PatternCompiler): readonly Pattern[] {
  return valuesOf(value).flatMap((source) => {
    const compiled = compile(patternSource(String(source)))
    return compiled.ok ? [compiled.pattern] : []
  })
}

/** A pattern as it is compiled: accents count as little in it as in what it is looked for in. */
export function patternSource(source: string): string {
  return withoutAccents(source).plain
}

function found(patterns: readonly Pattern[], field: RuleField, reader: FactReader): boolean | null {
  const [texts, lower] = [reader.plain(field), reader.lower(field)]
  let isRefused = false
  for (const pattern of patterns)
    for (const [index, { plain }] of texts.entries()) {
      const verdict = pattern.test(plain, lower[index])
      if (verdict) return true
      isRefused ||= verdict === null
    }
  return isRefused ? null : false
}

function not(verdict: boolean | null): boolean | null {
  return verdict === null ? null : !verdict
}

function opposite(judge: Judge): Judge {
  return (reader) => not(judge(reader))
}

function sawOf({ field, operator, value }: RuleComparison, reader: FactReader): readonly string[] {
  const texts = reader.texts(field)
  if (operator !== 'contains' && operator !== 'notContains') return shortened(texts)
  const parts = needles(value, fieldKind(field))
  for (const text of reader.folded(field))
    for (const part of parts) {
      const position = part === '' ? -1 : text.indexOf(part)
      if (position > 60) return [excerpt(text, position)]
    }
  return shortened(texts)
}
