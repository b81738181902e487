import { evaluateRules, type RuleFacts } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { LoadedBook } from './load-book.ts'
import type { Looked } from './run-record.ts'

/** Looks at the rules for one conversation. That they cannot be looked at never keeps mail from being stored. */
export function lookAt(
  { log, now }: Pick<Deps, 'log' | 'now'>,
  { book, clockFor }: LoadedBook,
  seen: { conversationId: string; messageId: string | null; facts: RuleFacts },
): Looked {
  try {
    const when = { now: now(), clock: clockFor(seen.facts) }
    const decision = evaluateRules(book, seen.facts, { ...when, detail: 'outcomes' })
    const isHit = decision.trace.some(({ outcome }) => outcome === 'applied')
    if (!isHit) return { ...seen, decision, problem: null }
    const explained = evaluateRules(book, seen.facts, { ...when, detail: 'conditions' })
    return { ...seen, decision: explained, problem: null }
  } catch (error) {
    log.error({ err: error, conversationId: seen.conversationId }, 'the rules failed for a mail')
    return { ...seen, decision: null, problem: String(error) }
  }
}
