import { describe, expect, it } from 'vitest'
import { policyFor } from './choose-policy.ts'
import type { DeadlinePolicy, PolicyConditions, PolicyFacts } from './policy.ts'
import { POLICY_PRESETS } from './policy-presets.ts'

const any: PolicyConditions = {
  mailboxIds: [],
  teamIds: [],
  tagIds: [],
  priorities: [],
  channels: [],
}
const policy = (
  id: string,
  position: number,
  conditions: Partial<PolicyConditions> | null,
): DeadlinePolicy => ({
  id,
  position,
  version: 1,
  name: id,
  conditions: conditions && { ...any, ...conditions },
  calendarId: null,
  targets: [],
})
const policies = [
  policy('fallback', 0, null),
  policy('permits', 2, { tagIds: ['permit', 'works'], channels: ['email'] }),
  policy('urgent', 1, { priorities: ['urgent', 'high'] }),
]
const chosen = (over: Partial<PolicyFacts>): string | undefined =>
  policyFor(policies, {
    mailboxIds: ['town-hall'],
    teamId: null,
    tagIds: [],
    priority: 'normal',
    channel: 'email',
    policyId: null,
    ...over,
  })?.id

describe('the policy of a conversation', () => {
  it.each<[string, Partial<PolicyFacts>]>([
    ['fallback', {}],
    ['fallback', { tagIds: ['permit'], channel: 'paper' }],
    ['permits', { tagIds: ['garden', 'works'] }],
    ['urgent', { tagIds: ['works'], priority: 'high' }],
    ['permits', { priority: 'urgent', policyId: 'permits' }],
    ['urgent', { priority: 'urgent', policyId: 'a policy that is gone' }],
  ])('is %s for %o', (id, facts) => expect(chosen(facts)).toBe(id))

  it('is none without a fall-back', () => {
    expect(
      policyFor([], { ...any, teamId: null, priority: 'low', channel: 'email', policyId: null }),
    ).toBeNull()
  })
})

it('says of every delay of the law that counsel is to be asked, and where it is written', () => {
  for (const { targets, needsCounsel, source } of POLICY_PRESETS) {
    const isOfLaw = targets.some(({ kind }) => kind === 'statutory')
    expect([needsCounsel, source !== null]).toEqual([isOfLaw, isOfLaw])
  }
})
