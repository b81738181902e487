import { type Comparison, prepareComparison } from './comparison.ts'
import type { PatternCompiler } from './pattern.ts'
import type { FactReader } from './read-facts.ts'
import type { RuleCondition } from './rule.ts'
import type { Captures, ConditionVerdict } from './rule-decision.ts'

/** A tree of conditions made ready. */
export type Condition = Comparison | Group

type Group = {
  type: 'all' | 'any' | 'none'
  items: readonly Condition[]
  /** The same, the cheap ones first. */
  cheapFirst: readonly Condition[]
  cost: number
}

const LONGEST_CAPTURE = 200 // characters

/** Makes a tree of conditions ready to be judged often. */
export function prepareCondition(source: RuleCondition, compile: PatternCompiler): Condition {
  if ('field' in source) return prepareComparison(source, compile)
  const [type, sources] = groupOf(source)
  const items = sources.map((item) => prepareCondition(item, compile))
  return {
    type,
    items,
    cheapFirst: items.toSorted((one, other) => one.cost - other.cost),
    cost: items.reduce((sum, { cost }) => sum + cost, 0),
  }
}

/** The kind of a group and what is in it. */
export function groupOf(
  source: Exclude<RuleCondition, { field: unknown }>,
): ['all' | 'any' | 'none', readonly RuleCondition[]] {
  if ('all' in source) return ['all', source.all]
  return 'any' in source ? ['any', source.any] : ['none', source.none]
}

/** Whether a condition holds, found out with as little work as possible. */
export function holds(condition: Condition, reader: FactReader): boolean {
  if (condition.type === 'comparison') return condition.judge(reader) === true
  const { type, cheapFirst } = condition
  if (type === 'all') return cheapFirst.every((item) => holds(item, reader))
  return cheapFirst.some((item) => holds(item, reader)) === (type === 'any')
}

/** The verdict of each condition of a tree, with what it saw. */
export function explain(condition: Condition, reader: FactReader): ConditionVerdict {
  if (condition.type === 'comparison') {
    const { field, operator, value } = condition.source
    const verdict = condition.judge(reader)
    return {
      type: 'comparison',
      verdict: verdict === true,
      field,
      operator,
      value: value ?? null,
      saw: condition.saw(reader),
      isRefused: verdict === null,
    }
  }
  const items = condition.items.map((item) => explain(item, reader))
  const isAny = items.some(({ verdict }) => verdict)
  const isAll = items.every(({ verdict }) => verdict)
  const verdict = condition.type === 'all' ? isAll : isAny === (condition.type === 'any')
  return { type: condition.type, verdict, items }
}

/** What the named groups of a tree that holds caught. Of two groups of a name, the first one counts. */
export function capturesOf(condition: Condition, reader: FactReader): Captures {
  const caught = new Map<string, string>()
  collect(condition, reader, caught)
  return Object.fromEntries(caught)
}

function collect(condition: Condition, reader: FactReader, caught: Map<string, string>): void {
  if (condition.type === 'none') return
  if (condition.type !== 'comparison') {
    for (const item of condition.items)
      if (item.type === 'comparison' || holds(item, reader)) collect(item, reader, caught)
    return
  }
  for (const pattern of condition.patterns) {
    if (pattern.names.length === 0) continue
    for (const { plain, written } of reader.plain(condition.source.field)) {
      if (pattern.test(plain) !== true) continue
      for (const [name, [start, end]] of pattern.find(plain)?.groups ?? [])
        if (!caught.has(name)) caught.set(name, captured(written.slice(start, end)))
      break
    }
  }
}

function captured(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_CAPTURE)
}
