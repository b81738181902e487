import { isClosed } from '../conversations/status.ts'
import type { Rule, RuleTrigger } from './rule.ts'
import type { PropertyChange, RuleFacts, WorkingClock } from './rule-facts.ts'

/** Whether a rule is to be looked at, and on which occasion, which time triggers have once. */
export type TriggerVerdict = { fires: boolean; occasion: string | null }

const MINUTE = 60_000 // ms
const NEVER: TriggerVerdict = { fires: false, occasion: null }
const NOW: TriggerVerdict = { fires: true, occasion: null }

/** Whether what happened is what a rule waits for. */
export function judgeTrigger(
  rule: Pick<Rule, 'id' | 'trigger'>,
  facts: RuleFacts,
  { now, clock }: { now: Date; clock: WorkingClock },
): TriggerVerdict {
  const { trigger } = rule
  const { event } = facts
  if (trigger.type === 'messageArrives')
    return event.type === 'messageArrives' && isAwaited(trigger.messages, event.isReply)
      ? NOW
      : NEVER
  if (trigger.type === 'conversationChanges')
    return event.type === 'conversationChanges' &&
      event.changes.some((change) => isAwaitedChange(trigger, change))
      ? NOW
      : NEVER
  if (event.type !== 'timePasses') return NEVER
  const since = reachedSince(trigger, facts, { now, clock })
  if (since === null) return NEVER
  const occasion = [rule.id, facts.conversation.id, trigger.reason, since.toISOString()].join(' ')
  return { fires: true, occasion }
}

function isAwaited(messages: 'any' | 'new' | 'reply', isReply: boolean): boolean {
  return messages === 'any' || (messages === 'reply') === isReply
}

function isAwaitedChange(
  trigger: Extract<RuleTrigger, { type: 'conversationChanges' }>,
  { property, previous, current }: PropertyChange,
): boolean {
  if (trigger.property !== 'any' && trigger.property !== property) return false
  if (trigger.from !== undefined && trigger.from !== previous) return false
  return trigger.to === undefined || trigger.to === current
}

/** The instant that a wait counts from, once it is long enough; null before. */
function reachedSince(
  { reason, minutes, working }: Extract<RuleTrigger, { type: 'timePasses' }>,
  { conversation }: RuleFacts,
  { now, clock }: { now: Date; clock: WorkingClock },
): Date | null {
  const between = (from: Date, to: Date) =>
    working ? clock.minutesBetween(from, to) : (to.getTime() - from.getTime()) / MINUTE
  const { unansweredSince, dueAt, status } = conversation
  if (isClosed(status)) return null
  if (reason === 'unansweredFor')
    return unansweredSince && between(unansweredSince, now) >= minutes ? unansweredSince : null
  return dueAt && (dueAt <= now || between(now, dueAt) <= minutes) ? dueAt : null
}
