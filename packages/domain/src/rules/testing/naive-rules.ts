import { decides } from '../resolve-effects.ts'
import type { Rule, RuleComparison, RuleCondition } from '../rule.ts'
import type { NamedThing, RuleFacts } from '../rule-facts.ts'

/** What a decision comes to, to be compared. */
export type Outcome = {
  outcomes: Record<string, string>
  effects: string[]
  conflicts: string[]
}

/**
 * The rules read literally, by one who knows nothing of speed: every rule, every condition, every letter, each
 * time anew. Rules here have no patterns and no time triggers.
 */
export function naiveDecision(rules: readonly Rule[], facts: RuleFacts): Outcome {
  const sum: Outcome = { outcomes: {}, effects: [], conflicts: [] }
  const decided: Record<string, string> = {}
  let isStopped = false
  for (const rule of [...rules].sort((one, other) => one.order - other.order)) {
    const outcome = isStopped ? 'afterStop' : naiveOutcome(rule, facts)
    sum.outcomes[rule.id] = outcome
    if (outcome !== 'applied') continue
    for (const action of rule.actions) {
      const [property, value] = decides(action)
      const known = property === null ? undefined : decided[property]
      if (known === undefined) {
        sum.effects.push(`${rule.id} ${JSON.stringify(action)}`)
        if (property !== null) decided[property] = value
      } else if (known !== value) sum.conflicts.push(`${rule.id} ${JSON.stringify(action)}`)
    }
    if (rule.stop) isStopped = true
  }
  return sum
}

function naiveOutcome(rule: Rule, facts: RuleFacts): string {
  if (!rule.enabled) return 'disabled'
  const { trigger } = rule
  const { event } = facts
  if (trigger.type !== event.type) return 'otherTrigger'
  if (trigger.type === 'messageArrives' && event.type === 'messageArrives') {
    if (trigger.messages === 'new' && event.isReply) return 'otherTrigger'
    if (trigger.messages === 'reply' && !event.isReply) return 'otherTrigger'
  }
  if (facts.causedBy.includes(rule.id)) return 'loop'
  return naiveVerdict(rule.conditions, facts) ? 'applied' : 'notMatched'
}

function naiveVerdict(condition: RuleCondition, facts: RuleFacts): boolean {
  if ('all' in condition) {
    for (const item of condition.all) if (!naiveVerdict(item, facts)) return false
    return true
  }
  if ('any' in condition) {
    for (const item of condition.any) if (naiveVerdict(item, facts)) return true
    return false
  }
  if ('none' in condition) {
    for (const item of condition.none) if (naiveVerdict(item, facts)) return false
    return true
  }
  return naiveComparison(condition, facts)
}

function naiveComparison({ field, operator, value }: RuleComparison, facts: RuleFacts): boolean {
  const given = value === undefined ? [] : Array.isArray(value) ? value : [value]
  const seen = naiveTexts(field, facts)
  const some = (test: (text: string, wanted: string) => boolean) => {
    for (const text of seen)
      for (const wanted of given) if (test(spell(text), spell(String(wanted)))) return true
    return false
  }
  const ids = naiveThings(field, facts).map(({ id }) => id)
  const isOne = () =>
    some((text, wanted) => text === wanted) || given.some((one) => ids.includes(one))
  const has = () => some((text, wanted) => wanted !== '' && text.split(wanted).length > 1)
  switch (operator) {
    case 'is':
    case 'isOneOf':
      return isOne()
    case 'isNot':
      return !isOne()
    case 'contains':
      return has()
    case 'notContains':
      return !has()
    case 'startsWith':
      return some((text, wanted) => wanted !== '' && text.slice(0, wanted.length) === wanted)
    case 'endsWith':
      return some((text, wanted) => wanted !== '' && text.slice(-wanted.length) === wanted)
    case 'isEmpty':
      return seen.every((text) => spell(text) === '') && ids.length === 0
    case 'isNotEmpty':
      return seen.some((text) => spell(text) !== '') || ids.length > 0
    case 'greaterThan':
      return seen.some((text) => text.trim() !== '' && Number(text) > Number(given[0]))
    case 'lessThan':
      return seen.some((text) => text.trim() !== '' && Number(text) < Number(given[0]))
    default:
      throw new Error(`Not read here: ${operator}.`)
  }
}

function naiveTexts(field: string, facts: RuleFacts): string[] {
  const { message, conversation } = facts
  const people = [...message.to, ...message.cc, ...message.bcc]
  const all: Record<string, () => string[]> = {
    from: () => [message.from.address, message.from.name].filter((text) => text.trim()),
    'from.domain': () => [message.from.address.split('@')[1] ?? ''],
    recipient: () =>
      people.flatMap(({ address, name }) => [address, name]).filter((text) => text.trim()),
    subject: () => [message.subject],
    body: () => [message.text],
    'header.X-Topic': () =>
      message.headers.filter(({ name }) => /^x-topic$/i.test(name)).map((each) => each.value),
    'attachment.name': () => message.attachments.map(({ name }) => name),
    'attachment.size': () => message.attachments.map(({ size }) => `${size}`),
    size: () => [`${message.size}`],
    isNewsletter: () => [`${message.isNewsletter}`],
    status: () => [conversation.status],
  }
  const read = all[field]
  return read ? read() : naiveThings(field, facts).flatMap(({ names }) => names)
}

function naiveThings(field: string, { conversation, context }: RuleFacts): NamedThing[] {
  if (field === 'tag') return [...conversation.tags]
  if (field === 'mailbox') return [context.mailbox]
  return field === 'team' && conversation.team ? [conversation.team] : []
}

const SPELLING: Record<string, string> = { œ: 'oe', ß: 'ss', ﬁ: 'fi', ı: 'i', ς: 'σ', æ: 'ae' }

/** Letter by letter, without accents and case, one space for all white space. */
function spell(text: string): string {
  let spelt = ''
  for (const letter of text) {
    if (letter === '\u00AD') continue
    for (const part of letter.normalize('NFKD')) {
      if (/\p{M}/u.test(part)) continue
      for (const small of part.toLowerCase().normalize('NFKD'))
        if (!/\p{M}/u.test(small)) spelt += SPELLING[small] ?? small
    }
  }
  return spelt
    .split(/\s+/)
    .filter((word) => word !== '')
    .join(' ')
}
