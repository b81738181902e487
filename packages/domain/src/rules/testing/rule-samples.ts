import type { PatternCompiler } from '../pattern.ts'
import type { Rule } from '../rule.ts'
import { type RuleFacts, usualClock } from '../rule-facts.ts'

/** Friday 13 March 2026, 10:00 in Paris. */
export const NOW = new Date('2026-03-13T09:00:00Z')
export const CLOCK = usualClock('Europe/Paris')

/** A rule that tags every mail, but for what is said otherwise. */
export function aRule(some: Partial<Rule> & { id: string }): Rule {
  return {
    name: some.id,
    enabled: true,
    trigger: { type: 'messageArrives', messages: 'any' },
    conditions: { all: [] },
    actions: [{ type: 'addTag', tagId: `tag-${some.id}` }],
    stop: false,
    order: 0,
    version: 1,
    ...some,
  }
}

/** A citizen's mail about a building permit, but for what is said otherwise. */
export function someFacts(some: SomeFacts = {}): RuleFacts {
  return {
    event: some.event ?? { type: 'messageArrives', isReply: false },
    causedBy: some.causedBy ?? [],
    message: { ...MESSAGE, ...some.message },
    conversation: { ...CONVERSATION, ...some.conversation },
    context: { ...CONTEXT, ...some.context },
  }
}

/** An engine for what both kinds of regular expression understand. */
export const compileRegExp: PatternCompiler = (source) => {
  const expression = new RegExp(source.replaceAll('(?P<', '(?<'), 'diu')
  return {
    ok: true,
    pattern: {
      test: (text) => expression.test(text),
      find: (text) => {
        const match = expression.exec(text)
        const groups = Object.entries(match?.indices?.groups ?? {})
        return (
          match && {
            start: match.index,
            end: match.index + match[0].length,
            groups: new Map(groups),
          }
        )
      },
      names: [...source.matchAll(/\(\?P?<(\w+)>/g)].map(([, name = '']) => name),
    },
  }
}

type SomeFacts = Partial<Pick<RuleFacts, 'event' | 'causedBy'>> & {
  message?: Partial<RuleFacts['message']>
  conversation?: Partial<RuleFacts['conversation']>
  context?: Partial<RuleFacts['context']>
}

const MESSAGE: RuleFacts['message'] = {
  from: { name: 'Amélie Delarue', address: 'Amelie.Delarue@example.org' },
  to: [{ name: '', address: 'courrier@port-leveque.example' }],
  cc: [],
  bcc: [],
  subject: 'Dépôt PC 076 512 26 0019, maison individuelle',
  text: 'Bonjour,\nvoici ma demande de permis\nde construire.',
  headers: [{ name: 'X-Spam-Score', value: '1.5' }],
  attachments: [{ name: 'Cerfa_13406.pdf', contentType: 'application/pdf', size: 120_000 }],
  size: 180_000,
  receivedAt: NOW,
  automatic: 'no',
  isNewsletter: false,
  language: 'fr',
  spamScore: null,
  authentication: { spf: 'pass', dkim: 'pass', dmarc: 'pass' },
  trust: 'verified',
}

const CONVERSATION: RuleFacts['conversation'] = {
  id: 'conversation-1',
  status: 'open',
  priority: 'normal',
  assignee: null,
  team: null,
  tags: [{ id: 'tag-urgent', names: ['À traiter vite'] }],
  dueAt: null,
  unansweredSince: null,
}

const CONTEXT: RuleFacts['context'] = {
  mailbox: { id: 'mailbox-1', names: ['Courrier', 'courrier@port-leveque.example'] },
  contact: null,
  organisation: null,
}
