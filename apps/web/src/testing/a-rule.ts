import type { ListedRule, RuleChange } from '@levee/contract'

/** A rule as the server lists it, with what a test cares about. */
export function aRule(part: Partial<ListedRule> = {}): ListedRule {
  return {
    id: '0190a000-0000-7000-8000-000000000001',
    order: 1,
    version: 1,
    name: 'Permits',
    enabled: true,
    trigger: { type: 'messageArrives', messages: 'any' },
    conditions: { all: [{ field: 'subject', operator: 'contains', value: ['permit'] }] },
    actions: [{ type: 'setPriority', priority: 'high' }],
    stop: false,
    hits: 0,
    lastHitAt: null,
    warnings: [],
    reachesOutside: false,
    ...part,
  }
}

const state = {
  status: 'open',
  isNewsletter: false,
  priority: 'normal',
  assigneeId: null,
  teamId: null,
  tagIds: [],
  newTags: [],
  deadlinePolicyId: null,
  does: [],
} satisfies RuleChange['before']

/** A mail that a rule would change, with what a test cares about. */
export function aRuleChange(part: Partial<RuleChange> = {}): RuleChange {
  return {
    conversationId: '0190a000-0000-7000-8000-000000000101',
    messageId: '0190a000-0000-7000-8000-000000000201',
    reference: '2026-000001',
    subject: 'Permit',
    from: { name: 'Jeanne Morvan', address: 'j.morvan@example.org' },
    receivedAt: '2026-03-01T08:00:00Z',
    outcome: 'changes',
    before: state,
    after: { ...state, priority: 'high' },
    now: state,
    takenBy: null,
    deadlineBefore: null,
    deadlineAfter: null,
    toCheck: [],
    ...part,
  }
}
