import {
  evaluateRules,
  prepareRules,
  type Rule,
  type RuleComparison,
  type RuleFacts,
  usualClock,
} from '@levee/domain'
import { CORPORA, readMessage } from '@levee/mail/testing/oracles'
import { compilePattern } from '../src/features/rules/compile-pattern.ts'
import { messageFacts } from '../src/features/rules/message-facts.ts'
import { median, percentile, print } from './intake/print.ts'
import { corpusMail } from './intake/corpus-mail.ts'
import { sampleMail } from './intake/sample-mail.ts'
import { ruleTrial } from './reading/rule-trial.ts'

const CONDITIONS = 10 // of each rule
const RULES = 200
const NOW = new Date('2026-03-13T09:00:00Z')
const CLOCK = usualClock('Europe/Paris')

/**
 * What looking at the rules costs for each message, and that it grows with the number of rules and no faster.
 * @param args how many messages; 10,000 when not said.
 */
export async function rules([messages = '10000']: string[]): Promise<void> {
  const facts = await factsOf(Number(messages))
  const growth: { rules: number; ms: number }[] = []
  for (const count of [RULES / 4, RULES / 2, RULES, RULES * 2]) {
    const times = measure(ruleBook(count), facts)
    growth.push({ rules: count, ms: median(times) })
    if (count !== RULES) continue
    const more = { unit: 'ms', rules: count, conditions: CONDITIONS, messages: facts.length }
    print('rules', 'medianMsPerMessage', median(times), more)
    print('rules', 'p99MsPerMessage', percentile(times, 0.99), more)
  }
  for (const { rules: count, ms } of growth)
    print('rules', 'microsecondsPerRule', (ms * 1000) / count, { unit: 'µs', rules: count })
  const [least, most] = [growth[0], growth.at(-1)]
  if (least && most)
    print('rules', 'growthByRules', most.ms / least.ms, {
      unit: 'ratio',
      rules: [least.rules, most.rules],
      linear: most.rules / least.rules,
    })
  await ruleTrial()
}

/** The messages, read as intake reads them. */
async function factsOf(count: number): Promise<RuleFacts[]> {
  const facts: RuleFacts[] = []
  const real = await corpusMail(CORPORA, count)
  const made = await sampleMail(Math.max(0, count - real.length))
  print('rules', 'realMessages', real.length)
  for (const raw of [...real, ...made.map((mail) => mail.raw)]) {
    const read = readMessage(raw)
    if (!read.ok) continue
    facts.push({
      event: { type: 'messageArrives', isReply: false },
      causedBy: [],
      message: messageFacts({
        ...read.message,
        from: read.message.from ?? { name: '', address: '' },
        size: raw.length,
        receivedAt: NOW,
        isNewsletter: false,
        authentication: null,
        trust: null,
      }),
      conversation: {
        id: 'c',
        status: 'open',
        priority: 'normal',
        assignee: null,
        team: null,
        tags: [],
        dueAt: null,
        unansweredSince: NOW,
      },
      context: { mailbox: { id: 'm', names: ['Courrier'] }, contact: null, organisation: null },
    })
  }
  return facts
}

function measure(book: ReturnType<typeof prepareRules>, facts: readonly RuleFacts[]): number[] {
  const look = (one: RuleFacts): number => {
    const start = performance.now()
    evaluateRules(book, one, { now: NOW, clock: CLOCK, detail: 'outcomes' })
    return performance.now() - start
  }
  for (const one of facts.slice(0, 500)) look(one) // warms up
  return facts.map(look)
}

/** Rules as offices write them: every kind of comparison, half of them alternatives, none the same as another. */
function ruleBook(count: number): ReturnType<typeof prepareRules> {
  const list = Array.from({ length: count }, (_, index): Rule => {
    const items = Array.from({ length: CONDITIONS }, (_each, place) => comparison(index, place))
    return {
      id: `rule-${index}`,
      name: `Rule ${index}`,
      order: index,
      version: 1,
      enabled: true,
      trigger: { type: 'messageArrives', messages: 'any' },
      conditions: index % 2 === 0 ? { all: items } : { any: items },
      actions: [{ type: 'setPriority', priority: 'high' }],
      stop: false,
    }
  })
  return prepareRules(list, compilePattern)
}

const WORDS = [
  'permis',
  'facture',
  'réclamation',
  'urgent',
  'contract',
  'meeting',
  'école',
  'invoice',
]

function comparison(rule: number, place: number): RuleComparison {
  const word = `${WORDS[(rule + place) % WORDS.length]} ${rule}`
  const kinds: RuleComparison[] = [
    { field: 'subject', operator: 'contains', value: word },
    { field: 'body', operator: 'contains', value: word },
    { field: 'from', operator: 'endsWith', value: `@office${rule}.example` },
    { field: 'from.domain', operator: 'isOneOf', value: [`a${rule}.example`, `b${rule}.example`] },
    { field: 'body', operator: 'matches', value: `dossier n°\\s*(?P<number>${rule}-\\d+)` },
    { field: 'subject', operator: 'matches', value: `^(?:re|fwd?): .*${word}` },
    { field: 'attachment.name', operator: 'endsWith', value: `.${rule}.pdf` },
    { field: 'size', operator: 'greaterThan', value: 50_000_000 + rule },
    { field: 'header.X-Mailer', operator: 'startsWith', value: word },
    { field: 'recipient', operator: 'contains', value: `team${rule}@` },
  ]
  return kinds[place % kinds.length] ?? { field: 'subject', operator: 'isEmpty' }
}
