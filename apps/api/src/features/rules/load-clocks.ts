import type { Queryable } from '@levee/db'
import {
  clockOf,
  type Rule,
  type RuleCondition,
  type RuleFacts,
  usualClock,
  type WorkingClock,
} from '@levee/domain'
import { hoursFor, loadFrame } from '../deadlines/service.ts'

/** By whose working time the rules count for a conversation. */
export type ClockFor = (facts: Pick<RuleFacts, 'context' | 'conversation'>) => WorkingClock

/**
 * The working time of each conversation: by the calendar of its mailbox, else of its team, else the organisation's.
 * Calendars are read only when one of the rules asks for it; days are always those of the organisation's time zone.
 */
export async function loadClocks(
  db: Queryable,
  rules: readonly Pick<Rule, 'conditions' | 'trigger'>[],
  timeZone: string,
): Promise<ClockFor> {
  const usual = usualClock(timeZone)
  if (!rules.some(asksForHours)) return () => usual
  const frame = await loadFrame(db)
  return ({ context, conversation }) => {
    const subject = { mailboxIds: [context.mailbox.id], teamId: conversation.team?.id ?? null }
    const hours = hoursFor(frame, null, subject)
    return hours ? { ...clockOf(hours), timeZone } : usual
  }
}

function asksForHours({ conditions, trigger }: Pick<Rule, 'conditions' | 'trigger'>): boolean {
  return (trigger.type === 'timePasses' && trigger.working) || looksAtHours(conditions)
}

function looksAtHours(condition: RuleCondition): boolean {
  if ('field' in condition) return condition.field === 'receivedInWorkingTime'
  if ('all' in condition) return condition.all.some(looksAtHours)
  return 'any' in condition ? condition.any.some(looksAtHours) : condition.none.some(looksAtHours)
}
