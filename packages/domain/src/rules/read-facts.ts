import { addressDomain, type Address } from '../messages/address.ts'
import { foldRuleText, inLowerCase, LONGEST_RULE_TEXT, withoutAccents } from './fold-rule-text.ts'
import type { RuleField } from './rule.ts'
import type { NamedThing, RuleFacts, WorkingClock } from './rule-facts.ts'

/** What rules look at, each field read and folded once, and only when a rule asks for it. */
export type FactReader = {
  facts: RuleFacts
  clock: WorkingClock
  /** The values of a field as they are written; of a thing, its names. */
  texts: (field: RuleField) => readonly string[]
  /** The same as conditions compare them. */
  folded: (field: RuleField) => readonly string[]
  /** What `is` compares with: the same, and the ids of things. */
  exact: (field: RuleField) => readonly string[]
  /** The same for patterns: without accents, beside what is written. */
  plain: (field: RuleField) => readonly { plain: string; written: string }[]
  /** The plain texts in lower case, in which patterns look for what they need. */
  lower: (field: RuleField) => readonly string[]
}

const LEVELS: readonly string[] = ['low', 'normal', 'high', 'urgent']
/** Where servers write whom they delivered to. */
const DELIVERED_TO = ['delivered-to', 'x-original-to', 'envelope-to']

/** Reads the facts of one message. */
export function readFacts(facts: RuleFacts, clock: WorkingClock): FactReader {
  const texts = once((field) => textsOf(field, facts, clock).map(lookedAt))
  const folded = once((field) => texts(field).map(foldRuleText))
  const plain = once((field) => texts(field).map(withoutAccents))
  return {
    facts,
    clock,
    texts,
    folded,
    exact: once((field) => [
      ...folded(field),
      ...thingsOf(field, facts).map(({ id }) => id.toLowerCase()),
    ]),
    plain,
    lower: once((field) => plain(field).map((text) => inLowerCase(text.plain))),
  }
}

/** The numbers of a field: sizes, scores, levels from 0, instants in milliseconds. */
export function numbersOf(field: RuleField, { facts, texts }: FactReader): readonly number[] {
  const { message, conversation } = facts
  if (field === 'attachment.size') return message.attachments.map(({ size }) => size)
  if (field === 'size') return [message.size]
  if (field === 'spamScore') return message.spamScore === null ? [] : [message.spamScore]
  if (field === 'priority') return [LEVELS.indexOf(conversation.priority)]
  return texts(field)
    .filter((text) => text.trim() !== '')
    .map(Number)
    .filter((number) => !Number.isNaN(number))
}

/** The instants of a field, in milliseconds. */
export function instantsOf(field: RuleField, { facts, texts }: FactReader): readonly number[] {
  if (field === 'receivedAt') return [facts.message.receivedAt.getTime()]
  if (field === 'dueAt') return facts.conversation.dueAt ? [facts.conversation.dueAt.getTime()] : []
  return texts(field)
    .map((text) => Date.parse(text))
    .filter((at) => !Number.isNaN(at))
}

/** How high a priority is, from 0; NaN for another word. */
export function levelOf(word: string): number {
  const level = LEVELS.indexOf(word)
  return level === -1 ? Number.NaN : level
}

function once<T>(read: (field: RuleField) => T): (field: RuleField) => T {
  const known = new Map<RuleField, T>()
  return (field) => {
    const before = known.get(field)
    if (before !== undefined) return before
    const value = read(field)
    known.set(field, value)
    return value
  }
}

function lookedAt(text: string): string {
  return text.length > LONGEST_RULE_TEXT ? text.slice(0, LONGEST_RULE_TEXT) : text
}

function textsOf(field: RuleField, facts: RuleFacts, clock: WorkingClock): readonly string[] {
  if (field.startsWith('header.')) return headersOf(facts, [field.slice(7).toLowerCase()])
  return messageTexts(field, facts) ?? stateTexts(field, facts, clock)
}

function messageTexts(field: RuleField, { message }: RuleFacts): readonly string[] | null {
  switch (field) {
    case 'from':
      return addressTexts([message.from])
    case 'from.domain':
      return [addressDomain(message.from.address)]
    case 'to':
      return addressTexts(message.to)
    case 'cc':
      return addressTexts(message.cc)
    case 'subject':
      return [message.subject]
    case 'body':
      return [message.text]
    case 'attachment.name':
      return message.attachments.map(({ name }) => name)
    case 'attachment.type':
      return message.attachments.map(({ contentType }) => contentType)
    case 'attachment.size':
      return message.attachments.map(({ size }) => String(size))
    case 'size':
      return [String(message.size)]
    case 'language':
      return present(message.language)
    case 'spamScore':
      return present(message.spamScore === null ? null : String(message.spamScore))
    case 'auth.spf':
      return present(message.authentication.spf)
    case 'auth.dkim':
      return present(message.authentication.dkim)
    case 'auth.dmarc':
      return present(message.authentication.dmarc)
    case 'trust':
      return [message.trust]
    case 'receivedAt':
      return [message.receivedAt.toISOString()]
    default:
      return null
  }
}

function stateTexts(field: RuleField, facts: RuleFacts, clock: WorkingClock): readonly string[] {
  const { message, conversation } = facts
  switch (field) {
    case 'recipient':
      return [
        ...addressTexts([...message.to, ...message.cc, ...message.bcc]),
        ...headersOf(facts, DELIVERED_TO),
      ]
    case 'isNewsletter':
      return [String(message.isNewsletter)]
    case 'isAutoReply':
      return [String(message.automatic === 'autoReply')]
    case 'status':
      return [conversation.status]
    case 'priority':
      return [conversation.priority]
    case 'receivedInWorkingTime':
      return [String(clock.isWorkingTime(message.receivedAt))]
    case 'dueAt':
      return present(conversation.dueAt?.toISOString() ?? null)
    default:
      return thingsOf(field, facts).flatMap(({ names }) => names)
  }
}

function thingsOf(field: RuleField, { conversation, context }: RuleFacts): readonly NamedThing[] {
  switch (field) {
    case 'mailbox':
      return [context.mailbox]
    case 'contact':
      return present(context.contact)
    case 'organisation':
      return present(context.organisation)
    case 'tag':
      return conversation.tags
    case 'assignee':
      return present(conversation.assignee)
    case 'team':
      return present(conversation.team)
    default:
      return []
  }
}

function headersOf({ message }: RuleFacts, names: readonly string[]): readonly string[] {
  return message.headers
    .filter(({ name }) => names.includes(name.toLowerCase()))
    .map(({ value }) => value)
}

function addressTexts(addresses: readonly Address[]): readonly string[] {
  return addresses
    .flatMap(({ name, address }) => [address, name])
    .filter((text) => text.trim() !== '')
}

function present<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value]
}
