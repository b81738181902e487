import { foldRuleText } from '../fold-rule-text.ts'
import type { RuleComparison, RuleField, RuleOperator } from '../rule.ts'
import { parseSieve, type SieveTestNode } from './parse-sieve.ts'
import { sieveTest } from './sieve-test.ts'

const START = '^[[:space:]]*'
const END = '[[:space:]]*$'
const DELIVERED_TO = 6 // header fields that `recipient` looks at, ours and those of servers

/**
 * The comparison of which a test is the translation, as `sieveTest` writes it: it is read back only where writing
 * it again gives the same test. undefined where it is no such test.
 */
export function ownComparison(test: SieveTestNode): RuleComparison | undefined {
  const candidate = candidateOf(test)
  if (!candidate) return undefined
  const written = sieveTest(candidate)
  if ('cannot' in written) return undefined
  const [again] = parseSieve(`if ${written.test} {}`)[0]?.tests ?? []
  return again && isSame(test, again) ? candidate : undefined
}

function candidateOf(test: SieveTestNode): RuleComparison | undefined {
  if (test.name === 'not') return blankOf(test.tests[0])
  const first = test.name === 'anyof' ? test.tests[0] : test
  if (first?.name !== 'address' && first?.name !== 'header') return undefined
  const [names, expressions] = stringsOf(first)
  if (!names || !expressions || !hasTag(first, 'regex')) return undefined
  const field = test.name === 'anyof' ? fieldOfAddresses(names) : fieldOf(first, names)
  const operator = operatorOf(expressions)
  if (!field || !operator) return undefined
  const values = expressions.map((text) => read(inner(text, operator)))
  if (values.length !== 1)
    return { field, operator: operator === 'is' ? 'isOneOf' : operator, value: values }
  const [value = ''] = values
  return { field, operator, value }
}

/** `isEmpty` is that there is nothing but space. */
function blankOf(test: SieveTestNode | undefined): RuleComparison | undefined {
  if (!test) return undefined
  const [names = []] = stringsOf(test)
  if (test.name === 'address') return { field: 'from.domain', operator: 'isEmpty' }
  if (test.name !== 'header') return undefined
  const field = names.length === DELIVERED_TO ? 'recipient' : addressField(names)
  return { field: field ?? fieldOfHeader(names[0] ?? ''), operator: 'isEmpty' }
}

function fieldOf(test: SieveTestNode, names: readonly string[]): RuleField | undefined {
  if (test.name === 'address') return hasTag(test, 'domain') ? 'from.domain' : undefined
  const [name, ...others] = names
  return name === undefined || others.length > 0 ? undefined : fieldOfHeader(name)
}

/** The field of rules that a header field is. */
export function fieldOfHeader(name: string): RuleField {
  return name.toLowerCase() === 'subject' ? 'subject' : `header.${name}`
}

function fieldOfAddresses(names: readonly string[]): RuleField | undefined {
  return names.join(' ') === 'to cc bcc' ? 'recipient' : addressField(names)
}

function addressField([name, ...others]: readonly string[]): RuleField | undefined {
  if (others.length > 0) return undefined
  return (['from', 'to', 'cc'] as const).find((field) => field === name)
}

function operatorOf([text]: readonly string[]): RuleOperator | undefined {
  if (text === undefined) return undefined
  const [starts, ends] = [text.startsWith(START), text.endsWith(END)]
  if (starts && ends) return 'is'
  if (starts) return 'startsWith'
  return ends ? 'endsWith' : 'contains'
}

function inner(text: string, operator: RuleOperator): string {
  const start = operator === 'is' || operator === 'startsWith' ? START.length : 0
  const end = operator === 'is' || operator === 'endsWith' ? END.length : 0
  return text.slice(start, text.length - end)
}

/** What an expression of `accentless` finds: of letters written in several ways the plain one, which comes first. */
function read(expression: string): string {
  let text = ''
  let place = 0
  const end = (): void => {
    for (let depth = 1; depth > 0 && place < expression.length; place++) {
      const char = expression.charAt(place)
      if (char === '\\') place++
      else if (char === '(') depth++
      else if (char === ')') depth--
    }
  }
  while (place < expression.length) {
    const char = expression.charAt(place)
    if (expression.startsWith('[[:space:]]+', place)) {
      text += ' '
      place += '[[:space:]]+'.length
    } else if (char === '\\') {
      text += expression.charAt(place + 1)
      place += 2
    } else {
      place++
      if (char === '|') end()
      else if (char !== '(' && char !== ')') text += char
    }
  }
  return foldRuleText(text) === text ? text : ''
}

function stringsOf(test: SieveTestNode): (readonly string[])[] {
  return test.arguments.flatMap((each) => (each.type === 'strings' ? [each.strings] : []))
}

function hasTag(test: SieveTestNode, tag: string): boolean {
  return test.arguments.some((each) => each.type === 'tag' && each.tag === tag)
}

function isSame(one: SieveTestNode, other: SieveTestNode): boolean {
  return (
    one.name === other.name &&
    JSON.stringify(one.arguments) === JSON.stringify(other.arguments) &&
    one.tests.length === other.tests.length &&
    one.tests.every((test, index) => {
      const counterpart = other.tests[index]
      return counterpart !== undefined && isSame(test, counterpart)
    })
  )
}
